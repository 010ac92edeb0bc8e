import { z } from 'zod'

/*
 * The parts of Slack's payloads that the desk reads. Everything else in them is ignored, so that fields which
 * Slack adds do no harm; a body that lacks one of these is not for us.
 */
const id = z.string().min(1).max(255)
const user = z.object({ id, team_id: id.optional() })
const team = z.object({ id }).nullish()
const channel = z.object({ id }).optional()
const responseUrl = z.string().max(2000).optional()

export const Command = z.object({
  command: id,
  text: z.string().default(''),
  team_id: id,
  user_id: id,
  channel_id: id,
  trigger_id: id,
  response_url: responseUrl,
})

export const Click = z.object({
  type: z.literal('block_actions'),
  user,
  team,
  channel,
  container: z.object({ type: z.string(), is_ephemeral: z.boolean().optional() }).optional(),
  view: z.object({ id, type: z.string() }).nullish(),
  trigger_id: id,
  response_url: responseUrl,
  actions: z
    .array(z.object({ type: z.string(), action_id: id, value: z.string().max(2000).optional() }))
    .min(1),
})

export type Click = z.infer<typeof Click>

const Chosen = z.object({ value: z.string() })
/** What stands in one input of a modal. */
export const InputValue = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: Chosen.nullish(),
  selected_options: z.array(Chosen).nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_user: z.string().nullish(),
})
export type InputValue = z.infer<typeof InputValue>

export const Submission = z.object({
  type: z.literal('view_submission'),
  user,
  team,
  trigger_id: id.optional(),
  view: z.object({
    id,
    hash: z.string(),
    callback_id: id,
    private_metadata: z.string(),
    blocks: z.array(z.object({ type: z.string(), block_id: z.string().optional() })).default([]),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), InputValue)) }),
  }),
})

export const Shortcut = z.object({
  type: z.enum(['message_action', 'shortcut']),
  user,
  team,
  channel,
  callback_id: id,
  trigger_id: id,
  response_url: responseUrl,
  message: z.object({ text: z.string().nullish() }).optional(),
})

const HomeOpened = z.object({ type: z.literal('app_home_opened'), user: id, tab: z.string() })
const UserChange = z.object({
  type: z.literal('user_change'),
  user: z.object({
    id,
    team_id: id.optional(),
    is_bot: z.boolean().optional(),
    deleted: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    locale: z.string().optional(),
  }),
})
export const Event = z.object({
  type: z.literal('event_callback'),
  team_id: id,
  event_id: id,
  event: z.discriminatedUnion('type', [HomeOpened, UserChange]),
})
