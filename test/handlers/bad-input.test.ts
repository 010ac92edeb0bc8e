import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Filled } from '../../src/local/slack-cloud/fill.js'
import { denials, give, openCase, rowOf, sound, soundness, subject, told, type } from '../support/acts.js'
import { deskWorld, privacyChannel, sharedChannel, type DeskWorld } from '../support/desk-world.js'

describe('what people type', () => {
  let world: DeskWorld
  const reference = 'RR-2026-0001'

  beforeAll(async () => {
    world = await deskWorld('2026-03-05T09:00:00Z')
    await openCase(world, 'U0OLA')
  })
  afterAll(async () => {
    expect(await soundness(world)).toEqual(sound)
    await world.stop()
  })

  const unknown = [
    ['an unknown verb: the nearest is named', 'opne', 'E_UNKNOWN_COMMAND', '/rights open'],
    ['an alias that is nearly right', 'assing RR-2026-0001', 'E_UNKNOWN_COMMAND', '/rights assign'],
    ['a word like none', 'xylophone', 'E_UNKNOWN_COMMAND', '/rights help'],
    ['a malformed reference', 'show banana', 'E_INPUT', '/rights show RR-YYYY-NNNN'],
    ['a missing reference', 'start', 'E_INPUT', '/rights start RR-YYYY-NNNN'],
    ['free text behind a command', 'start RR-2026-0001 for Canary', 'E_INPUT', '/rights start'],
    ['an unknown scope', 'list yours', 'E_INPUT', 'mine|due|overdue|all'],
  ] as const
  test.each(unknown)(
    '%s is answered with what to type, and looked up for nobody',
    async (_, text, code, next) => {
      const before = await denials(world)

      const seen = await type(world, 'U0OLA', text)

      expect(seen.status).toBe(200)
      expect(told(seen)).toContain(code)
      expect(told(seen)).toContain(next)
      expect(await denials(world)).toEqual(before)
    },
  )

  const refused = [
    ['an unknown reference', 'U0OLA', 'show RR-2026-9999', 'request.show E_UNKNOWN_CASE'],
    ['an unknown reference of a form', 'U0OLA', 'plan RR-2026-9999', 'plan.propose E_UNKNOWN_CASE'],
    ['the wrong state', 'U0OLA', 'revise RR-2026-0001', 'plan.revise E_WRONG_STATE'],
    ['the wrong state of a form', 'U0OLA', 'respond RR-2026-0001', 'response.send E_WRONG_STATE'],
    ['what the checklist does not allow yet', 'U0OLA', 'start RR-2026-0001', 'request.start E_IDENTITY_OPEN'],
    ['the wrong role', 'U0ANNE', 'start RR-2026-0001', 'request.start E_NOT_ALLOWED'],
    ['the wrong role for a form', 'U0NILS', 'open', 'request.open E_NOT_ALLOWED'],
    ['details for an auditor', 'U0ANNE', 'details RR-2026-0001', 'subject.view E_NOT_ALLOWED'],
    ['somebody without a role', 'U0GURI', 'show RR-2026-0001', 'request.show E_NO_ROLE'],
    [
      'an assignee whom the desk does not know',
      'U0OLA',
      'assign RR-2026-0001 @U0GURI',
      'request.assign E_UNKNOWN_PERSON',
    ],
    [
      'an assignee who may not handle cases',
      'U0OLA',
      'assign RR-2026-0001 @U0ANNE',
      'request.assign E_ASSIGNEE',
    ],
  ] as const
  test.each(refused)(
    '%s is refused where it was typed, recorded, and changes nothing',
    async (_, who, text, denial) => {
      const before = [await rowOf(world, reference), await denials(world)] as const

      const seen = await type(world, who, text)

      const code = denial.split(' ')[1]!
      expect(told(seen)).toContain(code)
      expect(seen.modal).toBeNull()
      expect(await rowOf(world, reference)).toEqual(before[0])
      expect(await denials(world)).toEqual([...before[1], denial])
    },
  )

  test('a channel shared with others: E_SHARED_CHANNEL, and nothing about a case is said', async () => {
    const before = await denials(world)

    const seen = await world.cloud.person('U0OLA').command('list all', sharedChannel)

    expect(told(seen)).toContain('E_SHARED_CHANNEL')
    expect(told(seen)).not.toContain(reference)
    expect(await denials(world)).toEqual(before)
  })

  const gone = [
    ['a guest', { isRestricted: true }],
    ['a guest of one channel', { isUltraRestricted: true }],
    ['a deactivated account', { isDeleted: true }],
  ] as const
  test.each(gone)('%s has no role any more, and has it again when the account is back', async (_, state) => {
    const user = world.cloud.person('U0NILS').user
    expect(await world.cloud.changeUser({ ...user, ...state })).toBe(200)

    expect(told(await type(world, 'U0NILS', `show ${reference}`))).toContain('E_NO_ROLE')
    expect((await denials(world)).at(-1)).toBe('request.show E_NO_ROLE')

    await world.cloud.changeUser(user)
    expect(told(await type(world, 'U0NILS', `show ${reference}`))).toContain(reference)
  })
})

