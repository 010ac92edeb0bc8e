import { createHmac } from 'node:crypto'
import type { FieldValues, Form } from '../chat/form.js'
import type { Interaction } from '../chat/interaction.js'
import { plain } from '../chat/mention.js'
import { typedWords, wordsOfHtml } from './words.js'
import { unpackForm } from './packed-form.js'
import { CardAction, DialogData, ExtensionFetch, Pressed, type Activity } from './payloads.js'

/** Where an answer can go, for each way to act. */
export type Place = Spot &
  (
    | { readonly by: 'message' }
    /** A button pressed in a message; `isOld` by a client that knows no Action.Execute and waits for no answer. */
    | { readonly by: 'press'; readonly isOld: boolean }
    /** A dialog is asked for, or sent; `form` is the one that was filled. */
    | {
        readonly by: 'dialog'
        readonly isSent: boolean
        readonly form: Form | null
        readonly fields: FieldValues
        readonly chosen: Readonly<Record<string, string>>
      }
    | { readonly by: 'event' }
  )

interface Spot {
  /** Whether others read the conversation: nothing but a pointer is answered there. */
  readonly isShared: boolean
  readonly conversation: string
  /** Message that carries the pressed card. */
  readonly messageId: string | null
}

export type Received =
  | { readonly kind: 'interaction'; readonly interaction: Interaction; readonly place: Place }
  /** The app was put into a conversation, or taken out of it. */
  | { readonly kind: 'installed' }
  | { readonly kind: 'removed' }
  /** Nothing for us: it is acknowledged and forgotten. */
  | { readonly kind: 'ignored' }

export interface Desk {
  readonly tenant: string
  /** Key of the fingerprint of submissions: any secret that all replicas share. */
  readonly secret: string
}

const ignored: Received = { kind: 'ignored' }

type Reader = (activity: Activity, desk: Desk) => Received

/** Reads any authenticated activity. Total: what is malformed or not for us is ignored. */
export function receive(activity: Activity, desk: Desk): Received {
  const key = activity.type === 'invoke' ? `invoke ${activity.name}` : activity.type
  return readers.get(key)?.(activity, desk) ?? ignored
}

const readers: ReadonlyMap<string, Reader> = new Map([
  ['message', readMessage],
  ['invoke adaptiveCard/action', readPress],
  ['invoke task/fetch', readDialog(false)],
  ['invoke task/submit', readDialog(true)],
  ['invoke composeExtension/fetchTask', readExtension],
  ['invoke composeExtension/submitAction', readDialog(true)],
  ['installationUpdate', readInstallation],
  ['conversationUpdate', readMembers],
])

/** A conversation without the thread in it: replies of a channel are read by the same people. */
export const rootOf = (conversation: string) => conversation.replace(/;messageid=.*$/u, '')

type OmitEach<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never
type Act = OmitEach<Interaction, 'platform' | 'tenant' | 'userId' | 'channel' | 'dedupeKey'>
type How = OmitEach<Place, keyof Spot>

function made(activity: Activity, desk: Desk, what: Act, how: How, key?: string): Received {
  const { from, conversation, id, replyToId } = activity
  const userId = from.aadObjectId
  // Other bots and webhooks have no account in the directory.
  if (!userId) return ignored
  const isShared = conversation.conversationType !== 'personal'
  const origin = {
    platform: 'teams',
    tenant: desk.tenant,
    userId,
    channel: isShared ? rootOf(conversation.id) : null,
    dedupeKey: `teams:${key ?? `${conversation.id}:${id ?? replyToId ?? ''}`}`,
  } as const
  const spot = { isShared, conversation: conversation.id, messageId: replyToId ?? null }
  return {
    kind: 'interaction',
    interaction: { ...origin, ...what } as Interaction,
    place: { ...spot, ...how } as Place,
  }
}

