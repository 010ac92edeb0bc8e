import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCase } from '../../db/cases.js'
import { listEventsOf, verifyEvents } from '../../db/events.js'
import type { Reference } from '../../src/domain/case/types.js'
import { privacyChannel, type DeskWorld } from '../support/desk-world.js'
import { deskOn, platforms } from '../support/on-both.js'
import { fields, openCase, said } from '../support/acts.js'

/** The story of one erasure over HTTP, from `/rights open` to closed, with four people. */
describe.each(platforms)('%s: an erasure request from the first message to the closed case', (platform) => {
  let world: DeskWorld
  const reference = 'RR-2026-0001' as Reference
  const kari = () => world.cloud.person('U0KARI')
  const status = async () => (await findCase(world.parts.db, reference))!.status
  const card = () => world.cloud.messages(privacyChannel)

  beforeAll(async () => {
    world = await deskOn(platform, '2026-03-05T09:00:00Z')
  })
  afterAll(async () => world.stop())

  test('support opens it by the form and is told until when to answer', async () => {
    const seen = await openCase(world, 'U0KARI', { rights: ['erasure'] })

    expect(said(seen.modal)).toContain(reference)
    expect(said(seen.modal)).toMatch(/4\.? (Apr|apr)/u)
    expect(await status()).toBe('received')
    expect(card()).toHaveLength(1)
    expect(said(card()[0])).toContain(reference)
  })

  test('starting is refused until the checklist allows it, and says what is missing', async () => {
    const seen = await kari().command(`start ${reference}`, privacyChannel)

    expect(said(seen.ephemerals[0])).toMatch(/E_IDENTITY_OPEN|E_CHECKLIST_INCOMPLETE/u)
    expect(await status()).toBe('received')
  })

  test('support takes it, ticks the steps, settles identity and starts', async () => {
    await kari().command(`assign ${reference} @U0KARI`, privacyChannel)
    const steps = await kari().command(`steps ${reference}`, privacyChannel)
    await kari().submit(steps.modal!, { steps_intake: ['INT-01', 'INT-02', 'INT-05', 'INT-08'] })
    const identity = await kari().command(`identity ${reference}`, privacyChannel)
    await kari().submit(identity.modal!, {
      act: 'ask',
      method: 'known_address_code',
      note: 'Unknown sender address',
    })
    expect(await status()).toBe('awaiting_identity')

    const answer = await kari().command(`identity ${reference}`, privacyChannel)
    await kari().submit(answer.modal!, { act: 'verified', method: 'known_address_code' })
    expect(await status()).toBe('in_progress')
  })

  test('support proposes the plan; the card in the channel is the same message, redrawn', async () => {
    const steps = await kari().command(`steps ${reference}`, privacyChannel)
    const { inputs } = fields(steps.modal!)
    await kari().submit(steps.modal!, Object.fromEntries(inputs.map(({ name, options }) => [name, options])))
    const form = await kari().command(`plan ${reference}`, privacyChannel)
    await kari().submit(form.modal!, { outcome_erasure: 'fulfilled' })

    expect(await status()).toBe('awaiting_approval')
    expect(card()).toHaveLength(1)
    expect(card()[0]!.isEdited).toBe(true)
  })

  test('who proposed may not approve, a manager may not approve an erasure, the engineer on call may', async () => {
    const own = await kari().command(`approve ${reference}`, privacyChannel)
    expect(said(own.ephemerals[0])).toContain('E_NOT_ALLOWED')

    const mona = world.cloud.person('U0MONA')
    const byManager = await mona.command(`approve ${reference}`, privacyChannel)
    const managersTry = byManager.modal
      ? await mona.submit(byManager.modal, { typedReference: reference })
      : byManager
    expect(await status()).toBe('awaiting_approval')
    expect(JSON.stringify(managersTry)).toMatch(/E_NOT_ALLOWED/u)

    const nils = world.cloud.person('U0NILS')
    const form = await nils.command(`approve ${reference}`, privacyChannel)
    await nils.submit(form.modal!, { typedReference: reference })
    expect(await status()).toBe('approved')
  })

  test('the work is recorded, the letter goes out, recipients are told, the case is closed', async () => {
    const work = await kari().command(`execute ${reference}`, privacyChannel)
    const { inputs } = fields(work.modal!)
    await kari().submit(work.modal!, { lines: inputs[0]!.options })
    const letter = await kari().command(`respond ${reference}`, privacyChannel)
    const elements = fields(letter.modal!).inputs.find(({ name }) => name === 'elements')!.options
    await kari().submit(letter.modal!, { elements, channelType: 'letter' })
    expect(await status()).toBe('responded')

    const eva = world.cloud.person('U0EVA')
    const engineers = await eva.command(`steps ${reference}`, privacyChannel)
    await eva.submit(
      engineers.modal!,
      Object.fromEntries(fields(engineers.modal!).inputs.map(({ name, options }) => [name, options])),
    )
    const closing = await kari().command(`close ${reference}`, privacyChannel)
    await kari().submit(closing.modal!, { recipients: 'notified' })
    expect(await status()).toBe('closed')
  })

  test('it had reached somebody else: managers are told until when the authority must know', async () => {
    const form = await kari().command(`misdelivered ${reference}`, privacyChannel)
    const early = await kari().submit(form.modal!, { awareOn: '2026-03-05', awareAt: '09:30' })
    expect(JSON.stringify(early.modal!.errors)).toContain('E_INPUT')
    await kari().submit(early.modal!, { awareOn: '2026-03-05', awareAt: '10:00' })
    await world.drain()
    const told = world.cloud.messages('D0MONA').map(said).join('\n')
    expect(told).toContain(`${reference}: an answer may have reached the wrong person`)
    expect(told).toMatch(/8\.? (?:Mar|mars) 2026/u)
    expect(await status()).toBe('closed')
  })

  test('every act is an event of one unbroken chain', async () => {
    const events = await listEventsOf(world.parts.db, reference)
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'request.received',
        'request.assigned',
        'identity.requested',
        'identity.verified',
        'plan.proposed',
        'approval.granted',
        'execution.started',
        'response.sent',
        'recipients.notified',
        'request.closed',
      ]),
    )
    expect(await verifyEvents(world.parts.db)).toMatchObject({ ok: true })
    expect(world.cloud.state.complaints).toEqual([])
  })
})
