import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CloudChannel, CloudMessage } from '../../src/local/slack-cloud/state.js'
import type { Json, TeamsState } from '../../src/local/teams-cloud/state.js'
import { button, give, openCase, passTo, said, sound, soundness, start, told } from '../support/acts.js'
import { deskWorld, privacyChannel, type DeskWorld } from '../support/desk-world.js'
import { deskOn, platforms } from '../support/on-both.js'

let world: DeskWorld

const at = (instant: string) => passTo(world, instant)
const digests = () =>
  world.cloud.messages(privacyChannel).filter((message) => /Morning digest/u.test(said(message)))
const latest = () => said(digests().at(-1))

describe.each(platforms)('in %s', (platform) => {
  beforeEach(async () => {
    world = await deskOn(platform, '2026-03-05T09:00:00Z')
  })
  afterEach(async () => {
    expect(await soundness(world)).toEqual(sound)
    await world.stop()
  })

  test('the digest comes at nine on working days, once', async () => {
    await openCase(world, 'U0KARI')
    await at('2026-03-06T07:59:00Z')
    const before = digests().length
    await at('2026-03-06T08:00:00Z')
    await at('2026-03-06T08:01:00Z')
    expect(digests()).toHaveLength(before + 1)
    await at('2026-03-08T12:00:00Z')
    expect(digests()).toHaveLength(before + 1)
    expect(latest()).toMatch(/1 open case, none past its date/u)
    expect(latest()).toMatch(/for a handler 1/u)
  })

  test('through the days of a case: waiting, near, overdue by the promise, then by law, then answered', async () => {
    await openCase(world, 'U0KARI')
    await start(world, 'U0KARI', 'RR-2026-0001')
    await at('2026-03-31T08:00:00Z')
    expect(latest()).toMatch(/4–7 days 1/u)
    expect(latest()).toContain('RR-2026-0001')
    await at('2026-04-07T08:00:00Z')
    expect(latest()).toMatch(/1 past the promise of 30 days, 0 past the date of the law/u)
    await at('2026-04-08T08:00:00Z')
    expect(latest()).toMatch(/1 past the promise of 30 days, 1 past the date of the law/u)
    await give(world, 'U0KARI', 'withdraw RR-2026-0001', { inWriting: true })
    await at('2026-04-09T08:00:00Z')
    expect(latest()).toMatch(/No open cases, none past its date/u)
  })

  test('the first of a week tells how long rights take, with those that are open', async () => {
    await openCase(world, 'U0KARI')
    await openCase(world, 'U0KARI', { rights: ['erasure'] })
    await give(world, 'U0KARI', 'withdraw RR-2026-0001', { inWriting: true })
    await at('2026-03-06T08:00:00Z')
    expect(latest()).not.toMatch(/All rights/u)
    await at('2026-03-09T08:00:00Z')
    expect(latest()).toMatch(/Last week 2 received, 1 answered or closed/u)
    // One ended on its day, one has waited four days: the median lies between.
    expect(latest()).toMatch(/median 2, mean 2, 90th percentile 3\.6 · 100 % on time · 1 ended, 1 open/u)
  })

  test('its buttons show cases and lists to the reader alone', async () => {
    await openCase(world, 'U0KARI')
    await at('2026-03-06T08:00:00Z')
    const message = digests().at(-1)!
    const seen = await world.cloud.person('U0MONA').click(message, button(message, 'request.show'))
    expect(told(seen)).toContain('RR-2026-0001')
    expect(said(digests().at(-1))).toContain('Morning digest')
  })

  test('it holds nothing of the person', async () => {
    await openCase(world, 'U0KARI')
    await at('2026-03-06T08:00:00Z')
    expect(latest()).not.toMatch(/canary|fuglesang/iu)
  })
})

