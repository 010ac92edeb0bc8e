import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acts, give, openCase, passTo, said, sound, soundness, start, subject } from '../support/acts.js'
import type { DeskWorld } from '../support/desk-world.js'
import { deskOn, platforms } from '../support/on-both.js'

let world: DeskWorld
const reference = 'RR-2026-0001'

const at = (instant: string) => passTo(world, instant)
const direct = (who: string) => world.cloud.messages(`D0${who}`)
const reminders = (who: string) =>
  direct(who)
    .map(said)
    .filter((words) => /Dagens påminnelser|Reminders of today/u.test(words))
const latest = (who: string) => reminders(who).at(-1) ?? ''
/** Every address in what was sent to somebody, whatever it is drawn with. */
const linksOf = (who: string) => {
  const sent = JSON.stringify([world.cloud.state.messages])
  expect(reminders(who)).not.toHaveLength(0)
  return [...new Set(sent.match(/https:[^"|\\]*(?:archives|l\/message)[^"|\\>]*/gu) ?? [])]
}

describe.each(platforms)('in %s', (platform) => {
  beforeEach(async () => {
    world = await deskOn(platform, '2026-03-05T09:00:00Z')
  })
  afterEach(async () => {
    expect(await soundness(world)).toEqual(sound)
    await world.stop()
  })

  test('a whole case: handler first, then managers, daily once it is overdue, until it is answered', async () => {
    await openCase(world, 'U0KARI')
    await start(world, 'U0KARI', reference)
    const seen: Record<string, string> = {}
    for (const day of ['03-20', '03-27', '03-31', '04-01', '04-07', '04-08']) {
      const [kari, mona] = [reminders('KARI').length, reminders('MONA').length]
      await at(`2026-${day}T08:00:00Z`)
      seen[day] = `${reminders('KARI').length - kari} ${reminders('MONA').length - mona}`
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
    expect(latest('MONA')).toMatch(/30 (dager|days)/u)
    const raised = (await acts(world, reference)).filter((type) => type === 'escalation.raised')
    expect(raised.length).toBeGreaterThan(4)

    await give(world, 'U0KARI', `withdraw ${reference}`, { inWriting: true })
    expect((await acts(world, reference)).at(-1)).toBe('request.withdrawn')
    const before = reminders('MONA').length
    await at('2026-04-09T07:00:00Z')
    expect(reminders('MONA')).toHaveLength(before)
  })

  test('each line leads to the card of its case, by ids alone', async () => {
    await openCase(world, 'U0KARI')
    await at('2026-03-06T08:00:00Z')
    const links = linksOf('MONA')
    expect(links).toHaveLength(1)
    const [link] = links
    const { channel, message_id: id } = (await world.database.sql`select channel, message_id from cards`)[0]!
    expect(link).toContain(
      platform === 'slack' ? `/archives/${channel}/p` : encodeURIComponent(String(channel)),
    )
    expect(link).toContain(String(id).replace('.', ''))
    for (const words of [reference, subject.name.split(' ')[0]!, 'mona', 'erasure', 'access'])
      expect(link!.toLowerCase()).not.toContain(words.toLowerCase())
  })
})

describe.each(platforms)('when clocks change, in %s', (platform) => {
  afterEach(() => world.stop())

  test.each([
    ['forward', ['2026-03-26T11:00:00Z', '2026-03-27T08:00:00Z', '2026-03-30T07:00:00Z']],
    ['back', ['2026-10-22T10:00:00Z', '2026-10-23T07:00:00Z', '2026-10-26T08:00:00Z']],
  ] as const)('%s it is nine in Oslo before and after', async (_, [opened, friday, monday]) => {
    world = await deskOn(platform, opened)
    const minuteBefore = (instant: string) => new Date(Date.parse(instant) - 60_000).toISOString()
    await openCase(world, 'U0KARI')
    await at(minuteBefore(friday))
    expect(reminders('MONA')).toHaveLength(0)
    await at(friday)
    expect(reminders('MONA')).toHaveLength(1)
    await give(world, 'U0KARI', `assign ${reference} @U0KARI`)

    await openCase(world, 'U0KARI')
    await at(minuteBefore(monday))
    expect(reminders('MONA')).toHaveLength(1)
    await at(monday)
    expect(reminders('MONA')).toHaveLength(2)
    expect(latest('MONA')).toContain('RR-2026-0002')
    const runs = await world.database.sql`select day::text from runs where job = 'remind' order by day`
    expect(runs.slice(-2).map(({ day }) => String(day))).toEqual([friday.slice(0, 10), monday.slice(0, 10)])
  })
})
