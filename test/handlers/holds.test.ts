import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readEvents } from '../../db/events.js'
import {
  button,
  denials,
  everything,
  give,
  openCase,
  rowOf,
  said,
  sound,
  soundness,
  start,
  told,
  type,
} from '../support/acts.js'
import { deskWorld, type DeskWorld } from '../support/desk-world.js'

const reference = 'RR-2026-0001'
const purpose = 'Claim of the canary of cage seventeen.'
const hold = { matter: '2026-114', legalReference: 'tvisteloven § 22-1', purpose, reviewBy: '2026-06-01' }

let world: DeskWorld

/** Presses a button of the list of holds; the first of its kind. */
async function press(userId: string, action: string) {
  const { ephemerals } = await type(world, userId, 'holds')
  return world.cloud.person(userId).click(ephemerals[0]!, button(ephemerals[0]!, action))
}

const chained = async () =>
  (await readEvents(world.parts.db, 1, 1_000))
    .map(({ type: is }) => is)
    .filter((is) => is.startsWith('hold.'))

/** An erasure that waits for its approval. */
async function proposeErasure() {
  await openCase(world, 'U0KARI', { rights: ['erasure'] })
  await start(world, 'U0KARI', reference)
  await give(world, 'U0KARI', `steps ${reference}`, everything)
  await give(world, 'U0KARI', `plan ${reference}`, { outcome_erasure: 'fulfilled' })
}

const approve = (userId: string) => give(world, userId, `approve ${reference}`, { typedReference: reference })

beforeEach(async () => {
  world = await deskWorld('2026-03-05T09:00:00Z')
})
afterEach(async () => {
  expect(await soundness(world)).toEqual(sound)
  await world.stop()
})

describe('a legal hold on the person of a case', () => {
  test('stops the approval of an erasure until two managers have released it', async () => {
    await proposeErasure()
    const placed = await give(world, 'U0MONA', `hold ${reference}`, hold)
    expect(told(placed)).toContain('LH-0001')

    expect(told(await approve('U0NILS'))).toContain('E_HOLD_ACTIVE')
    expect(await rowOf(world, reference)).toMatchObject({ status: 'awaiting_approval' })

    await press('U0MONA', 'hold.release')
    expect(told(await press('U0MONA', 'hold.release'))).toContain('E_FOUR_EYES')
    expect(told(await approve('U0NILS'))).toContain('E_HOLD_ACTIVE')

    await press('U0PER', 'hold.release')
    await approve('U0NILS')
    expect(await rowOf(world, reference)).toMatchObject({ status: 'approved' })
    expect(await chained()).toEqual(['hold.placed', 'hold.release_proposed', 'hold.released'])
  })

  test('placed between approval and execution, it still stops the execution', async () => {
    await proposeErasure()
    await approve('U0NILS')
    await give(world, 'U0MONA', `hold ${reference}`, hold)

    const refused = await give(world, 'U0KARI', `execute ${reference}`, everything)

    expect(told(refused)).toContain('E_HOLD_ACTIVE')
    expect(await rowOf(world, reference)).toMatchObject({ status: 'approved' })
  })

  test('leaves the erasure of somebody else alone', async () => {
    await proposeErasure()
    await openCase(world, 'U0KARI', {
      rights: ['access'],
      email: 'else@example.org',
      phone: '+47 401 99 999',
    })
    await give(world, 'U0MONA', 'hold RR-2026-0002', hold)

    await approve('U0NILS')

    expect(await rowOf(world, reference)).toMatchObject({ status: 'approved' })
  })

  test('its purpose is sealed: it is in no row, event, log line or list in clear', async () => {
    await openCase(world, 'U0KARI')
    const seen = await give(world, 'U0MONA', `hold ${reference}`, hold)

    const [row] = await world.database.sql`select * from holds`
    const events = await readEvents(world.parts.db, 1, 1_000)
    const everywhere = [JSON.stringify(row), JSON.stringify(events), told(seen), ...world.logged].join('\n')
    expect(everywhere).not.toContain('canary')
    expect(Buffer.from(row!['purpose'] as Uint8Array).includes('canary')).toBe(false)
  })

  test('is kept at its review, and a proposed release falls away', async () => {
    await openCase(world, 'U0KARI')
    await give(world, 'U0MONA', `hold ${reference}`, hold)
    await press('U0MONA', 'hold.release')

    const form = await press('U0PER', 'hold.review')
    await world.cloud.person('U0PER').submit(form.modal!, { reviewBy: '2026-06-03' })

    const [row] = await world.database
      .sql`select review_by::text as until, release_proposed_by as by from holds`
    expect(row).toEqual({ until: '2026-06-03', by: null })
  })
})

describe('a hold without a case', () => {
  test('names a system, category or day; on everything it is refused at the form', async () => {
    expect(told(await give(world, 'U0MONA', 'hold', hold))).toContain('E_HOLD_INCOMPLETE')

    await give(world, 'U0MONA', 'hold', { ...hold, systems: 'crm, mail' })
    expect(told(await type(world, 'U0ANNE', 'holds'))).toContain('crm, mail')
  })

  test('two at once get two numbers', async () => {
    const place = (userId: string) => give(world, userId, 'hold', { ...hold, systems: 'crm' })
    await Promise.all([place('U0MONA'), place('U0PER')])

    const rows = await world.database.sql<{ number: number }[]>`select number from holds order by number`
    expect(rows.map(({ number }) => number)).toEqual([1, 2])
  })

  test.each([
    ['a name as the matter', { matter: 'Fuglesang' }, 'E_INPUT'],
    ['a review after more than 90 days', { reviewBy: '2026-06-04' }, 'E_HOLD_INCOMPLETE'],
    ['no section of a law', { legalReference: 'because' }, 'E_INPUT'],
    ['a name as a system', { systems: 'Canary Fuglesang' }, 'E_INPUT'],
  ])('%s is refused at its field, and nothing is kept', async (_name, wrong, code) => {
    const seen = await give(world, 'U0MONA', 'hold', { ...hold, systems: 'crm', ...wrong })

    expect(said(seen.modal) + JSON.stringify(seen.modal?.errors)).toContain(code)
    expect(await world.database.sql`select 1 from holds`).toHaveLength(0)
  })

  test.each(['U0KARI', 'U0NILS', 'U0ANNE'])('is no business of %s, who may read the list', async (userId) => {
    expect(told(await type(world, userId, 'hold'))).toContain('E_NOT_ALLOWED')
    expect(told(await type(world, userId, 'holds'))).not.toContain('E_')
    expect(await denials(world)).toEqual(['hold.place E_NOT_ALLOWED'])
  })
})
