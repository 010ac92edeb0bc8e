import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { give, openCase, said, sound, soundness, told, type } from '../support/acts.js'
import { deskWorld, openChannel, type DeskWorld } from '../support/desk-world.js'

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `RR-2026-${String(index + 1).padStart(4, '0')}`)
const references = (words: string) => [...new Set(words.match(/RR-2026-\d{4}/gu) ?? [])].sort()

describe('lists and the home', () => {
  let world: DeskWorld
  const person = (userId: string) => world.cloud.person(userId)
  const home = async (userId: string) => said((await person(userId).openHome()).home)
  const mineOnHome = (words: string) => references(words.slice(words.lastIndexOf('My open cases')))

  beforeAll(async () => {
    world = await deskWorld('2026-03-05T09:00:00Z')
    for (const reference of numbered(12)) {
      await openCase(world, 'U0OLA')
      if (reference <= 'RR-2026-0006') await give(world, 'U0OLA', `assign ${reference} @U0OLA`)
    }
    await give(world, 'U0OLA', 'withdraw RR-2026-0006', { inWriting: true })
    await openCase(world, 'U0OLA', {
      receivedOn: '2026-01-12',
      backdateReason: 'It lay in a mailbox nobody read.',
    })
    await give(world, 'U0OLA', 'assign RR-2026-0013 @U0OLA')
  }, 60_000)
  afterAll(async () => {
    expect(await soundness(world)).toEqual(sound)
    await world.stop()
  })

  test('all: ten a page, the newest first, closed ones too; the pages turn in place', async () => {
    const seen = await type(world, 'U0OLA', 'list all')
    const [first] = seen.ephemerals
    expect(told(seen)).toContain('Page 1 of 2')
    expect(said(first).match(/RR-2026-\d{4}/u)![0]).toBe('RR-2026-0013')

    const turned = (await person('U0OLA').click(first!, 'Next')).ephemerals
    expect(turned).toHaveLength(1)
    expect(turned[0]!.ts).toBe(first!.ts)
    expect(references(said(turned[0]))).toHaveLength(3)
    const back = (await person('U0OLA').click(turned[0]!, 'Previous')).ephemerals[0]
    expect(references(said(back))).toHaveLength(10)
    expect([...references(said(back)), ...references(said(turned[0]))]).toContain('RR-2026-0006')
  })

  test('the home says how many more there are than it shows', async () => {
    expect(await home('U0KARI')).toContain('Og 1 til')
  })

  const scopes = [
    ['mine', 'U0OLA', [...numbered(5), 'RR-2026-0013']],
    ['mine', 'U0KARI', []],
    ['overdue', 'U0KARI', ['RR-2026-0013']],
    ['due', 'U0ANNE', ['RR-2026-0013']],
  ] as const
  test.each(scopes)('list %s of %s', async (scope, userId, expected) => {
    expect(references(told(await type(world, userId, `list ${scope}`)))).toEqual(expected)
  })

  test('a page that is not there any more is empty, and no mistake', async () => {
    const extra = world.parts.tokens.sign({ action: 'request.list', extra: 'all:99' })
    const [shown] = (await type(world, 'U0OLA', 'list all')).ephemerals
    const forged = JSON.parse(
      JSON.stringify(shown).replace(/("text":"Next".*?"value":")[^"]+/u, `$1${extra}`),
    ) as NonNullable<typeof shown>
    const seen = await person('U0OLA').click(forged, 'Next')

    expect(told(seen)).not.toContain('E_')
  })

  test('the home shows what is mine, five a page, what is due, and what waits', async () => {
    const words = await home('U0OLA')
    expect(words).toContain('Your roles: support')
    expect(mineOnHome(words)).toHaveLength(5)
    expect(words.slice(words.indexOf('Due soon'), words.lastIndexOf('My open cases'))).toContain(
      'RR-2026-0013',
    )
    expect(words.slice(words.indexOf('Waiting for me'), words.indexOf('Due soon'))).toContain('RR-2026-0007')

    const next = await person('U0OLA').click(world.cloud.state.homes.get('U0OLA')!, 'Next')
    expect(mineOnHome(said(next.home))).toHaveLength(1)
    expect(said(next.home)).toContain('Page 2 of 2')
    const refreshed = await person('U0OLA').click(next.home!, 'Refresh')
    expect(said(refreshed.home)).toContain('Page 2 of 2')
  })

  test('from the home the form opens, a case is shown, and both only to the person', async () => {
    await person('U0OLA').openHome()
    const before = world.cloud.messages(openChannel).length
    const opened = await person('U0OLA').click(world.cloud.state.homes.get('U0OLA')!, 'Open a request')
    expect(opened.modal!.content['callback_id']).toBe('request.open')
    person('U0OLA').close(opened.modal!)

    const shown = await person('U0OLA').click(world.cloud.state.homes.get('U0OLA')!, 'Show')
    expect(references(said(shown.modal))).toHaveLength(1)
    expect(world.cloud.messages(openChannel)).toHaveLength(before)
  })

  test('without a role the home says how to get one, and shows no case', async () => {
    const words = await home('U0GURI')

    expect(references(words)).toEqual([])
    expect(world.cloud.state.homes.get('U0GURI')!.content.blocks.length).toBeGreaterThan(2)
  })
})
