import { DateTime } from 'luxon'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { transaction } from '../../db/client.js'
import { listExceptionsInForce } from '../../db/exceptions.js'
import { expireExceptions } from '../../handlers/exceptions/expire.js'
import { asLocalDate } from '../../src/domain/time/calendar.js'
import { button, passTo, said, sound, soundness, subject, told, type } from '../support/acts.js'
import { deskWorld, privacyChannel, type DeskWorld } from '../support/desk-world.js'
import {
  exceptionEvents,
  exceptionReason,
  exceptionRows,
  grantException,
  identitiesOfFirst,
  inForceOn,
  namedStores,
  pressException,
} from '../support/exception-acts.js'

let world: DeskWorld

const names = async () => (await exceptionEvents(world)).map(({ type: is }) => is)

beforeEach(async () => {
  world = await deskWorld('2026-03-05T09:00:00Z', undefined, { stores: namedStores })
})
afterEach(async () => {
  expect(await soundness(world)).toEqual(sound)
  await world.stop()
})

describe('with several', () => {
  test('two at once get two numbers, and the next to end comes first', async () => {
    await Promise.all([
      grantException(world, { endsOn: '2026-08-01' }),
      grantException(world, { endsOn: '2026-07-01' }, 'U0OLA'),
    ])
    const numbers = await inForceOn(world, '2026-03-05')
    expect([...numbers].sort()).toEqual(['EX-0001', 'EX-0002'])
    const ends = (await listExceptionsInForce(world.parts.db, asLocalDate('2026-03-05'))).map(
      (one) => one.endsOn,
    )
    expect(ends).toEqual(['2026-07-01', '2026-08-01'])
  })

  test('the list has pages, and shows the one that was just granted', async () => {
    for (let day = 1; day <= 6; day += 1) await grantException(world, { endsOn: `2026-06-0${day}` })
    const seen = await grantException(world, { endsOn: '2026-06-07' })
    expect(said(seen.modal)).toContain('EX-0007')
    expect(said(seen.modal)).not.toContain('EX-0005')

    const list = (await type(world, 'U0ANNE', 'exceptions')).ephemerals.at(-1)!
    expect(said(list)).toContain('EX-0005')
    expect(said(list)).not.toContain('EX-0006')
    const turned = await world.cloud.person('U0ANNE').click(list, button(list, 'exception.list'))
    expect(told(turned)).toContain('EX-0006')
    expect(told(turned)).not.toContain('EX-0005')
  })
})

describe('its end', () => {
  beforeEach(async () => {
    await grantException(world)
  })

  const run = (instant: string) => {
    world.moveTo(instant)
    return transaction(world.parts.db, (tx) =>
      expireExceptions(tx, DateTime.fromISO(instant, { zone: 'utc' })),
    )
  }

  test('comes by itself: it keeps nothing from the next day on, and the night records it once', async () => {
    await passTo(world, '2026-06-01T02:00:00Z')
    expect(await names()).toEqual(['exception.granted'])
    expect(await inForceOn(world, '2026-06-01')).toEqual(['EX-0001'])

    await passTo(world, '2026-06-02T02:00:00Z')
    await passTo(world, '2026-06-03T02:00:00Z')
    expect(await inForceOn(world, '2026-06-02')).toEqual([])
    const [, ended] = await exceptionEvents(world)
    expect(await names()).toEqual(['exception.granted', 'exception.ended'])
    expect(ended).toMatchObject({ role: 'system', fields: { exceptionRef: 'EX-0001', isEarly: false } })
    expect(told(await type(world, 'U0KARI', 'exceptions'))).not.toContain('EX-0001')
  })

  test('is told 14 days before in the list, and a week before in the digest', async () => {
    expect(told(await type(world, 'U0KARI', 'exceptions'))).not.toContain('Slutter innen')
    world.moveTo('2026-05-18T09:00:00Z')
    expect(told(await type(world, 'U0KARI', 'exceptions'))).toContain('Slutter innen 14 dager')
    await passTo(world, '2026-05-26T07:30:00Z')
    const digests = world.cloud.messages(privacyChannel).map(said).join('\n')
    expect(digests).toContain('exceptions for support that end 1')
  })

  test('30 days later its key is destroyed: nobody can tell any more whose records it kept', async () => {
    await pressException(world, 'U0KARI', 'renew', { endsOn: '2026-09-01', reason: exceptionReason })
    await pressException(world, 'U0MONA', 'confirm')
    expect(await run('2026-10-01T02:00:00Z')).toBe(0)
    expect(await identitiesOfFirst(world)).toEqual({ email: [subject.email] })

    expect(await run('2026-10-02T02:00:00Z')).toBe(1)
    expect(await run('2026-10-03T02:00:00Z')).toBe(0)
    await expect(identitiesOfFirst(world)).rejects.toThrow('EX-0001')
    expect(await exceptionRows(world)).toMatchObject([
      {
        ...{ inquiry: 'KS-2026-1142', key_id: null, wrapped: null },
        ...{ reason: null, identities: null, renewal_reason: null },
      },
    ])
  })

  test('ended early, it is 30 days from that instant', async () => {
    world.moveTo('2026-04-01T10:00:00Z')
    await pressException(world, 'U0KARI', 'end')
    expect(await run('2026-05-01T09:59:00Z')).toBe(0)
    expect(await run('2026-05-01T10:01:00Z')).toBe(1)
    expect(await names()).toEqual(['exception.granted', 'exception.ended'])
  })
})