describe('the form in which a request is opened', () => {
  let world: DeskWorld

  beforeAll(async () => {
    world = await deskWorld('2026-03-05T09:00:00Z')
  })
  afterAll(async () => {
    expect(await soundness(world)).toEqual(sound)
    await world.stop()
  })

  const wrong: readonly (readonly [name: string, filled: Filled, field: string, code: string])[] = [
    ['a receipt tomorrow', { receivedOn: '2026-03-06' }, 'receivedOn', 'E_RECEIVED_FUTURE'],
    ['a receipt an hour ahead', { receivedAt: '11:00' }, 'receivedOn', 'E_RECEIVED_FUTURE'],
    ['a receipt in the wrong century', { receivedOn: '1926-03-05' }, 'receivedOn', 'E_RECEIVED_TOO_OLD'],
    ['a date that does not exist', { receivedOn: '2026-02-30' }, 'receivedOn', 'E_INPUT'],
    ['a late opening without a reason', { receivedOn: '2026-02-20' }, 'backdateReason', 'E_BACKDATE_REASON'],
    ['an e-mail address that is none', { email: 'canary at example' }, 'email', 'E_INPUT'],
    ['a phone number that is none', { phone: 'ring me' }, 'phone', 'E_INPUT'],
    ['a fødselsnummer in the name', { name: 'Canary 01819012365' }, 'name', 'E_FORBIDDEN_IDENTIFIER'],
    ['a fødselsnummer in the text', { text: 'I am 018190 12365.' }, 'text', 'E_FORBIDDEN_IDENTIFIER'],
    ['a payment card in the text', { text: 'Card 4111 1111 1111 1111' }, 'text', 'E_FORBIDDEN_IDENTIFIER'],
    [
      'a payment card in the reason',
      { receivedOn: '2026-02-20', backdateReason: 'Paid by 4111-1111-1111-1111.' },
      'backdateReason',
      'E_FORBIDDEN_IDENTIFIER',
    ],
  ]
  test.each(wrong)('%s is refused at its field, and the form stays', async (_, filled, field, code) => {
    const before = await denials(world)

    const { modal } = await openCase(world, 'U0OLA', filled)

    expect(modal!.content['callback_id']).toBe('request.open')
    expect(Object.keys(modal!.errors)).toEqual([field])
    expect(modal!.errors[field]).toContain(code)
    expect(modal!.errors[field]).not.toMatch(/\d{5}/u)
    expect(await denials(world)).toEqual([...before, `request.open ${code}`])
    expect(await world.database.sql`select 1 from cases union all select 1 from subjects`).toHaveLength(0)
  })

  test('two mistakes are told at both fields at once', async () => {
    const { modal } = await openCase(world, 'U0OLA', { email: 'none', phone: 'none' })

    expect(Object.keys(modal!.errors).sort()).toEqual(['email', 'phone'])
  })

  test('the same form, corrected, is taken, and gets the first number', async () => {
    const { modal } = await openCase(world, 'U0OLA', { name: 'Canary 01819012365' })
    const seen = await world.cloud.person('U0OLA').submit(modal!, { name: subject.name, rights: ['access'] })

    expect(told(seen)).toContain('RR-2026-0001')
  })

  test('identifiers are refused in every free text of a case', async () => {
    const filled = { act: 'ask', method: 'login', note: 'The person is 01819012365.' }
    const { modal } = await give(world, 'U0OLA', 'identity RR-2026-0001', filled)

    expect(modal!.errors['note']).toContain('E_FORBIDDEN_IDENTIFIER')
    expect((await rowOf(world, 'RR-2026-0001')).version).toBe(1)
    expect(await world.cloud.person('U0OLA').command('help', privacyChannel)).toMatchObject({ status: 200 })
  })
})
