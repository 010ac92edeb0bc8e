import { afterEach, beforeEach, expect, test } from 'vitest'
import { wordsOf } from '../../src/local/teams-cloud/cards.js'
import { look } from '../../src/worker/look.js'
import { said } from '../support/acts.js'
import { bothDesk, type BothDesk } from '../support/both-desk.js'
import { privacyChannel } from '../support/desk-world.js'
import { privacyChannel as teamsPrivacyChannel } from '../support/teams-people.js'

let desk: BothDesk
beforeEach(async () => {
  desk = await bothDesk()
})
afterEach(() => desk.stop())

const passTo = async (instant: string) => {
  desk.moveTo(instant)
  await look(desk.parts.db, desk.parts.clock)
  await desk.drainWith({ slack: desk.slack.port, teams: desk.teams.port })
}
const isDigest = (words: string) => /Morning digest/u.test(words)
const inSlack = (channel = privacyChannel) => desk.slack.cloud.messages(channel).map(said).filter(isDigest)
const inTeams = () =>
  desk.teams.cloud
    .messages(teamsPrivacyChannel)
    .map(({ card }) => wordsOf(card ?? {}).join('\n'))
    .filter(isDigest)

test('a desk on two platforms tells its morning in both privacy channels, and both tell what was lost', async () => {
  await passTo('2026-03-06T08:00:00Z')
  expect([inSlack().length, inTeams().length]).toEqual([1, 1])
  await desk.database.sql`
    insert into reminders (reference, code, day, recipient, state, ended_at)
    values ('RR-2026-0001', 'R-T14', '2026-03-06', 'privacy_channel', 'undeliverable', '2026-03-06T12:00:00Z')`
  await passTo('2026-03-09T08:00:00Z')
  expect([inSlack().length, inTeams().length]).toEqual([2, 2])
  for (const words of [inSlack().at(-1), inTeams().at(-1)])
    expect(words).toMatch(/1 reminder did not reach anybody/u)
  await passTo('2026-03-10T08:00:00Z')
  for (const words of [inSlack().at(-1), inTeams().at(-1)])
    expect(words).not.toMatch(/did not reach anybody/u)
})

test('where one of the channels is closed each manager gets it too, once', async () => {
  const { channels } = desk.slack.cloud.state
  channels.set(privacyChannel, { ...channels.get(privacyChannel)!, isArchived: true })
  await passTo('2026-03-06T08:00:00Z')
  expect([inSlack().length, inTeams().length]).toEqual([0, 1])
  const told = await desk.database.sql`
    select count(*)::int as n from outbox where kind = 'digest' and person is not null and state = 'sent' group by person`
  expect(told.map(({ n }) => n as number)).toEqual([1, 1])
})
