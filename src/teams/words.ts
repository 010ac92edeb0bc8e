import { plain } from '../chat/mention.js'
import { MentionOf, type Activity } from './payloads.js'

/** Somebody named in typed words, with the tag that stands for them. */
export interface Named {
  readonly tag: string
  /** Id within Teams (`29:…`), which is not the account's id in the directory. */
  readonly teamsId: string
}

/** The people other than us who are named in a message. */
export function namedIn({ entities, recipient }: Activity): readonly Named[] {
  return (entities ?? []).flatMap((entity) => {
    const { success, data } = MentionOf.safeParse(entity)
    return success && data.mentioned.id !== recipient.id
      ? [{ tag: data.text, teamsId: data.mentioned.id }]
      : []
  })
}

/** The message with people named by their accounts, as far as they are known. */
export function withAccounts(activity: Activity, accounts: ReadonlyMap<string, string>): Activity {
  const text = namedIn(activity).reduce((words, { tag, teamsId }) => {
    const account = accounts.get(teamsId)
    return account === undefined ? words : words.replaceAll(tag, ` @${account} `)
  }, activity.text ?? '')
  return { ...activity, text }
}

const command = /^\s*\/?rights(?![\p{L}\p{N}])/iu

/**
 * What was typed after `rights` or `/rights`; null when the words are not for us. In a chat with one person
 * everything is, so `help` alone works there; where others talk we are spoken to by name.
 */
export function typedWords({ text, entities, recipient, conversation }: Activity): string | null {
  if (!text?.trim()) return null
  const ours = (entities ?? []).flatMap((entity) => {
    const { success, data } = MentionOf.safeParse(entity)
    return success && data.mentioned.id === recipient.id ? [data.text] : []
  })
  if (conversation.conversationType !== 'personal' && ours.length === 0) return null
  const without = ours.reduce((rest, tag) => rest.replaceAll(tag, ' '), text)
  return plain(decode(without.replaceAll(/<\/?at[^>]*>/gu, ' ')))
    .replace(command, '')
    .trim()
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
}

const decode = (text: string) =>
  text.replaceAll(/&(?:amp|lt|gt|quot|#39|nbsp);/gu, (entity) => entities[entity]!).replaceAll('\u00A0', ' ')

/** The words of a message that came as HTML, without its tags. */
export function wordsOfHtml(html: string): string {
  const lines = html.replaceAll(/<(?:br|\/p|\/div|\/li)\b[^>]*>/giu, '\n').replaceAll(/<[^>]*>/gu, '')
  return decode(lines)
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()
}
