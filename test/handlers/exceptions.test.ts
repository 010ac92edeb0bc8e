import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findException } from '../../db/exceptions.js'
import { readEvents } from '../../db/events.js'
import { exceptionRef } from '../../src/domain/retention/exception-ref.js'
import { button, denials, said, sound, soundness, subject, told, type } from '../support/acts.js'
import { deskWorld, type DeskWorld } from '../support/desk-world.js'
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
import { deskOn, platforms } from '../support/on-both.js'

const at = '2026-03-05T09:00:00Z'

let world: DeskWorld

afterEach(async () => {
  await world.stop()
})

describe.each(platforms)('%s: an exception for support', (platform) => {
  beforeEach(async () => {
    world = await deskOn(platform, at, namedStores)
  })

  test('is granted by form, asked to be renewed by support, renewed by a manager, and ended early', async () => {
    const seen = await grantException(world, {
      owner: 'U0OLA',
      identityKind: 'customer_no',
      identity: 'C-17',
    })
    expect(told(seen)).toContain('EX-0001')
    expect(told(seen)).toContain('KS-2026-1142')
    expect(await identitiesOfFirst(world)).toEqual({ email: [subject.email], customer_no: ['C-17'] })

    await pressException(world, 'U0KARI', 'renew', { endsOn: '2026-09-01', reason: exceptionReason })
    expect(await inForceOn(world, '2026-06-02')).toEqual([])
    const list = (await type(world, 'U0KARI', 'exceptions')).ephemerals.at(-1)!
    expect(button(list, 'exception.confirm')).toContain('no button')

    await pressException(world, 'U0MONA', 'confirm')
    expect(await inForceOn(world, '2026-09-01')).toEqual(['EX-0001'])
    expect(await inForceOn(world, '2026-09-02')).toEqual([])

    await pressException(world, 'U0OLA', 'end')
    expect(await inForceOn(world, '2026-03-05')).toEqual([])
    expect((await exceptionEvents(world)).map(({ type: is }) => is)).toEqual([
      'exception.granted',
      'exception.renewal_asked',
      'exception.renewed',
      'exception.ended',
    ])
    expect(await findException(world.parts.db, exceptionRef(1))).toMatchObject({
      owner: world.personId('U0OLA'),
      grantedBy: world.personId('U0KARI'),
      renewal: { askedBy: world.personId('U0KARI'), confirmed: { by: world.personId('U0MONA') } },
      ended: { by: world.personId('U0OLA') },
    })
  })

  test('shows whose records it keeps to nobody, and its reason neither', async () => {
    const seen = await grantException(world, { phone: subject.phone })
    const lists = await Promise.all(
      ['U0KARI', 'U0MONA', 'U0NILS', 'U0ANNE'].map(async (who) => told(await type(world, who, 'exceptions'))),
    )
    expect(lists.every((list) => list.includes('EX-0001'))).toBe(true)
    const stored = JSON.stringify([await exceptionRows(world), await readEvents(world.parts.db, 1, 1_000)])
    const everywhere = [told(seen), ...lists, stored, ...world.logged].join('\n').toLowerCase()
    expect(everywhere).not.toMatch(/canary|fuglesang|401 ?23/u)
    const [row] = await exceptionRows(world)
    for (const sealed of ['reason', 'identities'])
      expect(Buffer.from(row![sealed] as Uint8Array).includes('canary')).toBe(false)
  })
})

