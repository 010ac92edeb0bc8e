import { z } from 'zod'

/*
 * Block Kit as Slack documents it (docs.slack.dev/reference/block-kit), for the blocks a desk may use. Written
 * apart from the renderer's own numbers on purpose: this side judges that one.
 */
const plain = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  })
const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  })
const text = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)])
const id = z.string().min(1).max(255)
const blockId = id.optional()

const confirm = z.strictObject({
  title: plain(100),
  text: text(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(['primary', 'danger']).optional(),
})
const button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  action_id: id,
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: z.string().max(75).optional(),
})
const option = z.strictObject({
  text: text(75),
  value: z.string().min(1).max(150),
  description: text(75).optional(),
})
const options = (max: number) => z.array(option).min(1).max(max)
const placeholder = plain(150).optional()

const elements = [
  z.strictObject({
    type: z.literal('plain_text_input'),
    action_id: id,
    multiline: z.boolean().optional(),
    initial_value: z.string().max(3000).optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
    placeholder,
  }),
  z.strictObject({
    type: z.literal('static_select'),
    action_id: id,
    options: options(100),
    initial_option: option.optional(),
    placeholder,
  }),
  z.strictObject({
    type: z.literal('multi_static_select'),
    action_id: id,
    options: options(100),
    initial_options: z.array(option).min(1).optional(),
    placeholder,
  }),
  z.strictObject({
    type: z.literal('radio_buttons'),
    action_id: id,
    options: options(10),
    initial_option: option.optional(),
  }),
  z.strictObject({
    type: z.literal('checkboxes'),
    action_id: id,
    options: options(10),
    initial_options: z.array(option).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal('datepicker'),
    action_id: id,
    initial_date: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/u)
      .optional(),
    placeholder,
  }),
  z.strictObject({
    type: z.literal('timepicker'),
    action_id: id,
    initial_time: z
      .string()
      .regex(/^\d{2}:\d{2}$/u)
      .optional(),
    placeholder,
  }),
  z.strictObject({
    type: z.literal('users_select'),
    action_id: id,
    initial_user: z.string().optional(),
    placeholder,
  }),
] as const
const inputElement = z.discriminatedUnion('type', [...elements])

const richPiece = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: z.string().min(1),
    style: z.record(z.string(), z.boolean()).optional(),
  }),
  z.strictObject({
    type: z.literal('user'),
    user_id: z.string(),
    style: z.record(z.string(), z.boolean()).optional(),
  }),
])

const blocks = {
  header: z.strictObject({ type: z.literal('header'), text: plain(150), block_id: blockId }),
  divider: z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  section: z
    .strictObject({
      type: z.literal('section'),
      text: text(3000).optional(),
      fields: z.array(text(2000)).min(1).max(10).optional(),
      accessory: button.optional(),
      block_id: blockId,
    })
    .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'text or fields'),
  context: z.strictObject({
    type: z.literal('context'),
    elements: z.array(text(2000)).min(1).max(10),
    block_id: blockId,
  }),
  actions: z.strictObject({
    type: z.literal('actions'),
    elements: z.array(button).min(1).max(25),
    block_id: blockId,
  }),
  image: z.strictObject({
    type: z.literal('image'),
    slack_file: z.strictObject({ id }),
    alt_text: z.string().min(1).max(2000),
    block_id: blockId,
  }),
  rich_text: z.strictObject({
    type: z.literal('rich_text'),
    elements: z
      .array(z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richPiece).min(1) }))
      .min(1),
    block_id: blockId,
  }),
  input: z.strictObject({
    type: z.literal('input'),
    label: plain(2000),
    element: inputElement,
    hint: plain(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    block_id: blockId,
  }),
}
const messageBlock = z.discriminatedUnion('type', [
  blocks.header,
  blocks.divider,
  blocks.section,
  blocks.context,
  blocks.actions,
  blocks.image,
  blocks.rich_text,
])
const viewBlock = z.discriminatedUnion('type', [...messageBlock.options, blocks.input])

const surfaces = {
  message: z.array(messageBlock).max(50),
  modal: z.array(viewBlock).max(100),
  home: z.array(viewBlock).max(100),
}

const title = plain(24)
const modal = z
  .strictObject({
    type: z.literal('modal'),
    title,
    submit: title.optional(),
    close: title.optional(),
    callback_id: z.string().max(255).optional(),
    private_metadata: z.string().max(3000).optional(),
    notify_on_close: z.boolean().optional(),
    clear_on_close: z.boolean().optional(),
    blocks: surfaces.modal,
  })
  .refine(
    ({ submit, blocks }) => submit !== undefined || !blocks.some(({ type }) => type === 'input'),
    'submit is needed with inputs',
  )
const home = z.strictObject({
  type: z.literal('home'),
  callback_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3000).optional(),
  blocks: surfaces.home,
})

/** What Slack would refuse in the blocks of a message, as `path: reason`; empty when nothing. */
export function faultsOfBlocks(value: unknown): readonly string[] {
  return [...faults(surfaces.message.safeParse(value)), ...repeatedIds(value), ...tooLong(value)]
}

/** What Slack would refuse in a modal or home view; empty when nothing. */
export function faultsOfView(value: unknown, surface: 'modal' | 'home'): readonly string[] {
  const parsed = (surface === 'modal' ? modal : home).safeParse(value)
  return [...faults(parsed), ...repeatedIds((value as { blocks?: unknown } | null)?.blocks)]
}

function faults(parsed: z.ZodSafeParseResult<unknown>): readonly string[] {
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

/** Near this size Slack answers `msg_blocks_too_long`; the number is not documented. */
const longestBlocks = 13_200

const tooLong = (value: unknown) =>
  JSON.stringify(value ?? []).length > longestBlocks ? ['msg_blocks_too_long'] : []

function repeatedIds(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return []
  const blockIds = (value as { block_id?: string }[]).flatMap(({ block_id }) => block_id ?? [])
  const actions = (value as { elements?: { action_id?: string }[] }[]).map(({ elements }) =>
    (elements ?? []).flatMap(({ action_id }) => action_id ?? []),
  )
  return [blockIds, ...actions].some((ids) => new Set(ids).size < ids.length) ? ['an id is used twice'] : []
}
