import { z } from 'zod'

/*
 * The parts of Bot Framework activities that the desk reads. Everything else in them is ignored, so that fields
 * which Teams adds do no harm; an activity that lacks one of these is not for us.
 */
const id = z.string().min(1).max(500)
const account = z.object({ id, name: z.string().max(300).nullish(), aadObjectId: id.nullish() })

export const Activity = z.object({
  type: z.string().max(60),
  id: id.nullish(),
  name: z.string().max(100).nullish(),
  /** Of `installationUpdate`: `add`, `remove`, and each with `-upgrade`. */
  action: z.string().max(40).nullish(),
  channelId: z.string().max(60),
  serviceUrl: z.string().max(500),
  from: account,
  recipient: account,
  conversation: z.object({
    id,
    conversationType: z.string().max(40).nullish(),
    tenantId: id.nullish(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id }).nullish(),
      channel: z.object({ id, type: z.string().max(40).nullish() }).nullish(),
      team: z.object({ id }).nullish(),
    })
    .nullish(),
  locale: z.string().max(40).nullish(),
  text: z.string().max(100_000).nullish(),
  entities: z.array(z.unknown()).nullish(),
  value: z.unknown().optional(),
  replyToId: id.nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
})
export type Activity = z.infer<typeof Activity>

export const MentionOf = z.object({
  type: z.literal('mention'),
  text: z.string().min(1).max(400),
  mentioned: z.object({ id, name: z.string().nullish() }),
})

/** What our buttons and forms carry (`card.ts`). */
export const Pressed = z.object({
  desk: z.object({
    action: z.string().max(60),
    token: z.string().max(400),
    form: z.string().optional(),
    nonce: z.string().max(60).optional(),
    chosen: z.record(z.string().max(60), z.string().max(200)).optional(),
  }),
})
export type Pressed = z.infer<typeof Pressed>['desk']

export const CardAction = z.object({ action: z.object({ data: z.unknown() }) })
export const DialogData = z.object({ data: z.unknown() })

/** The command of the message extension, used on a message. */
export const ExtensionFetch = z.object({
  commandId: id,
  messagePayload: z
    .object({
      body: z
        .object({ content: z.string().max(100_000).nullish(), contentType: z.string().nullish() })
        .nullish(),
    })
    .nullish(),
})
