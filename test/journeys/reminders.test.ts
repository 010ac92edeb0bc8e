import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  acts,
  button,
  caseOf,
  denials,
  give,
  openCase,
  passTo,
  said,
  sound,
  soundness,
  start,
  subject,
  told,
} from '../support/acts.js'
import { privacyChannel, type DeskWorld } from '../support/desk-world.js'
import { deskOn, platforms } from '../support/on-both.js'

/** The reminders of a case, from the first to its answer, told on each platform from the same text. */
const reference = 'RR-2026-0001'
let world: DeskWorld
const at = (instant: string) => passTo(world, instant)
/** What the desk wrote to somebody alone. Home greets who adds the app in Teams: that is no reminder. */
const direct = (who: string) =>
  world.cloud
    .messages(`D0${who}`)
    .filter((message) => /Reminders of today|Dagens påminnelser/u.test(said(message)))
const latest = (who: string) => said(direct(who).at(-1))
/** Every address of a message that was sent, whatever it is drawn with. */
const linksSent = () => [
  ...new Set(
    JSON.stringify([world.cloud.state.messages]).match(/https:[^"|\\]*(?:archives|l\/message)[^"|\\>]*/gu),
  ),
]
const posted = () => world.cloud.messages(privacyChannel).map(said).join('\n')

describe.each(platforms)('%s: a case that is due', (platform) => {
  beforeEach(async () => {
    world = await deskOn(platform, '2026-03-05T09:00:00Z')
  })
  afterEach(async () => {
    expect(await soundness(world)).toEqual(sound)
    await world.stop()
  })

  test('that nobody takes: channel and managers, at nine on the next working day, once', async () => {
    await openCase(world, 'U0KARI')
    await at('2026-03-06T07:59:59Z')
    expect(direct('MONA')).toHaveLength(0)
    await at('2026-03-06T08:00:00Z')
    await at('2026-03-06T09:00:00Z')

    expect([direct('MONA').length, direct('PER').length]).toEqual([1, 1])
    expect(latest('MONA')).toMatch(/Ingen har denne saken ennå|Nobody handles this case yet/u)
    expect(posted()).toContain('Nobody handles this case yet')
    expect((await acts(world, reference)).filter((type) => type === 'reminder.sent')).toHaveLength(3)
  })

  test('handler first, then managers, daily once it is overdue, until it is answered', async () => {
    await openCase(world, 'U0KARI')
    await start(world, 'U0KARI', reference)
    const seen: Record<string, string> = {}
    for (const day of ['03-20', '03-27', '03-31', '04-01', '04-07', '04-08']) {
      const [kari, mona] = [direct('KARI').length, direct('MONA').length]
      await at(`2026-${day}T08:00:00Z`)
      seen[day] = `${direct('KARI').length - kari} ${direct('MONA').length - mona}`
    }
    expect(seen).toEqual({
      '03-20': '1 0',
      '03-27': '1 1',
      '03-31': '1 1',
      '04-01': '1 1',
      // The law's own date is this day, and the promise was missed: the handler is told of it too (R-STAT).
      '04-07': '1 1',
      '04-08': '0 1',
    })

    await give(world, 'U0KARI', `withdraw ${reference}`, { inWriting: true })
    const before = direct('MONA').length
    await at('2026-04-09T07:00:00Z')
    expect(direct('MONA')).toHaveLength(before)
    const raised = (await acts(world, reference)).filter((type) => type === 'escalation.raised')
    expect(raised.length).toBeGreaterThan(4)
  })

  test('leads to the card of its case, by ids alone', async () => {
    await openCase(world, 'U0KARI')
    await at('2026-03-06T08:00:00Z')
    expect(direct('MONA')).toHaveLength(1)
    const links = linksSent()
    expect(links).toHaveLength(1)
    const [link] = links
    const [card] = await world.database.sql`select channel, message_id from cards`
    const { channel, message_id: id } = card!
    expect(link).toContain(
      platform === 'slack' ? `/archives/${channel}/p` : encodeURIComponent(String(channel)),
    )
    expect(link).toContain(String(id).replace('.', ''))
    for (const words of [reference, subject.name.split(' ')[0]!, 'mona', 'erasure', 'access'])
      expect(link!.toLowerCase()).not.toContain(words.toLowerCase())
  })

  test('is taken from the message itself', async () => {
    await openCase(world, 'U0KARI')
    await at('2026-03-06T08:00:00Z')
    const message = direct('MONA').at(-1)!
    await world.cloud.person('U0MONA').click(message, button(message, 'request.assign'))
    expect((await caseOf(world, reference)).assignee).toBe(world.personId('U0MONA'))
  })

  test('is snoozed from the message until the next working day, but not on the last one', async () => {
    await openCase(world, 'U0KARI')
    await start(world, 'U0KARI', reference)
    await at('2026-03-20T08:00:00Z')
    const [message] = direct('KARI')
    const seen = await world.cloud.person('U0KARI').click(message!, button(message!, 'reminder.snooze'))
    expect(told(seen)).toMatch(/neste arbeidsdag|next working day/u)
    await at('2026-03-23T08:00:00Z')
    expect(direct('KARI')).toHaveLength(2)

    await at('2026-03-31T08:00:00Z')
    expect(button(direct('KARI').at(-1)!, 'reminder.snooze')).toContain('no button')
    await give(world, 'U0KARI', `snooze ${reference}`)
    expect(await denials(world)).toContain('reminder.snooze E_NO_SNOOZE')
  })

  test('is told in the evening only where it cannot wait until morning', async () => {
    await openCase(world, 'U0KARI')
    await start(world, 'U0KARI', reference)
    await at('2026-03-20T20:00:00Z')
    expect(direct('KARI')).toHaveLength(0)
    await at('2026-03-31T20:00:00Z')
    expect(latest('KARI')).toMatch(/arbeidsdag igjen|working day is left/u)
  })
})

/** Overdue on the days named, so that its managers are reminded on each working day. */
const clockChanges = [
  {
    change: 'summer time begins',
    opened: '2026-02-10T09:00:00Z',
    // Friday and Monday: nine in Oslo is 08:00 and then 07:00 UTC.
    days: ['2026-03-27T08:00:00Z', '2026-03-30T07:00:00Z'],
  },
  {
    change: 'summer time ends',
    opened: '2026-09-08T09:00:00Z',
    days: ['2026-10-23T07:00:00Z', '2026-10-26T08:00:00Z'],
  },
] as const

describe.each(platforms)('%s: reminders come at nine in Oslo', (platform) => {
  afterEach(async () => {
    expect(await soundness(world)).toEqual(sound)
    await world.stop()
  })

  test.each(clockChanges)('on both sides of the night when $change', async ({ opened, days }) => {
    world = await deskOn(platform, opened)
    await openCase(world, 'U0KARI')
    await start(world, 'U0KARI', reference)
    for (const nine of days) {
      await at(new Date(Date.parse(nine) - 60_000).toISOString())
      const before = direct('MONA').length
      await at(nine)
      expect(direct('MONA').length - before, nine).toBe(1)
      await at(new Date(Date.parse(nine) + 3_600_000).toISOString())
      expect(direct('MONA').length - before, nine).toBe(1)
    }
  })
})