describe('the picture', () => {
  afterEach(() => world.stop())
  const image = (message: CloudMessage | undefined) => message?.blocks.find(({ type }) => type === 'image')

  test('in Slack is a file of the desk, with words for those who do not see it', async () => {
    world = await deskWorld()
    await openCase(world, 'U0KARI')
    await at('2026-03-09T08:00:00Z')
    const { slack_file: file, alt_text: alt } = image(digests().at(-1)) as {
      slack_file: { id: string }
      alt_text: string
    }
    expect(alt).toMatch(/week 10: 1 – 0 – 1/u)
    const { bytes, name } = world.cloud.state.files.get(file.id)!
    expect(Buffer.from(bytes!, 'base64').toString('latin1', 1, 4)).toBe('PNG')
    expect(name).toBe('rights-desk-2026-03-02.png')
    expect(world.cloud.state.complaints).toEqual([])
  })

  test('is shown once Slack has looked at the file', async () => {
    world = await deskWorld()
    world.cloud.fail('chat.postMessage', { kind: 'error', error: 'invalid_blocks' })
    await at('2026-03-06T08:00:00Z')
    expect(digests()).toHaveLength(1)
    expect(image(digests()[0])).toBeDefined()
  })

  test.each([
    ['the upload is refused', 'files.getUploadURLExternal', { kind: 'error', error: 'missing_scope' }],
    ['Slack is slow', 'files.getUploadURLExternal', { kind: 'status', status: 429, retryAfter: 30 }],
    ['the connection breaks', 'files.completeUploadExternal', { kind: 'reset' }],
  ] as const)('its figures stand in words where %s', async (_name, method, fault) => {
    world = await deskWorld()
    world.cloud.fail(method, fault)
    await at('2026-03-06T08:00:00Z')
    expect(digests()).toHaveLength(1)
    expect(image(digests()[0])).toBeUndefined()
    expect(latest()).toMatch(/Twelve weeks/u)
  })

  test('in Teams stands inside the card', async () => {
    world = await deskOn('teams', '2026-03-05T09:00:00Z')
    await at('2026-03-06T08:00:00Z')
    const state = world.cloud.state as unknown as TeamsState
    const bodies = state.messages.flatMap(({ card }) => (card ? [card['body'] as Json[]] : []))
    const part = bodies.flat().find(({ type }) => type === 'Image')
    expect(part).toMatchObject({ altText: expect.stringContaining('Twelve weeks') as string })
    expect(String(part?.['url'])).toMatch(/^data:image\/png;base64,iVBORw0KGgo/u)
    expect(state.complaints).toEqual([])
  })
})

describe('what did not get through', () => {
  beforeEach(async () => {
    world = await deskWorld()
  })
  afterEach(() => world.stop())
  const changeChannel = (change: Partial<CloudChannel>) => {
    const { channels } = world.cloud.state
    channels.set(privacyChannel, { ...channels.get(privacyChannel)!, ...change })
  }

  test('a reminder that reached nobody stands in the next digest, and not in the one after it', async () => {
    await openCase(world, 'U0KARI')
    await start(world, 'U0KARI', 'RR-2026-0001')
    await at('2026-03-19T08:00:00Z')
    world.cloud.fail('conversations.open', { kind: 'error', error: 'user_disabled' })
    await at('2026-03-20T08:00:00Z')
    await at('2026-03-23T08:00:00Z')
    expect(latest()).toMatch(/1 reminder did not reach anybody since the last digest/u)
    expect(latest()).toMatch(/RR-2026-0001 to <@U0KARI>: Two weeks are left/u)
    expect(latest()).toMatch(/1 message was not sent in the last seven days/u)
    await at('2026-03-24T08:00:00Z')
    expect(latest()).not.toMatch(/did not reach anybody/u)
  })

  test('a message of which nobody knows whether it arrived is told of', async () => {
    await at('2026-03-06T08:00:00Z')
    await world.database.sql`
      insert into outbox (id, kind, platform, channel, state) values (gen_random_uuid(), 'case', 'slack', 'C1', 'ambiguous')`
    await at('2026-03-09T08:00:00Z')
    expect(latest()).toMatch(/1 message of the last seven days may have arrived or not/u)
  })

  test('where the channel is closed to it each manager gets the digest, once', async () => {
    changeChannel({ isArchived: true })
    await at('2026-03-06T08:00:00Z')
    const told = (who: string) =>
      world.cloud
        .messages(`D0${who}`)
        .filter((message) => /Morgenoversikt|Morning digest/u.test(said(message)))
    expect(digests()).toHaveLength(0)
    expect([told('MONA').length, told('PER').length, told('KARI').length]).toEqual([1, 1, 0])
  })

  test('what is due of holds within a week is counted', async () => {
    await give(world, 'U0MONA', 'hold', {
      matter: '2026-114',
      legalReference: 'tvisteloven § 22-1',
      purpose: 'A claim is expected in this matter.',
      systems: 'crm',
      reviewBy: '2026-04-15',
    })
    await at('2026-04-07T07:00:00Z')
    expect(latest()).not.toMatch(/reviews of holds/u)
    await at('2026-04-08T07:00:00Z')
    expect(latest()).toMatch(/reviews of holds 1/u)
  })
})
