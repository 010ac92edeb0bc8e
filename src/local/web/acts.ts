import { z } from 'zod'
import { directoryIdOf } from '../sample-tenant.js'
import type { SlackCloud } from '../slack-cloud/cloud.js'
import type { CloudMessage, CloudView } from '../slack-cloud/state.js'
import { say, type Chats } from './chats.js'
import { homeKey, messageKey, modalKey } from './look.js'
import { NotPossible } from './not-possible.js'
import { conversationOf, teamsActs, teamsPerformers, type Answered } from './teams-acts.js'

const as = z.string()
const channel = z.string()

/** What a person did on the page, as it comes in. */
export const PageAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('command'), as, channel, text: z.string().max(8_000) }),
  z.object({ act: z.literal('say'), as, channel, text: z.string().min(1).max(8_000) }),
  z.object({ act: z.literal('click'), as, on: z.string(), button: z.string() }),
  z.object({
    act: z.literal('submit'),
    as,
    view: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  }),
  z.object({ act: z.literal('close'), as, view: z.string() }),
  z.object({ act: z.literal('shortcut'), as, message: z.string().nullable() }),
  z.object({ act: z.literal('dismiss'), as, message: z.string() }),
  z.object({ act: z.literal('home'), as }),
  z.object({ act: z.literal('read'), as, channel, revision: z.int() }),
  ...teamsActs,
])
export type PageAct = z.infer<typeof PageAct>

/** Where it is written down how far people have read. */
export type Reads = Map<string, Readonly<Record<string, number>>>

type SlackAct = Exclude<PageAct, { act: keyof typeof teamsPerformers | 'say' }>
type Performers = {
  readonly [Name in SlackAct['act']]: (
    cloud: SlackCloud,
    act: Extract<SlackAct, { act: Name }>,
    reads: Reads,
  ) => Promise<number>
}

const done = 200

const performers: Performers = {
  command: async (cloud, act) => (await cloud.person(act.as).command(act.text, inChannel(cloud, act))).status,
  click: async (cloud, { as: userId, on, button }) =>
    (await cloud.person(userId).click(seenBy(cloud, userId, on), button)).status,
  submit: async (cloud, { as: userId, view, values }) =>
    (await cloud.person(userId).submit(openModal(cloud, userId, view), values)).status,
  close: (cloud, { as: userId, view }) => {
    cloud.person(userId).close(openModal(cloud, userId, view))
    return Promise.resolve(done)
  },
  shortcut: async (cloud, { as: userId, message }) => {
    const found = message === null ? null : seenBy(cloud, userId, message)
    if (found && !('ts' in found)) throw new NotPossible('A shortcut is for a message.')
    return (await cloud.person(userId).shortcut(found)).status
  },
  dismiss: (cloud, { as: userId, message }) => {
    const found = seenBy(cloud, userId, message)
    const { ephemerals } = cloud.state
    const index = ephemerals.findIndex((one) => one === found)
    if (index < 0) throw new NotPossible('Others see that message too.')
    ephemerals.splice(index, 1)
    cloud.state.changed('message')
    return Promise.resolve(done)
  },
  home: async (cloud, { as: userId }) => (await cloud.person(userId).openHome()).status,
  read: (cloud, { as: userId, channel: id, revision }, reads) => {
    const before = reads.get(userId) ?? {}
    if (revision > (before[id] ?? 0)) reads.set(userId, { ...before, [id]: revision })
    cloud.state.changed('reads')
    return Promise.resolve(done)
  },
}

const isInTeams = (act: PageAct): act is Extract<PageAct, { act: keyof typeof teamsPerformers }> =>
  act.act in teamsPerformers

/** Does it as the person would: signed, into the desk. Gives what the desk answered. */
export async function perform(chats: Chats, act: PageAct, reads: Reads): Promise<Answered> {
  const { cloud, teams } = chats
  if (directoryIdOf(act.as) === null) throw new NotPossible('There is no such person.')
  if (act.act === 'say') {
    say(chats, act.as, channelOf(chats, act), act.text)
    return { status: done }
  }
  if (isInTeams(act)) {
    const run = teamsPerformers[act.act] as (from: typeof teams, act: PageAct) => Promise<Answered>
    return run(teams, act)
  }
  const run = performers[act.act] as (from: SlackCloud, act: PageAct, reads: Reads) => Promise<number>
  return { status: await run(cloud, act, reads) }
}

/** The channel on either platform, when the person is in it. */
function channelOf({ cloud, teams }: Chats, act: { as: string; channel: string }): string {
  const isTeams = teams.state.conversations.has(act.channel)
  return isTeams ? conversationOf(teams, act.as, act.channel) : inChannel(cloud, act)
}

/** The channel, when the person is in it. */
function inChannel({ state }: SlackCloud, act: { as: string; channel: string }): string {
  const found = act.channel.startsWith('D') ? state.direct(act.as) : state.channels.get(act.channel)
  if (found?.id !== act.channel || !found.members.includes(act.as))
    throw new NotPossible('The person is not in that channel.')
  return found.id
}

/** The message, form or home of this key, when the person sees it. */
function seenBy({ state }: SlackCloud, userId: string, key: string): CloudMessage | CloudView {
  const message = [...state.messages, ...state.ephemerals].find((one) => messageKey(one) === key)
  const mayRead = message && state.channels.get(message.channel)?.members.includes(userId)
  if (message && mayRead && (message.onlyFor ?? userId) === userId) return message
  const views = [...state.modals.values(), ...state.homes.values()]
  const view = views.find((one) => [modalKey(one), homeKey(one)].includes(key) && one.userId === userId)
  if (!view) throw new NotPossible('That is not there any more.')
  return view
}

function openModal({ state }: SlackCloud, userId: string, id: string): CloudView {
  const found = state.modals.get(id)
  if (found?.userId !== userId) throw new NotPossible('That form is not open any more.')
  return found
}
