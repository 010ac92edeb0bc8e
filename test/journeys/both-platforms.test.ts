import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCase } from '../../db/cases.js'
import { listEventsOf } from '../../db/events.js'
import { listRecipients } from '../../db/recipients.js'
import type { Reference } from '../../src/domain/case/types.js'
import { wordsOf } from '../../src/local/teams-cloud/cards.js'
import type { TeamsMessage } from '../../src/local/teams-cloud/state.js'
import { openCase, said } from '../support/acts.js'
import { bothDesk, type BothDesk } from '../support/both-desk.js'
import { privacyChannel, type DeskWorld } from '../support/desk-world.js'
import { directoryId, privacyChannel as teamsPrivacyChannel } from '../support/teams-people.js'

/** One case on two platforms: opened in Slack, shown, assigned and decided on in Teams, by the same people. */
let desk: BothDesk
const reference = 'RR-2026-0001' as Reference
const inSlack = (userId: string) => desk.slack.person(userId)
const inTeams = (userId: string) => desk.teams.person(directoryId(userId))
const words = (message: TeamsMessage | undefined) => wordsOf(message?.card ?? {}).join('\n')
const slackCards = () => desk.slack.cloud.messages(privacyChannel)
const teamsCards = () => desk.teams.cloud.messages(teamsPrivacyChannel)

beforeAll(async () => {
  desk = await bothDesk()
})
afterAll(() => desk.stop())

test('opened in Slack, its card stands in both channels', async () => {
  await openCase({ ...desk, ...desk.slack } as unknown as DeskWorld, 'U0KARI', { rights: ['access'] })
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

test('who proposed in Slack is refused in Teams too; another decides there', async () => {
  await inSlack('U0MONA').command('people grant @U0GURI support', 'D0MONA')
  const waiting = await inTeams('U0MONA').type('rights people')
  const own = await inTeams('U0MONA').press(waiting.messages[0]!, 'people.confirm')
  expect(own.note).toMatchObject({ isRefusal: true, words: expect.stringContaining('cannot approve') })

  const asked = await inTeams('U0PER').type('rights people')
  await inTeams('U0PER').press(asked.messages[0]!, 'people.confirm')
  const home = await inSlack('U0GURI').command('list', 'D0GURI')
  expect(said(home.ephemerals[0])).not.toContain('E_NOT_ALLOWED')
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