describe('what is refused', () => {
  beforeEach(async () => {
    world = await deskWorld(at, undefined, { stores: namedStores })
  })
  afterEach(async () => {
    expect(await soundness(world)).toEqual(sound)
  })

  test.each([
    ['a name as the inquiry', { inquiry: 'Fuglesang' }, 'inquiry', 'E_INPUT'],
    ['a phone number as the inquiry', { inquiry: '40123456' }, 'inquiry', 'E_INPUT'],
    ['an end after more than 12 months', { endsOn: '2027-03-06' }, 'endsOn', 'E_EXCEPTION_INCOMPLETE'],
    ['nobody', { email: '' }, 'email', 'E_EXCEPTION_INCOMPLETE'],
    ['no address', { email: 'canary at example' }, 'email', 'E_INPUT'],
    ['no phone number', { phone: 'canary' }, 'phone', 'E_INPUT'],
    ['an identity without its kind', { identity: 'C-17' }, 'identityKind', 'E_INPUT'],
    ['a kind without a value', { identityKind: 'customer_no' }, 'identity', 'E_INPUT'],
    [
      'an identity number',
      { identityKind: 'customer_no', identity: '01819012365' },
      'identity',
      'E_FORBIDDEN',
    ],
    ['an owner who is an engineer', { owner: 'U0NILS' }, 'owner', 'E_EXCEPTION_INCOMPLETE'],
    ['an owner without an account here', { owner: 'U0NOBODY' }, 'owner', 'E_UNKNOWN_PERSON'],
    [
      'days in the wrong order',
      { from: '2026-02-02', until: '2026-02-01' },
      'until',
      'E_EXCEPTION_INCOMPLETE',
    ],
  ])('%s, at its field, and nothing is kept', async (_, wrong, field, code) => {
    const { modal } = await grantException(world, wrong)

    expect(modal!.errors[field]).toContain(code)
    expect(await exceptionRows(world)).toEqual([])
  })

  test.each(['U0NILS', 'U0ANNE'])('granting by %s, who may read the list', async (userId) => {
    await grantException(world)
    expect(told(await type(world, userId, 'exception'))).toContain('E_NOT_ALLOWED')
    const list = (await type(world, userId, 'exceptions')).ephemerals.at(-1)!
    expect(said(list)).toContain('EX-0001')
    for (const act of ['grant', 'renew', 'confirm', 'end'])
      expect(button(list, `exception.${act}`)).toContain('no button')
    expect(await denials(world)).toEqual(['exception.grant E_NOT_ALLOWED'])
  })

  test('the confirmation by the manager who asked; another one confirms it', async () => {
    await grantException(world)
    await pressException(world, 'U0MONA', 'renew', { endsOn: '2026-09-01', reason: exceptionReason })

    expect(told(await pressException(world, 'U0MONA', 'confirm'))).toContain('E_FOUR_EYES')
    expect(await inForceOn(world, '2026-09-01')).toEqual([])
    await pressException(world, 'U0PER', 'confirm')
    expect(await inForceOn(world, '2026-09-01')).toEqual(['EX-0001'])
  })

  test('an old button for another day than is asked for now', async () => {
    await grantException(world)
    await pressException(world, 'U0KARI', 'renew', { endsOn: '2026-09-01', reason: exceptionReason })
    const { ephemerals } = await type(world, 'U0MONA', 'exceptions')
    await pressException(world, 'U0KARI', 'renew', { endsOn: '2027-06-01', reason: exceptionReason })

    const seen = await world.cloud
      .person('U0MONA')
      .click(ephemerals.at(-1)!, button(ephemerals.at(-1)!, 'exception.confirm'))

    expect(told(seen)).toContain('E_STALE_CARD')
    expect(await inForceOn(world, '2026-09-01')).toEqual([])
  })

  test('a second renewal, and what has ended, by old buttons', async () => {
    await grantException(world)
    const { ephemerals } = await type(world, 'U0KARI', 'exceptions')
    const old = (act: string) =>
      world.cloud.person('U0KARI').click(ephemerals.at(-1)!, button(ephemerals.at(-1)!, `exception.${act}`))
    await pressException(world, 'U0KARI', 'renew', { endsOn: '2026-09-01', reason: exceptionReason })
    await pressException(world, 'U0MONA', 'confirm')
    expect(told(await old('renew'))).toContain('E_EXCEPTION_RENEWED')
    await pressException(world, 'U0OLA', 'end')
    expect(told(await old('end'))).toContain('E_ALREADY_DONE')
    expect(told(await old('renew'))).toContain('E_EXCEPTION_ENDED')
  })

  test('the database refuses a renewal by one person, and an exception in force without its key', async () => {
    await grantException(world)
    const by = world.personId('U0MONA')
    const { sql } = world.database
    await expect(
      sql`update archive_exceptions set renewal_asked_by = ${by}, renewal_ends_on = '2026-09-01',
        renewal_confirmed_by = ${by}, renewal_confirmed_at = now()`,
    ).rejects.toThrow('four_eyes')
    await expect(sql`update archive_exceptions set wrapped = null`).rejects.toThrow('sealed_until_ended')
  })
})

test('without a data map there is nothing to keep records in: E_NO_DATA_MAP', async () => {
  world = await deskWorld(at)
  expect(told(await type(world, 'U0KARI', 'exception'))).toContain('E_NO_DATA_MAP')
  expect(told(await type(world, 'U0KARI', 'exceptions'))).toContain('Ingen unntak')
})