/** Typed words, or a button of an old client, which comes as a message with a value and no text. */
function readMessage(activity: Activity, desk: Desk): Received {
  const pressed = Pressed.safeParse(activity.value)
  if (pressed.success) return made(activity, desk, clickOf(pressed.data.desk), { by: 'press', isOld: true })
  const text = typedWords(activity)
  return text === null ? ignored : made(activity, desk, { kind: 'command', text }, { by: 'message' })
}

const clickOf = ({ action, token }: Pressed) => ({ kind: 'action', action, token }) as const

function readPress(activity: Activity, desk: Desk): Received {
  const pressed = Pressed.safeParse(CardAction.safeParse(activity.value).data?.action.data)
  if (!pressed.success) return ignored
  return made(activity, desk, clickOf(pressed.data.desk), { by: 'press', isOld: false })
}

function readDialog(isSent: boolean): Reader {
  return (activity, desk) => {
    const data = DialogData.safeParse(activity.value).data?.data
    const pressed = Pressed.safeParse(data)
    if (!pressed.success) return ignored
    const { form: packed, nonce, chosen = {}, action, token } = pressed.data.desk
    const form = unpackForm(packed)
    const fields = packed === undefined ? {} : readFields(form, data as Readonly<Record<string, unknown>>)
    const how = { by: 'dialog', isSent, form, fields, chosen } as const
    if (!isSent || packed === undefined) return made(activity, desk, clickOf(pressed.data.desk), how)
    const what = { kind: 'form', action, token, fields } as const
    return made(
      activity,
      desk,
      what,
      how,
      nonce === undefined ? undefined : fingerprint(activity, desk, nonce, fields),
    )
  }
}

/** The same for a form that is sent twice, another once its values are corrected; values cannot be guessed from it. */
function fingerprint({ from }: Activity, { secret }: Desk, nonce: string, fields: FieldValues): string {
  const digest = createHmac('sha256', `rights-desk submissions v1\n${secret}`)
    .update(JSON.stringify([from.aadObjectId, nonce, fields]))
    .digest('base64url')
  return `form:${digest}`
}

function readExtension(activity: Activity, desk: Desk): Received {
  const { success, data } = ExtensionFetch.safeParse(activity.value)
  if (!success) return ignored
  const body = data.messagePayload?.body
  const content = body?.content ?? ''
  const text = body?.contentType === 'text' ? content : wordsOfHtml(content)
  const how = { by: 'dialog', isSent: false, form: null, fields: {}, chosen: {} } as const
  return made(activity, desk, { kind: 'shortcut', action: data.commandId, text: plain(text) }, how)
}

function readInstallation({ action }: Activity): Received {
  if (action?.startsWith('add')) return { kind: 'installed' }
  return action?.startsWith('remove') ? { kind: 'removed' } : ignored
}

/** That we came or went; other people's coming and going says nothing of their accounts. */
function readMembers({ membersAdded, membersRemoved, recipient }: Activity): Received {
  const isUs = ({ id }: { readonly id: string }) => id === recipient.id
  if (membersAdded?.some(isUs)) return { kind: 'installed' }
  return membersRemoved?.some(isUs) ? { kind: 'removed' } : ignored
}

/** What was filled in, by the fields of the form; of a form that cannot be read, as it came. */
function readFields(form: Form | null, data: Readonly<Record<string, unknown>>): FieldValues {
  const kinds = new Map(form?.fields.map(({ name, kind }) => [name, kind]))
  const names = form
    ? [...kinds.keys()]
    : Object.keys(data).filter((name) => name !== 'desk' && name !== 'msteams')
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = readValue(kinds.get(name), data[name])
      return value === null ? [] : [[name, value] as const]
    }),
  )
}

function readValue(kind: string | undefined, value: unknown): FieldValues[string] | null {
  if (kind === 'tick') return value === 'true' || value === true
  if (typeof value !== 'string') return null
  const text = plain(value)
  if (text.trim() === '') return null
  return kind === 'choices' ? text.split(',') : text
}
