import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCase } from '../../db/cases.js'
import { listEventsOf } from '../../db/events.js'
import { listRecipients } from '../../db/recipients.js'
import type { Reference } from '../../src/domain/case/types.js'
import { wordsOf } from '../../src/local/teams-cloud/cards.js'
import type { Filled } from '../../src/local/teams-cloud/fill.js'
import type { TeamsMessage } from '../../src/local/teams-cloud/state.js'
import { everything, give, openCase, passTo, said, start } from '../support/acts.js'
import { bothDesk, type BothDesk } from '../support/both-desk.js'
import { privacyChannel, type DeskWorld } from '../support/desk-world.js'
import { directoryId, privacyChannel as teamsPrivacyChannel } from '../support/teams-people.js'

/** One case on two platforms: opened in Slack, shown, assigned and decided on in Teams, by the same people. */
let desk: BothDesk
/** The same desk, for the acts that the stories of Slack share. */
let story: DeskWorld
const reference = 'RR-2026-0001' as Reference
const inSlack = (userId: string) => desk.slack.person(userId)
const inTeams = (userId: string) => desk.teams.person(directoryId(userId))
const words = (message: TeamsMessage | undefined) => wordsOf(message?.card ?? {}).join('\n')
const slackCards = () => desk.slack.cloud.messages(privacyChannel)
const teamsCards = () => desk.teams.cloud.messages(teamsPrivacyChannel)

beforeAll(async () => {
  desk = await bothDesk()
  story = { ...desk, ...desk.slack } as unknown as DeskWorld
})
afterAll(() => desk.stop())

test('opened in Slack, its card stands in both channels', async () => {
  await openCase(story, 'U0KARI', { rights: ['access'] })
  expect(slackCards()).toHaveLength(1)
  expect(teamsCards()).toHaveLength(1)
  expect(said(slackCards()[0])).toContain(reference)
  expect(words(teamsCards()[0])).toContain(reference)
})

test('shown and assigned in Teams: the actor is the same person, and both cards are redrawn', async () => {
  const shown = await inTeams('U0KARI').type(`rights show ${reference}`)
  expect(words(shown.messages[0])).toContain(reference)

  await inTeams('U0KARI').type(`rights assign ${reference} @${directoryId('U0KARI')}`)
  const found = (await findCase(desk.parts.db, reference))!
  expect(found.assignee).toBe(desk.personId('U0KARI'))
  const events = await listEventsOf(desk.parts.db, reference)
  expect(new Set(events.map(({ actor }) => actor))).toEqual(new Set([desk.personId('U0KARI')]))

  expect(slackCards()).toHaveLength(1)
  expect(said(slackCards()[0])).toContain('<@U0KARI>')
  expect(teamsCards()).toHaveLength(1)
  expect(words(teamsCards()[0])).toContain('@Kari Eksempel')
  expect(teamsCards()[0]!.isEdited).toBe(true)
})

test('who proposed a role in Slack is refused in Teams too; another decides there', async () => {
  await inSlack('U0MONA').command('people grant @U0GURI support', 'D0MONA')
  const waiting = await inTeams('U0MONA').type('rights people')
  const own = await inTeams('U0MONA').press(waiting.messages[0]!, 'people.confirm')
  expect(own.note).toMatchObject({ isRefusal: true, words: expect.stringContaining('cannot approve') })

  const asked = await inTeams('U0PER').type('rights people')
  await inTeams('U0PER').press(asked.messages[0]!, 'people.confirm')
  const home = await inSlack('U0GURI').command('list', 'D0GURI')
  expect(said(home.ephemerals[0])).not.toContain('E_NOT_ALLOWED')
})

/** Types a command in Teams, opens the form by its button, and sends it. */
async function fillInTeams(userId: string, text: string, filled: Filled): Promise<string> {
  const who = inTeams(userId)
  const { messages } = await who.type(`rights ${text}`)
  const { dialog } = await who.press(messages.at(-1)!, 'Open the form')
  const seen = await who.submit(dialog!, filled)
  return [...seen.messages.map(words), wordsOf(seen.dialog?.card ?? {}).join('\n')].join('\n')
}

test('a plan proposed in Slack is decided on in Teams, by somebody else than its proposer; both cards are redrawn', async () => {
  await inSlack('U0MONA').command('people grant @U0KARI manager', 'D0MONA')
  const waiting = await inTeams('U0PER').type('rights people')
  await inTeams('U0PER').press(waiting.messages[0]!, 'people.confirm')
  await start(story, 'U0KARI', reference)
  await give(story, 'U0KARI', `steps ${reference}`, everything)
  await give(story, 'U0KARI', `plan ${reference}`, {
    outcome_access: 'partially_fulfilled',
    ground_access: 'rights_of_others',
    reason: 'A letter names somebody else.',
  })
  expect((await findCase(desk.parts.db, reference))!.status).toBe('awaiting_approval')
  const version = teamsCards()[0]!.revision

  // A manager now, on the other platform: still the one who proposed it.
  const approval = { typedReference: reference }
  const refused = await inTeams('U0KARI').type(`rights approve ${reference}`)
  expect(refused.messages.map(words).join(' ')).toContain('E_FOUR_EYES')
  expect((await findCase(desk.parts.db, reference))!.status).toBe('awaiting_approval')

  await fillInTeams('U0MONA', `approve ${reference}`, approval)
  const found = (await findCase(desk.parts.db, reference))!
  expect([found.status, found.plan!.approval!.by]).toEqual(['approved', desk.personId('U0MONA')])
  expect(said(slackCards()[0])).toContain('Status: approved')
  expect(words(teamsCards()[0])).toMatch(/Status\napproved|Status: approved/u)
  expect(teamsCards()[0]!.revision).toBeGreaterThan(version)
  expect([slackCards().length, teamsCards().length]).toEqual([1, 1])
})

test('whoever has chosen a platform is written to there alone', async () => {
  const kari = desk.personId('U0KARI')
  const both = ['slack', 'teams'] as const
  for (const platform of both) {
    await desk.database.sql`update people set platform = ${platform} where id = ${kari}`
    expect(await listRecipients(desk.parts.db, [kari], both)).toMatchObject([{ platform }])
  }
  expect(await listRecipients(desk.parts.db, [kari], ['slack'])).toMatchObject([{ platform: 'slack' }])
})

test('a reminder to somebody on both comes once, on the platform that they chose', async () => {
  const kari = 'U0KARI'
  const inOwnChat = {
    slack: () => desk.slack.cloud.messages('D0KARI').map(said),
    teams: () =>
      desk.teams.cloud
        .messages(desk.teams.cloud.state.personal(directoryId(kari)).id)
        .filter(({ from }) => from === null)
        .map(words),
  }
  const reminders = () => ({
    slack: inOwnChat.slack().filter((text) => text.includes('sak trenger deg')).length,
    teams: inOwnChat.teams().filter((text) => text.includes('sak trenger deg')).length,
  })
  const settings = { language: 'nb', digestHour: '9', via: 'dm' } as const

  await give(story, kari, 'settings', { ...settings, platform: 'teams' })
  await passTo(story, '2026-03-27T08:00:00Z')
  expect(reminders()).toEqual({ slack: 0, teams: 1 })

  await fillInTeams(kari, 'settings', { ...settings, platform: 'slack' })
  await passTo(story, '2026-03-31T07:00:00Z')
  expect(reminders()).toEqual({ slack: 1, teams: 1 })
})
