import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Unavailable } from '../../src/chat/port.js'
import { look } from '../../src/worker/look.js'
import {
  acts,
  button,
  denials,
  give,
  openCase,
  passTo,
  said,
  sound,
  soundness,
  start,
  told,
} from '../support/acts.js'
import { deskWorld, privacyChannel, type DeskWorld } from '../support/desk-world.js'

let world: DeskWorld
let mailed: { to: string; subject: string; text: string }[]
let mailFault: Unavailable | null
const reference = 'RR-2026-0001'

beforeEach(async () => {
  mailed = []
  mailFault = null
  const send = (to: string, subject: string, text: string) => {
    if (mailFault) return Promise.reject(mailFault)
    mailed.push({ to, subject, text })
    return Promise.resolve()
  }
  world = await deskWorld('2026-03-05T09:00:00Z', undefined, { mail: { send } })
})
afterEach(async () => {
  expect(await soundness(world)).toEqual(sound)
  await world.stop()
})

const at = (instant: string) => passTo(world, instant)
const direct = (who: string) => world.cloud.messages(`D0${who}`)
const latest = (who: string) => said(direct(who).at(-1))
const states = async () =>
  (
    await world.database.sql<{ line: string }[]>`
      select code || ' ' || state as line from reminders order by day, code, recipient`
  ).map(({ line }) => line)
/** Handled by Kari and in progress, received on 5 March 2026. */
const begin = async () => {
  await openCase(world, 'U0KARI')
  await start(world, 'U0KARI', reference)
}

describe('reminders come by themselves', () => {
  test('a case that nobody takes: to the channel and the managers on the next working day, once', async () => {
    await openCase(world, 'U0KARI')
    await at('2026-03-06T07:59:59Z')
    expect(direct('MONA')).toHaveLength(0)
    await at('2026-03-06T08:00:00Z')
    await at('2026-03-06T09:00:00Z')

    expect(direct('MONA')).toHaveLength(1)
    expect(latest('MONA')).toMatch(/Ingen har denne saken ennå|Nobody handles this case yet/u)
    expect(world.cloud.messages(privacyChannel).map(said).join('\n')).toContain(
      'Nobody handles this case yet',
    )
    expect((await acts(world, reference)).filter((type) => type === 'reminder.sent')).toHaveLength(3)
  })

  test('one message a day with all cases, the gravest first, counts before them', async () => {
    await begin()
    await openCase(world, 'U0KARI')
    await give(world, 'U0KARI', 'assign RR-2026-0002 @U0KARI')
    await at('2026-03-31T08:00:00Z')

    expect(direct('KARI')).toHaveLength(1)
    const words = latest('KARI')
    expect(words).toMatch(/2 (saker trenger deg|cases need you)/u)
    expect(words.indexOf('RR-2026-0001')).toBeGreaterThan(words.search(/2 (med frist snart|due soon)/u))
  })

  test('what was missed while the desk was down comes once, and its later days do not', async () => {
    await begin()
    await at('2026-03-06T08:00:00Z')
    const before = direct('KARI').length
    await at('2026-04-09T08:00:00Z')

    expect(direct('MONA')).toHaveLength(1)
    expect(direct('KARI').length - before).toBe(1)
    expect(new Set(await states())).not.toContain('R-OVERDUE waiting')
  })

  test('what does not hold any more when it is sent is not sent', async () => {
    await openCase(world, 'U0KARI')
    world.moveTo('2026-03-06T08:00:00Z')
    await look(world.parts.db, world.parts.clock)
    await give(world, 'U0KARI', `assign ${reference} @U0KARI`)

    expect(direct('MONA')).toHaveLength(0)
    expect(await states()).toEqual([])
  })

  test('outside working hours only what cannot wait is sent', async () => {
    await begin()
    await at('2026-03-20T20:00:00Z')
    expect(direct('KARI')).toHaveLength(0)
    await at('2026-03-23T08:00:00Z')
    expect(direct('KARI')).toHaveLength(1)

    await at('2026-03-31T20:00:00Z')
    expect(direct('KARI').length).toBeGreaterThan(1)
    expect(latest('KARI')).toMatch(/arbeidsdag igjen|working day is left/u)
  })
})

describe('a reminder is answered', () => {
  test('by snoozing it: it comes again on the next working day', async () => {
    await begin()
    await at('2026-03-20T08:00:00Z')
    const [message] = direct('KARI')
    const seen = await world.cloud.person('U0KARI').click(message!, button(message!, 'reminder.snooze'))
    expect(told(seen)).toMatch(/neste arbeidsdag|next working day/u)
    await at('2026-03-23T08:00:00Z')

    expect(direct('KARI')).toHaveLength(2)
    expect(latest('KARI')).toMatch(/to uker igjen|Two weeks are left/u)
  })

  test('but not from the last working day on: E_NO_SNOOZE', async () => {
    await begin()
    await at('2026-03-31T08:00:00Z')
    expect(button(direct('KARI').at(-1)!, 'reminder.snooze')).toContain('no button')
    await give(world, 'U0KARI', `snooze ${reference}`)
    expect(await denials(world)).toContain('reminder.snooze E_NO_SNOOZE')
  })

  test('of a case without one there is nothing to snooze: E_NOTHING_TO_SNOOZE', async () => {
    await begin()
    await give(world, 'U0KARI', `snooze ${reference}`)
    expect(await denials(world)).toContain('reminder.snooze E_NOTHING_TO_SNOOZE')
  })

  test('by taking the case, or extending it, from the message', async () => {
    await openCase(world, 'U0KARI')
    await at('2026-03-06T08:00:00Z')
    const message = direct('MONA').at(-1)!
    const form = await world.cloud.person('U0MONA').click(message, button(message, 'deadline.extend'))
    expect(form.modal).not.toBeNull()
    world.cloud.person('U0MONA').close(form.modal!)
    await world.cloud.person('U0MONA').click(message, button(message, 'request.assign'))
    expect((await acts(world, reference)).at(-1)).toBe('request.assigned')
  })
})

describe('where chat does not deliver', () => {
  const refuse = (times: number) => {
    for (let n = 0; n < times; n++)
      world.cloud.fail('conversations.open', { kind: 'error', error: 'user_disabled' })
  }

  test('e-mail does, with references and reasons alone', async () => {
    await begin()
    refuse(1)
    await at('2026-03-20T08:00:00Z')

    expect(mailed).toHaveLength(1)
    expect(mailed[0]!.to).toBe('kari@staff.example.org')
    expect(mailed[0]!.text).toContain(reference)
    expect(mailed[0]!.text).not.toContain('Canary')
    expect(await states()).toContain('R-T14 mailed')
  })

  test('and where that fails too it is recorded: reminder.undeliverable', async () => {
    await begin()
    mailFault = new Unavailable('mail (550)', 'never')
    refuse(1)
    await at('2026-03-20T08:00:00Z')

    expect(await states()).toContain('R-T14 undeliverable')
    expect(await acts(world, reference)).toContain('reminder.undeliverable')
  })
})

test('a hold is reminded of until it is released, also where it names no case', async () => {
  await give(world, 'U0MONA', 'hold', {
    matter: '2026-114',
    legalReference: 'tvisteloven § 22-1',
    purpose: 'A claim is expected in this matter.',
    systems: 'crm',
    reviewBy: '2026-04-15',
  })
  const held = await world.database.sql`select reference from watches where code = 'R-HOLD'`
  expect(held).toHaveLength(1)
  await at('2026-04-08T07:00:00Z')
  expect(latest('MONA')).toContain('LH-0001')
})
