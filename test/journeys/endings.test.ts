import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acts, caseOf, give, openCase, rowOf, sound, soundness, start, told } from '../support/acts.js'
import type { DeskWorld } from '../support/desk-world.js'
import { deskOn, platforms } from '../support/on-both.js'

/** Dates of a request received on 5 March 2026, which none of these endings moves. */
const dates = { promised: '2026-04-04', statutory: '2026-04-07', due: '2026-04-04', workBy: '2026-04-01' }

describe.each(platforms)('%s: a request that ends without an answer', (platform) => {
  let world: DeskWorld
  const outcome = async (reference: string) => {
    const { status, items } = await caseOf(world, reference)
    return [status, items[0]!.outcome]
  }

  beforeAll(async () => {
    world = await deskOn(platform, '2026-03-05T09:00:00Z')
    for (let count = 0; count < 3; count++) await openCase(world, 'U0KARI', { rights: ['erasure'] })
  })
  afterAll(async () => {
    expect(await soundness(world)).toEqual(sound)
    await world.stop()
  })

  test('withdrawn: only in writing; silence is no withdrawal', async () => {
    const refused = await give(world, 'U0KARI', 'withdraw RR-2026-0001', { receivedOn: '2026-03-05' })
    expect(refused.modal!.errors['inWriting']).toContain('E_WITHDRAWAL_WRITTEN')
    expect((await rowOf(world, 'RR-2026-0001')).status).toBe('received')

    await give(world, 'U0KARI', 'withdraw RR-2026-0001', { inWriting: true })

    expect(await outcome('RR-2026-0001')).toEqual(['closed', 'withdrawn_by_requester'])
    expect(await acts(world, 'RR-2026-0001')).toEqual(['request.received', 'request.withdrawn'])
    expect(await rowOf(world, 'RR-2026-0001')).toMatchObject(dates)
  })

  test('redirected: only when the customer has it and the requester knows', async () => {
    const half = { customer: 'Example Ltd', forwarded: true }
    const refused = await give(world, 'U0KARI', 'redirect RR-2026-0002', half)
    expect(told(refused)).toContain('E_REDIRECT_INCOMPLETE')
    expect((await rowOf(world, 'RR-2026-0002')).status).toBe('received')

    await give(world, 'U0KARI', 'redirect RR-2026-0002', { ...half, toldRequester: true })

    expect(await outcome('RR-2026-0002')).toEqual(['closed', 'redirected_to_controller'])
    expect(await acts(world, 'RR-2026-0002')).toEqual(['request.received', 'request.redirected'])
    expect(await rowOf(world, 'RR-2026-0002')).toMatchObject(dates)
  })

  test('dismissed: by a manager, with a reason and an answer to the sender', async () => {
    const filled = { reason: 'Asks about an invoice and for no right.' }
    expect(told(await give(world, 'U0KARI', 'dismiss RR-2026-0003', filled))).toContain('E_NOT_ALLOWED')
    const refused = await give(world, 'U0MONA', 'dismiss RR-2026-0003', filled)
    expect(refused.modal!.errors['answered']).toContain('E_INPUT')

    await give(world, 'U0MONA', 'dismiss RR-2026-0003', { ...filled, answered: true })

    expect(await outcome('RR-2026-0003')).toEqual(['closed', 'not_a_rights_request'])
    expect(await acts(world, 'RR-2026-0003')).toEqual(['request.received', 'request.dismissed'])
  })

  test('reopened a month later: the old dates stay, and it is overdue', async () => {
    world.moveTo('2026-05-05T09:00:00Z')
    const reason = { reason: 'The sender did ask for erasure, further down in the letter.' }
    expect(told(await give(world, 'U0KARI', 'reopen RR-2026-0003', reason))).toContain('E_NOT_ALLOWED')

    const seen = await give(world, 'U0MONA', 'reopen RR-2026-0003', reason)

    expect(told(seen)).toContain('The deadline of the law has passed')
    expect(await rowOf(world, 'RR-2026-0003')).toMatchObject({ ...dates, status: 'in_progress' })
    expect(await outcome('RR-2026-0003')).toEqual(['in_progress', null])
  })
})

describe.each(platforms)('%s: the same request twice', (platform) => {
  let world: DeskWorld

  beforeAll(async () => {
    world = await deskOn(platform, '2026-03-05T09:00:00Z')
    await openCase(world, 'U0KARI')
    await openCase(world, 'U0KARI', { receivedOn: '2026-03-03' })
    await openCase(world, 'U0KARI', { receivedOn: '2026-03-04' })
    await openCase(world, 'U0KARI', { email: 'somebody.else@example.org', phone: '' })
  })
  afterAll(async () => world.stop())

  test('a case of another person is no target', async () => {
    const seen = await give(world, 'U0KARI', 'merge RR-2026-0001', { target: 'RR-2026-0004' })

    expect(seen.modal!.errors['target']).toContain('E_MERGE_TARGET')
    expect((await rowOf(world, 'RR-2026-0001')).status).toBe('received')
  })

  test('merged into the later one, the earliest receipt counts for it', async () => {
    await give(world, 'U0KARI', 'merge RR-2026-0002', { target: 'rr-2026-1' })

    expect(await rowOf(world, 'RR-2026-0001')).toMatchObject({ promised: '2026-04-02', version: 2 })
    expect(await caseOf(world, 'RR-2026-0002')).toMatchObject({
      status: 'closed',
      mergedInto: 'RR-2026-0001',
    })
    expect((await caseOf(world, 'RR-2026-0001')).receivedAt.toISODate()).toBe('2026-03-03')
  })

  test('merged into the earlier one, its receipt stays', async () => {
    await give(world, 'U0KARI', 'merge RR-2026-0003', { target: 'RR-2026-0001' })

    expect(await rowOf(world, 'RR-2026-0001')).toMatchObject({ promised: '2026-04-02', status: 'received' })
    expect(await caseOf(world, 'RR-2026-0003')).toMatchObject({
      status: 'closed',
      mergedInto: 'RR-2026-0001',
    })
    expect(await acts(world, 'RR-2026-0001')).toEqual([
      'request.received',
      'request.merged',
      'request.merged',
    ])
    expect(await soundness(world)).toEqual(sound)
  })

  test('the case that goes on can be worked on', async () => {
    await start(world, 'U0KARI', 'RR-2026-0001')

    expect((await rowOf(world, 'RR-2026-0001')).status).toBe('in_progress')
  })
})
