import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  acts,
  button,
  everything,
  give,
  openCase,
  rowOf,
  sound,
  soundness,
  start,
  told,
  type,
} from '../support/acts.js'
import { deskWorld, type DeskWorld } from '../support/desk-world.js'

const reference = 'RR-2026-0001'
let world: DeskWorld

/** Presses a button of the list of restrictions, and fills the form that it opens, if any. */
async function press(userId: string, action: string, filled?: Record<string, unknown>) {
  const { ephemerals } = await type(world, userId, `restrict ${reference}`)
  const person = world.cloud.person(userId)
  const seen = await person.click(ephemerals[0]!, button(ephemerals[0]!, action))
  return filled ? person.submit(seen.modal!, filled as never) : seen
}

const restrict = (ground: string) => press('U0KARI', 'restriction.apply', { ground })
const liftDay = '2026-03-12'
const notice = { sentOn: '2026-03-05', liftOn: liftDay, elements: ['lift_date', 'lift_why'] }

async function approveErasure() {
  await start(world, 'U0KARI', reference)
  await give(world, 'U0KARI', `steps ${reference}`, everything)
  await give(world, 'U0KARI', `plan ${reference}`, { outcome_erasure: 'fulfilled' })
  return give(world, 'U0NILS', `approve ${reference}`, { typedReference: reference })
}

beforeEach(async () => {
  world = await deskWorld('2026-03-05T09:00:00Z')
  await openCase(world, 'U0KARI', { rights: ['erasure'] })
})
afterEach(async () => {
  expect(await soundness(world)).toEqual(sound)
  await world.stop()
})

describe('a restriction', () => {
  test('that keeps the data for the person stops an erasure until the person takes it back', async () => {
    await restrict('c')
    expect(told(await approveErasure())).toContain('E_RESTRICTED')

    await press('U0KARI', 'restriction.lift_notice', { sentOn: '2026-03-05', isAskedByPerson: true })
    await press('U0MONA', 'restriction.lift')
    await give(world, 'U0NILS', `approve ${reference}`, { typedReference: reference })

    expect(await rowOf(world, reference)).toMatchObject({ status: 'approved' })
    expect(await acts(world, reference)).toEqual(
      expect.arrayContaining(['restriction.applied', 'restriction.lift_notice_sent', 'restriction.lifted']),
    )
  })

  test('while accuracy is examined does not stop an erasure', async () => {
    await restrict('a')
    await approveErasure()

    expect(await rowOf(world, reference)).toMatchObject({ status: 'approved' })
  })

  test('is lifted only after the person was told, on the announced day, by another manager', async () => {
    await restrict('b')
    const early = await press('U0MONA', 'restriction.lift_notice', { ...notice, liftOn: '2026-03-11' })
    expect(JSON.stringify(early.modal?.errors)).toContain('E_LIFT_NOTICE')
    await press('U0MONA', 'restriction.lift_notice', notice)

    expect(told(await press('U0PER', 'restriction.lift'))).toContain('E_LIFT_NOTICE')
    world.moveTo(`${liftDay}T08:00:00Z`)
    expect(told(await press('U0MONA', 'restriction.lift'))).toContain('E_FOUR_EYES')

    expect(told(await press('U0PER', 'restriction.lift'))).not.toContain('E_')
    const [row] = await world.database.sql`select lifted_at is not null as lifted from restrictions`
    expect(row).toEqual({ lifted: true })
  })

  test('two managers lift it at once: the second is told that it is done', async () => {
    await restrict('b')
    await press('U0KARI', 'restriction.lift_notice', notice)
    world.moveTo(`${liftDay}T08:00:00Z`)

    const both = await Promise.all(['U0MONA', 'U0PER'].map((userId) => press(userId, 'restriction.lift')))

    expect(both.filter((seen) => told(seen).includes('E_ALREADY_DONE'))).toHaveLength(1)
  })

  test('is seen by those who read, who may not set or lift it', async () => {
    await restrict('b')
    const { ephemerals } = await type(world, 'U0ANNE', `restrict ${reference}`)

    expect(button(ephemerals[0]!, 'restriction.lift_notice')).toMatch(/^no button/u)
    expect(told(await type(world, 'U0ANNE', `restrict ${reference}`))).not.toContain('E_')
  })
})
