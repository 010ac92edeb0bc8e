import { z } from 'zod'
import { directoryIdOf } from '../sample-tenant.js'
import type { TeamsCloud } from '../teams-cloud/cloud.js'
import type { TeamsSeen } from '../teams-cloud/person.js'
import type { TeamsDialog, TeamsMessage } from '../teams-cloud/state.js'
import { NotPossible } from './not-possible.js'
import { tenantMessageKey } from './look-teams.js'

const as = z.string()
const values = z.record(z.string(), z.string().max(20_000))

/** What a person did in the look of Teams, as it comes in. Buttons by their place among those that send something. */
export const teamsActs = [
  z.object({ act: z.literal('type'), as, channel: z.string(), text: z.string().min(1).max(8_000) }),
  z.object({ act: z.literal('press'), as, on: z.string(), button: z.int(), isOld: z.boolean() }),
  z.object({ act: z.literal('send-dialog'), as, dialog: z.string(), button: z.int(), values }),
  z.object({ act: z.literal('close-dialog'), as }),
  z.object({ act: z.literal('extension'), as, message: z.string() }),
] as const
type TeamsAct = z.infer<(typeof teamsActs)[number]>

/** What the desk answered: the HTTP status, and words on the card for whoever pressed. */
export interface Answered {
  readonly status: number
  readonly note?: { readonly isRefusal: boolean; readonly words: string } | null
}

type Performers = {
  readonly [Name in TeamsAct['act']]: (
    teams: TeamsCloud,
    act: Extract<TeamsAct, { act: Name }>,
  ) => Promise<Answered>
}

const answered = ({ status, note }: TeamsSeen): Answered => ({ status, note })

export const teamsPerformers: Performers = {
  type: async (teams, { as: userId, channel, text }) =>
    answered(await personOf(teams, userId).type(inDirectory(text), conversationOf(teams, userId, channel))),
  press: async (teams, { as: userId, on, button, isOld }) => {
    const message = tenantMessageSeenBy(teams, userId, on)
    return answered(await personOf(teams, userId).press(message, button, isOld))
  },
  'send-dialog': async (teams, { as: userId, dialog, button, values }) =>
    answered(await personOf(teams, userId).submit(openDialog(teams, userId, dialog), values, button)),
  'close-dialog': (teams, { as: userId }) => {
    personOf(teams, userId).close()
    return Promise.resolve({ status: 200 })
  },
  extension: async (teams, { as: userId, message }) => {
    const { text } = tenantMessageSeenBy(teams, userId, message)
    return answered(await personOf(teams, userId).extension(asHtml(text)))
  },
}

function accountOf(userId: string): string {
  const id = directoryIdOf(userId)
  if (id === null) throw new NotPossible('There is no such person.')
  return id
}

const personOf = (teams: TeamsCloud, userId: string) => teams.person(accountOf(userId))

/** People named in what was typed, by their accounts in the directory. */
const inDirectory = (text: string) =>
  text.replaceAll(/<@([A-Z0-9]+)>/gu, (typed, id: string) => {
    const account = directoryIdOf(id)
    return account === null ? typed : `@${account}`
  })

const asHtml = (text: string) =>
  `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</p>`

/** The conversation, when the person is in it. */
export function conversationOf({ state }: TeamsCloud, userId: string, id: string): string {
  const account = accountOf(userId)
  const found = state.personal(account).id === id ? state.personal(account) : state.conversations.get(id)
  if (!found?.members.includes(account)) throw new NotPossible('The person is not in that channel.')
  return found.id
}

function tenantMessageSeenBy(teams: TeamsCloud, userId: string, key: string): TeamsMessage {
  const found = teams.state.messages.find((one) => tenantMessageKey(one) === key)
  if (!found) throw new NotPossible('That is not there any more.')
  conversationOf(teams, userId, found.conversation)
  return found
}

function openDialog({ state }: TeamsCloud, userId: string, id: string): TeamsDialog {
  const found = state.dialogs.get(accountOf(userId))
  if (found?.id !== id) throw new NotPossible('That dialog is not open any more.')
  return found
}
