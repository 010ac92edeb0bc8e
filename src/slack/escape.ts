import type { MrkdwnElement, PlainTextElement } from '@slack/types'
import { filled } from '../chat/cutting.js'
import { splitMentions, type Account } from '../chat/mention.js'

/*
 * Words are shown exactly as they are. Where nothing but words is needed they go as `plain_text`, in which Slack
 * reads neither links nor mentions nor formatting. `mrkdwn` is taken only for a bold title or a mention, with the
 * control characters escaped and `verbatim` set, so that no address becomes a link and no name a mention; words
 * that Slack would read as formatting fall back to `plain_text`. Nothing is inserted into them, because people
 * copy references and addresses from cards.
 */

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escapeText = (text: string) => text.replaceAll(/[&<>]/gu, (sign) => entities[sign]!)

/** Formatting signs, emoji names, and quotes at the start of a line. */
const formatting = /[*_~`]|:[a-z0-9+_'-]+:|^[ \t]*>/imu

/** Signs that look the same and mean nothing to Slack. */
const lookalikes: Readonly<Record<string, string>> = {
  '*': '∗',
  _: 'ˍ',
  '~': '∼',
  '`': 'ˋ',
  ':': '∶',
  '>': '›',
}

const isId = (userId: string) => /^[UW][A-Z0-9]{1,30}$/u.test(userId)
const isHere = ({ platform, userId }: Account) => platform === 'slack' && isId(userId)
const asMention = (account: Account) => (isHere(account) ? `<@${account.userId}>` : neutral(account))
/** An account that Slack does not know is named by its platform alone. */
const neutral = ({ platform }: Account) => `@${platform}`

/** Words for `mrkdwn` text whose formatting is off (`mrkdwn: false`): mentions work, nothing else does. */
export function escape(words: string): string {
  return splitMentions(words)
    .map((piece) => (typeof piece === 'string' ? escapeText(piece) : asMention(piece)))
    .join('')
}

/** How many characters `words` take in any text of Slack's, at most. */
export function cost(words: string): number {
  return escape(words).length
}

const hasMention = (words: string) =>
  splitMentions(words).some((piece) => typeof piece !== 'string' && isHere(piece))

/** Words without mentions or formatting, for labels and headers. Accounts are named by their platform alone. */
export function plainText(words: string): PlainTextElement {
  const text = splitMentions(filled(words))
    .map((piece) => (typeof piece === 'string' ? piece : neutral(piece)))
    .join('')
  return { type: 'plain_text', text, emoji: false }
}

/** A text with an optional title before it, bold where that changes nothing else. */
export function textObject(words: string, title?: string): PlainTextElement | MrkdwnElement {
  const all = filled(title === undefined ? words : `${filled(title)}\n${words}`.trimEnd())
  const isFormatted = splitMentions(all).some((piece) => typeof piece === 'string' && formatting.test(piece))
  const needsMarkup = title !== undefined || hasMention(all)
  if (!needsMarkup || (isFormatted && !hasMention(all))) return plainText(all)
  return { type: 'mrkdwn', text: isFormatted ? disarm(all) : bold(words, title), verbatim: true }
}

function bold(words: string, title: string | undefined): string {
  if (title === undefined) return escape(words)
  // Formatting ends at the end of a line, and a mention within it is drawn as one anyway.
  const head = filled(title).replaceAll(/\s+/gu, ' ').trim()
  return words.trim() === '' ? `*${escape(head)}*` : `*${escape(head)}*\n${escape(words)}`
}

/** A mention must work here and formatting must not: the signs are replaced by ones that look like them. */
function disarm(words: string): string {
  return splitMentions(words)
    .map((piece) =>
      typeof piece === 'string'
        ? escapeText(piece.replaceAll(/[*_~`:>]/gu, (sign) => lookalikes[sign]!))
        : asMention(piece),
    )
    .join('')
}
