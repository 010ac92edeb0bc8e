import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readEvents } from '../../db/events.js'
import { give, openCase, said, sound, soundness, subject, told, type } from '../support/acts.js'
import { deskWorld, privacyChannel, type DeskWorld } from '../support/desk-world.js'

/** Words of the person that must never stand where others read. */
const secrets = [subject.name, subject.email, subject.phone, subject.text]

describe('what a case shows, and to whom', () => {
  let world: DeskWorld
  const reference = 'RR-2026-0001'
  const views = async () =>
    (await readEvents(world.parts.db, 1, 1_000)).filter(({ type: is }) => is === 'subject_details.viewed')

  beforeAll(async () => {
    world = await deskWorld('2026-03-05T09:00:00Z')
    await openCase(world, 'U0OLA')
    await give(world, 'U0OLA', `assign ${reference} @U0OLA`)
    await give(world, 'U0OLA', `identity ${reference}`, { act: 'waive', note: 'A note about cage nine.' })
  })
  afterAll(async () => {
    expect(await soundness(world)).toEqual(sound)
    await world.stop()
  })

  test.each(['U0OLA', 'U0MONA', 'U0NILS', 'U0ANNE'])(
    'show and clock give case metadata alone to %s',
    async (userId) => {
      const shown = await type(world, userId, `show ${reference}`)
      const clock = await type(world, userId, `clock ${reference}`)

      expect(told(shown)).toMatch(/4 Apr(il)? 2026/u)
      expect(told(clock)).toContain('Art. 12(3)')
      for (const secret of secrets) expect(told(shown) + told(clock)).not.toContain(secret)
    },
  )

  test.each(['U0OLA', 'U0MONA', 'U0ANNE'])(
    'the handler, a manager, an auditor: %s reads the whole history',
    async (userId) => {
      const history = told(await type(world, userId, `history ${reference}`))
      expect(history).toContain('Request opened')
      expect(history).toContain('Identity settled without asking')
      for (const secret of secrets) expect(history).not.toContain(secret)
    },
  )

  test('an engineer reads what is technical, and support only of their own cases', async () => {
    const technical = told(await type(world, 'U0NILS', `history ${reference}`))
    expect(technical).toContain(reference)
    expect(technical).not.toContain('Identity')
    expect(told(await type(world, 'U0KARI', `history ${reference}`))).toContain('E_NOT_ALLOWED')
  })

  test('show has buttons for those who may act, and none but reading for others', async () => {
    const own = JSON.stringify((await type(world, 'U0OLA', `show ${reference}`)).ephemerals)
    const audit = JSON.stringify((await type(world, 'U0ANNE', `show ${reference}`)).ephemerals)

    expect(own).toContain('request.withdraw#')
    expect(own).toContain('subject.view#')
    expect(audit).not.toMatch(/request\.(withdraw|assign|start)#|step\.form#|subject\.view#/u)
    expect(audit).toContain('request.history#')
  })

  test('the handler sees the details where only they read, and the look is recorded by field names', async () => {
    const seen = await type(world, 'U0OLA', `details ${reference}`)

    for (const secret of secrets) expect(told(seen)).toContain(secret)
    expect(told(seen)).toContain('A note about cage nine.')
    expect(world.cloud.messages(privacyChannel).map(said).join()).not.toContain(subject.name)
    const [event] = await views()
    expect(event!.fields['fields']).toEqual(['name', 'email', 'phone', 'requestText', 'notes'])
    expect(JSON.stringify(event)).not.toMatch(/canary|fuglesang|cage/iu)
  })

  test('support who does not handle it does not see them', async () => {
    expect(told(await type(world, 'U0KARI', `details ${reference}`))).toContain('E_NOT_ALLOWED')
    expect(await views()).toHaveLength(1)
  })

  test.each(['U0NILS', 'U0ANNE'])('%s never sees them', async (userId) => {
    expect(told(await type(world, userId, `details ${reference}`))).toContain('E_NOT_ALLOWED')
    expect(await views()).toHaveLength(1)
  })

  test('a manager sees them with a reason, which is sealed', async () => {
    const { modal } = await type(world, 'U0MONA', `details ${reference}`)
    expect(said(modal)).not.toContain(subject.name)

    const seen = await give(world, 'U0MONA', `details ${reference}`, {
      reason: 'Complaint about cage seven.',
    })

    expect(said(seen.modal)).toContain(subject.email)
    expect(seen.ephemerals).toEqual([])
    const event = (await views()).at(-1)!
    expect(event.role).toBe('manager')
    expect(event.fields['textId']).toMatch(/^[0-9a-f-]{36}$/u)
    expect(JSON.stringify(event)).not.toMatch(/cage|complaint/iu)
  })
})
