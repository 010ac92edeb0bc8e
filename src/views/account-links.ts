import type { DateTime } from 'luxon'
import type { Usage } from '../chat/grammar.js'
import { mention } from '../chat/mention.js'
import type { Block, Button, Text, View } from '../chat/view.js'
import type { PersonId } from '../domain/people/roles.js'
import type { Drawing } from './drawing.js'
import { join, sayInstant, z2, type PlainKey } from './text/text.js'

/** A link that waits for a manager, as the list of people shows it. */
export interface PendingLink {
  readonly id: string
  readonly person: PersonId
  readonly claimed: { readonly platform: 'slack' | 'teams'; readonly userId: string }
  readonly isSameEmail: boolean | null
}

/** The code, for the one person who asked for it, and what to do with it. */
export function linkCode(d: Drawing, code: string, until: DateTime): View {
  const { say } = d
  const command = `/rights people link ${code}` as Usage
  const words = say('link.code', { until: sayInstant(say, until), command })
  return {
    title: say('link.title'),
    summary: say('link.code_summary'),
    blocks: [
      { kind: 'text', text: z2(words.words) },
      { kind: 'text', text: say('link.code_once'), tone: 'muted' },
    ],
  }
}

/** To whoever asked: the link waits; it can be taken back. */
export function linkWaiting(d: Drawing, id: string, until: DateTime): View<'Z1'> {
  const { say } = d
  const waiting = say('link.waiting', { until: sayInstant(say, until) })
  return plainView(d, waiting, [
    { kind: 'text', text: say('link.waiting_next'), tone: 'muted' },
    { kind: 'buttons', buttons: [declineButton(d, id)] },
  ])
}

/** To whoever has two accounts that are one person. */
export function linkedAccounts(d: Drawing, person: PersonId): View<'Z1'> {
  return plainView(d, d.say('link.linked'), [{ kind: 'buttons', buttons: [unlinkButton(d, person)] }])
}

/** The link is gone, or will not be. */
export const linkEnded = (d: Drawing, how: 'unlinked' | 'declined'): View<'Z1'> =>
  plainView(d, d.say(`link.${how}`), [])

function plainView({ say }: Drawing, summary: Text<'Z1'>, more: readonly Block<'Z1'>[]): View<'Z1'> {
  return { title: say('link.title'), summary, blocks: [{ kind: 'text', text: summary }, ...more] }
}

/** A link with the buttons to confirm and decline it: who, with which account, and whether the addresses agree. */
export function pendingLink(
  d: Drawing,
  { id, person, claimed, isSameEmail }: PendingLink,
): readonly Block<'Z1'>[] {
  const { say } = d
  // By name where that platform shows it; by its id everywhere.
  const account = {
    zone: 'Z1',
    words: `${mention(claimed)} (${claimed.platform}:${claimed.userId})`,
  } as const
  const asks = join([d.who(person), say('link.pending', { account })])
  const confirm: Button<'Z1'> = {
    label: say('button.people.link_confirm'),
    action: 'people.link_confirm',
    token: d.sign({ action: 'people.link_confirm', extra: id }),
    style: 'primary',
  }
  return [
    { kind: 'text', text: asks },
    { kind: 'text', text: say(emailKey(isSameEmail)), tone: isSameEmail ? 'muted' : 'warning' },
    { kind: 'buttons', buttons: [confirm, declineButton(d, id)] },
  ]
}

function emailKey(isSame: boolean | null): PlainKey {
  if (isSame === null) return 'link.email_unknown'
  return isSame ? 'link.email_same' : 'link.email_differs'
}

const declineButton = ({ say, sign }: Drawing, id: string): Button<'Z1'> => ({
  label: say('button.people.link_decline'),
  action: 'people.link_decline',
  token: sign({ action: 'people.link_decline', extra: id }),
})

/** Takes the linked account away from a person. */
export function unlinkButton({ say, sign }: Drawing, person: PersonId): Button<'Z1'> {
  const label = say('button.people.unlink')
  return {
    label,
    action: 'people.unlink',
    token: sign({ action: 'people.unlink', extra: person }),
    style: 'danger',
    confirm: {
      title: say('confirm.people.unlink.title'),
      text: say('confirm.people.unlink.text'),
      yes: label,
      no: say('confirm.no'),
    },
  }
}
