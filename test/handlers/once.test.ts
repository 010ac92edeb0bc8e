import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fill } from '../../src/local/slack-cloud/fill.js'
import type { Seen } from '../../src/local/slack-cloud/person.js'
import { commandPayload, messageClick, clickables, submission } from '../../src/local/slack-cloud/payloads.js'
import {
  acts,
  button,
  caseOf,
  denials,
  give,
  openCase,
  rowOf,
  said,
  sound,
  soundness,
  subject,
  told,
  type,
} from '../support/acts.js'
import { deskWorld, privacyChannel, type DeskWorld } from '../support/desk-world.js'

let world: DeskWorld
const opened = async () => {
  const seen = await openCase(world, 'U0MONA')
  return /RR-2026-\d{4}/u.exec(told(seen))![0]
}
const person = (userId: string) => world.cloud.person(userId)
const as = (userId: string) => ({ state: world.cloud.state, url: world.cloud.url, user: person(userId).user })
const cardOf = (reference: string) =>
  world.cloud.messages(privacyChannel).find((message) => said(message).includes(reference))!
const count = async (reference: string, act: string) =>
  (await acts(world, reference)).filter((one) => one === act).length

beforeAll(async () => {
  world = await deskWorld('2026-03-05T09:00:00Z')
})
afterAll(async () => {
  expect(await soundness(world)).toEqual(sound)
  await world.stop()
})

describe('the same delivery twice, signed anew, has one effect', () => {
  test('of a command', async () => {
    const reference = await opened()
    const payload = commandPayload(as('U0OLA'), '/rights', `assign ${reference} @U0OLA`, privacyChannel)

    const first = await world.cloud.deliver('slash_commands', payload)
    const second = await world.cloud.deliver('slash_commands', { ...payload, retry: '1' })

    expect([first.status, second.status]).toEqual([200, 200])
    expect(await count(reference, 'request.assigned')).toBe(1)
    expect((await rowOf(world, reference)).version).toBe(2)
  })

  test('of a refused command: the same answer, and one denial', async () => {
    const reference = await opened()
    const before = (await denials(world)).length
    const payload = commandPayload(as('U0ANNE'), '/rights', `start ${reference}`, privacyChannel)

    const bodies = []
    for (const retry of ['0', '1'])
      bodies.push(await world.cloud.deliver('slash_commands', { ...payload, retry }))

    expect(bodies.map(({ body }) => body.includes('E_NOT_ALLOWED'))).toEqual([true, true])
    expect((await denials(world)).length).toBe(before + 1)
  })

  test('of a click', async () => {
    const reference = await opened()
    const card = cardOf(reference)
    const target = clickables(card.blocks).find(
      ({ element }) => element['action_id'] === button(card, 'request.assign'),
    )!
    const payload = messageClick(as('U0OLA'), card, target)

    await Promise.all([0, 1].map((retry) => world.cloud.deliver('interactive', { ...payload, retry })))

    expect(await count(reference, 'request.assigned')).toBe(1)
  })

  test('of a form, also at the same time: one case', async () => {
    const { modal } = await type(world, 'U0OLA', 'open')
    const values = fill(modal!, { rights: ['access'], name: subject.name, email: 'twice@example.org' })
    const before = await world.database.sql`select 1 from cases`

    await Promise.all(
      [0, 1, 2].map(() => world.cloud.deliver('interactive', submission(as('U0OLA'), modal!, values))),
    )

    expect(await world.database.sql`select 1 from cases`).toHaveLength(before.length + 1)
  })
})

