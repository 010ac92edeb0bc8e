import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CloudChannel } from '../../src/local/slack-cloud/state.js'
import {
  acts,
  denials,
  give,
  openCase,
  passTo,
  said,
  sound,
  soundness,
  start,
  told,
  type,
} from '../support/acts.js'
import { deskWorld, privacyChannel, type DeskWorld } from '../support/desk-world.js'
import { deskOn, platforms } from '../support/on-both.js'
import { readEvents } from '../../db/events.js'

let world: DeskWorld
const reference = 'RR-2026-0001'

const at = (instant: string) => passTo(world, instant)
const direct = (who: string) => world.cloud.messages(`D0${who}`)
const latest = (who: string) => said(direct(who).at(-1))
const posted = () => world.cloud.messages(privacyChannel).map(said)
const reminded = () => posted().filter((words) => /Reminders of today|Dagens påminnelser/u.test(words))
const settings = { language: 'en', digestHour: '9', via: 'dm' } as const

describe.each(platforms)('in %s', (platform) => {
  beforeEach(async () => {
    world = await deskOn(platform, '2026-03-05T09:00:00Z')
  })
  afterEach(async () => {
    expect(await soundness(world)).toEqual(sound)
    await world.stop()
  })

  test('settings are asked in a form, kept, and shown in it the next time; the answer is in the chosen language', async () => {
    const seen = await give(world, 'U0KARI', 'settings', { language: 'en', digestHour: '13', via: 'mention' })
    expect(told(seen)).toContain('Your settings are kept')
    const [kept] = await world.database.sql`
      select language, platform, digest_hour, via from people where id = ${world.personId('U0KARI')}`
    expect(kept).toEqual({ language: 'en', platform: null, digest_hour: 13, via: 'mention' })
  })

  test('nobody without a role has any', async () => {
    await type(world, 'U0GURI', 'settings')
    expect((await denials(world)).at(-1)).toMatch(/^people\.settings E_/u)
  })
})

describe('reminders follow them', () => {
  beforeEach(async () => {
    world = await deskWorld('2026-03-05T09:00:00Z')
    await openCase(world, 'U0KARI')
    await start(world, 'U0KARI', reference)
  })
  afterEach(() => world.stop())
  const changeChannel = (change: Partial<CloudChannel>) => {
    const { channels } = world.cloud.state
    channels.set(privacyChannel, { ...channels.get(privacyChannel)!, ...change })
  }

  test('at the hour that was chosen, but at once when it cannot wait', async () => {
    await give(world, 'U0KARI', 'settings', { ...settings, digestHour: '13' })
    await at('2026-03-20T08:00:00Z')
    expect(direct('KARI')).toHaveLength(0)
    await at('2026-03-20T11:59:59Z')
    expect(direct('KARI')).toHaveLength(0)
    await at('2026-03-20T12:00:00Z')
    expect(direct('KARI')).toHaveLength(1)

    await at('2026-03-31T07:00:00Z')
    expect(latest('KARI')).toContain('One working day is left')
  })

  test('as a mention in the privacy channel, which others read', async () => {
    await give(world, 'U0KARI', 'settings', { ...settings, via: 'mention' })
    await at('2026-03-20T08:00:00Z')
    expect(direct('KARI')).toHaveLength(0)
    expect(reminded()).toHaveLength(1)
    expect(reminded()[0]).toContain('For <@U0KARI>')
    expect(await acts(world, reference)).toContain('reminder.sent')
  })

  test('directly, where the channel does not take a mention', async () => {
    await give(world, 'U0KARI', 'settings', { ...settings, via: 'mention' })
    changeChannel({ isArchived: true })
    await at('2026-03-20T08:00:00Z')
    expect(direct('KARI').map(said).join()).toContain('Two weeks are left')
    expect(await acts(world, reference)).not.toContain('reminder.undeliverable')
  })

  test('in the language that was chosen', async () => {
    await give(world, 'U0KARI', 'settings', { ...settings, language: 'nb' })
    await at('2026-03-20T08:00:00Z')
    expect(latest('KARI')).toContain('Dagens påminnelser')
  })
})

test('what the channel does not take goes to the managers, and that it did not is recorded', async () => {
  world = await deskWorld('2026-03-05T09:00:00Z')
  await openCase(world, 'U0KARI')
  const { channels } = world.cloud.state
  channels.set(privacyChannel, { ...channels.get(privacyChannel)!, isArchived: true })
  await at('2026-03-06T08:00:00Z')
  for (const who of ['MONA', 'PER'])
    expect(direct(who).map(said).join()).toMatch(/Nobody handles this case yet|Ingen har denne saken/u)
  expect(await acts(world, reference)).toContain('reminder.undeliverable')
  const waiting = await world.database.sql`select 1 from reminders where state = 'waiting'`
  expect(waiting).toHaveLength(0)
  await world.stop()
})

describe('contacts for what is urgent', () => {
  beforeEach(async () => {
    world = await deskWorld('2026-03-05T09:00:00Z')
  })
  afterEach(() => world.stop())

  test('deputy and General Manager are told from their days on, also without a role', async () => {
    await give(world, 'U0MONA', 'contacts', { deputy: 'U0NILS', generalManager: 'U0GURI' })
    await openCase(world, 'U0KARI')
    await start(world, 'U0KARI', reference)
    await at('2026-03-27T08:00:00Z')
    expect([direct('NILS').length, direct('GURI').length]).toEqual([0, 0])
    await at('2026-03-31T07:00:00Z')
    expect([direct('NILS').length, direct('GURI').length]).toEqual([1, 0])
    await at('2026-04-01T07:00:00Z')
    expect(direct('GURI')).toHaveLength(1)
    expect(latest('GURI')).toContain(reference)
  })

  test('are changed by managers, and each change is an event', async () => {
    await give(world, 'U0KARI', 'contacts', { deputy: 'U0NILS' })
    expect(await denials(world)).toContain('people.contacts E_NOT_ALLOWED')
    await give(world, 'U0MONA', 'contacts', { deputy: 'U0NILS' })
    await give(world, 'U0PER', 'contacts', {})
    const changes = (await readEvents(world.parts.db, 1, 10_000)).filter(
      ({ type: is }) => is === 'config.changed',
    )
    expect(changes.map(({ fields }) => fields['deputy'])).toEqual([
      world.personId('U0NILS'),
      expect.anything(),
    ])
  })
})
