import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enqueue } from '../../db/enqueue.js'
import { transaction } from '../../db/client.js'
import { caseOf, denials, openCase, rowOf, said, sound, soundness, told, type } from '../support/acts.js'
import { deskWorld, team, type DeskWorld } from '../support/desk-world.js'

describe('a request of a member of staff', () => {
  let world: DeskWorld
  const reference = 'RR-2026-0001'
  const email = 'Ola@Staff.example.org'

  beforeAll(async () => {
    world = await deskWorld('2026-03-05T09:00:00Z')
    await transaction(world.parts.db, (tx) =>
      enqueue(tx, 'check-account', { platform: 'slack', tenant: team, userId: 'U0OLA' }),
    )
    await world.drain()
    await openCase(world, 'U0KARI', { name: 'Ola', email })
  })
  afterAll(async () => {
    expect(await soundness(world)).toEqual(sound)
    await world.stop()
  })

  test('is recognised by the blind index of the e-mail, in any spelling', async () => {
    expect((await caseOf(world, reference)).subjectPerson).toBe(world.personId('U0OLA'))
    const [account] = await world.database.sql`select * from accounts where user_id = 'U0OLA'`
    expect(JSON.stringify(account).toLowerCase()).not.toContain('ola@')
  })

  const reads = ['show', 'clock', 'history', 'details', 'plan', 'identity'] as const
  test.each(reads)('%s: to the person it does not exist', async (verb) => {
    const seen = await type(world, 'U0OLA', `${verb} ${reference}`)

    expect(told(seen)).toContain('E_UNKNOWN_CASE')
    expect((await denials(world)).at(-1)).toContain('E_UNKNOWN_CASE')
  })

  test('it is in no list and not on the home of the person, but in those of others', async () => {
    expect(told(await type(world, 'U0OLA', 'list all'))).not.toContain(reference)
    expect(said((await world.cloud.person('U0OLA').openHome()).home)).not.toContain(reference)
    expect(told(await type(world, 'U0KARI', 'list all'))).toContain(reference)
  })

  test('they may not act on it, nor be given it', async () => {
    const before = await rowOf(world, reference)

    expect(told(await type(world, 'U0OLA', `start ${reference}`))).toContain('E_SELF_SUBJECT')
    expect(told(await type(world, 'U0KARI', `assign ${reference} @U0OLA`))).toContain('E_ASSIGNEE')
    expect(await rowOf(world, reference)).toEqual(before)
    expect(await denials(world)).toContain('request.start E_SELF_SUBJECT')
  })

  test('they may not open one for themself', async () => {
    const { modal } = await openCase(world, 'U0OLA', { email: 'ola@staff.example.org' })

    expect(Object.values(modal!.errors).join()).toContain('E_SELF_SUBJECT')
    expect(await world.database.sql`select 1 from cases`).toHaveLength(1)
    expect((await denials(world)).at(-1)).toBe('request.open E_SELF_SUBJECT')
  })
})