describe('two people at once', () => {
  /** What the one who came second was told. */
  const loser = (seen: readonly Seen[]) => seen.map(told).filter((words) => words.includes('E_ALREADY_DONE'))

  test('press the same button: one wins, the other is told who and when', async () => {
    const reference = await opened()
    const card = cardOf(reference)
    const press = (userId: string) => person(userId).click(card, button(card, 'request.assign'))

    const seen = await Promise.all([press('U0OLA'), press('U0MONA')])

    expect(await count(reference, 'request.assigned')).toBe(1)
    const { assignee } = await caseOf(world, reference)
    const winner = ['U0OLA', 'U0MONA'].find((userId) => world.personId(userId) === assignee)!
    expect(loser(seen)).toHaveLength(1)
    expect(JSON.stringify(seen.map(({ ephemerals }) => ephemerals))).toContain(winner)
    expect(loser(seen)[0]).toMatch(/5 Mar(ch)? 2026/u)
  })

  test('send the same form: one wins, the other is told who and when in its place', async () => {
    const reference = await opened()
    const forms = [
      await type(world, 'U0OLA', `withdraw ${reference}`),
      await type(world, 'U0KARI', `withdraw ${reference}`),
    ]

    const seen = await Promise.all(
      ['U0OLA', 'U0KARI'].map((userId, index) =>
        person(userId).submit(forms[index]!.modal!, { inWriting: true }),
      ),
    )

    expect(await count(reference, 'request.withdrawn')).toBe(1)
    expect(loser(seen)).toHaveLength(1)
    expect(loser(seen)[0]).toMatch(/2026.*10[:.]00/su)
  })

  test('tick different boxes: nobody undoes what the other ticked', async () => {
    const reference = await opened()
    const forms = [
      await type(world, 'U0OLA', `steps ${reference}`),
      await type(world, 'U0KARI', `steps ${reference}`),
    ]

    await person('U0OLA').submit(forms[0]!.modal!, { steps_intake: ['INT-01', 'INT-02', 'INT-05', 'INT-08'] })
    await person('U0KARI').submit(forms[1]!.modal!, {
      steps_intake: ['INT-01', 'INT-02', 'INT-04', 'INT-08'],
    })

    const codes = (await caseOf(world, reference)).ticks.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['INT-04', 'INT-05']))
    expect(await count(reference, 'step.unticked')).toBe(0)
  })

  test('open twenty requests at once: the numbers have no gap, also after refusals', async () => {
    const { sql } = world.database
    const [{ last }] = (await sql`select last from reference_counters where year = 2026`) as unknown as [
      { last: number },
    ]
    const forms = []
    for (let index = 0; index < 20; index++)
      forms.push((await person('U0OLA').command('open', privacyChannel)).modal!)
    const filled = { rights: ['access'], name: subject.name }

    await Promise.all(
      forms.map((form, index) =>
        person('U0OLA').submit(form, { ...filled, ...(index % 4 === 3 ? { receivedOn: '2027-01-01' } : {}) }),
      ),
    )

    const numbers = (
      await sql<{ n: number }[]>`select right(reference, 4)::int as n from cases order by 1`
    ).map(({ n }) => n)
    expect(numbers).toEqual(Array.from({ length: last + 15 }, (_, index) => index + 1))
  })
})

describe('a card in the channel', () => {
  test('is one message, redrawn in place, and the version grows with each act', async () => {
    const reference = await opened()
    const { ts } = cardOf(reference)
    await give(world, 'U0OLA', `assign ${reference} @U0OLA`)
    await give(world, 'U0OLA', `identity ${reference}`, { act: 'waive', note: 'Known to us for years.' })

    expect((await rowOf(world, reference)).version).toBe(3)
    expect(world.cloud.messages(privacyChannel).filter((one) => said(one).includes(reference))).toHaveLength(
      1,
    )
    expect(cardOf(reference)).toMatchObject({ ts, isEdited: true })
  })

  test('that is old does nothing: what it offers is done by somebody', async () => {
    const reference = await opened()
    const old = cardOf(reference)
    await give(world, 'U0KARI', `assign ${reference} @U0KARI`)
    const before = await rowOf(world, reference)

    const seen = await person('U0OLA').click(old, button(old, 'request.assign'))

    expect(told(seen)).toContain('E_ALREADY_DONE')
    expect(JSON.stringify(seen.ephemerals)).toContain('U0KARI')
    expect(await rowOf(world, reference)).toEqual(before)
  })

  test('that is old does nothing: the case moved on by another act', async () => {
    const reference = await opened()
    const old = cardOf(reference)
    await give(world, 'U0KARI', `steps ${reference}`, {
      steps_intake: ['INT-01', 'INT-02', 'INT-05', 'INT-08'],
    })
    const before = await rowOf(world, reference)

    const seen = await person('U0OLA').click(old, button(old, 'request.assign'))

    expect(told(seen)).toContain('E_STALE_CARD')
    expect((await denials(world)).at(-1)).toBe('request.assign E_STALE_CARD')
    expect(await rowOf(world, reference)).toEqual(before)
  })
})
