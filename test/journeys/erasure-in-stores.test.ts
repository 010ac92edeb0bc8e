import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listEventsOf } from '../../db/events.js'
import { deletionOf } from '../../src/domain/proof/deletion.js'
import {
  acts,
  asReference,
  button,
  caseOf,
  everything,
  fields,
  give,
  respond,
  said,
  sound,
  soundness,
  told,
  type,
} from '../support/acts.js'
import { onCallChannel } from '../support/desk-world.js'
import { askForErasure, erasureWorld, type ErasureWorld } from '../support/erasure-world.js'

/** From the request to the proof: the rows of one person go, everybody else's stay. */
describe('an erasure in the stores', () => {
  let world: ErasureWorld
  let reference: string
  const card = () => world.cloud.messages(onCallChannel)[0]

  beforeAll(async () => {
    world = await erasureWorld()
    reference = await askForErasure(world)
  })
  afterAll(async () => world.stop())

  test('the plan is proposed by the worker, counted, with what stays and why', async () => {
    const found = await caseOf(world, reference)
    expect(found.status).toBe('awaiting_approval')
    expect(found.plan!.proposedBy).toBe(world.personId('U0KARI'))
    expect(found.plan!.lines.map(({ id, action, count }) => [id, action, count])).toEqual(
      expect.arrayContaining([
        ['register.customers', 'delete', 1],
        ['messages.messages', 'delete', 3],
        ['register.invoices', 'keep', 1],
      ]),
    )
    expect(await acts(world, reference)).toEqual(
      expect.arrayContaining(['plan.search_started', 'plan.proposed']),
    )
  })

  test('nothing is erased before somebody approves it', async () => {
    expect(await world.left('messages')).toEqual(['m1', 'm2', 'm3', 'other'])
  })

  test('the card in the on-call channel shows counts and backups, and nothing of the person', () => {
    expect(world.cloud.messages(onCallChannel)).toHaveLength(1)
    const words = said(card())
    expect(words).toContain('3 records')
    expect(words).toContain('bokføringsloven § 13')
    expect(words).toContain('register-nightly')
    expect(words.toLowerCase()).not.toMatch(/canary|fuglesang|example\.org/u)
  })

  test('the button asks for the reference; another one approves nothing', async () => {
    const nils = world.cloud.person('U0NILS')
    const { modal } = await nils.click(card()!, button(card()!, 'plan.approve'))
    const wrong = await nils.submit(modal!, { typedReference: 'RR-2026-9999' })
    expect(told(wrong)).toContain('E_INPUT')
    expect((await caseOf(world, reference)).status).toBe('awaiting_approval')
  })

  test('two engineers at once: one wins, the other sees who did', async () => {
    await give(world, 'U0MONA', 'oncall override', { person: 'U0EVA', kind: 'also' })
    const [nils, eva] = [world.cloud.person('U0NILS'), world.cloud.person('U0EVA')]
    const first = await nils.click(card()!, button(card()!, 'plan.approve'))
    const second = await eva.click(card()!, button(card()!, 'plan.approve'))
    const both = await Promise.all([
      nils.submit(first.modal!, { typedReference: reference }),
      eva.submit(second.modal!, { typedReference: reference }),
    ])
    expect(both.filter((seen) => told(seen).includes('E_ALREADY_DONE'))).toHaveLength(1)
    const granted = (await acts(world, reference)).filter((one) => one === 'approval.granted')
    expect(granted).toHaveLength(1)
  })

  test('the rows are gone from the stores, those of others and those kept by law are not', async () => {
    await world.drain()
    expect(await world.left('customers')).toEqual(['c2'])
    expect(await world.left('messages')).toEqual(['other'])
    expect(await world.left('invoices')).toEqual(['i1', 'i2'])
    const found = await caseOf(world, reference)
    expect(found.plan!.executedAt).not.toBeNull()
    expect(found.ticks.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['ERA-05', 'ERA-06', 'ERA-07', 'ERA-08']),
    )
  })

  test('each line has its deletion record in the chain', async () => {
    const events = await listEventsOf(world.parts.db, asReference(reference))
    const records = events.flatMap((event) => deletionOf(event) ?? [])
    expect(records.map(({ system, recordCount, method }) => [system, recordCount, method])).toEqual([
      ['messages', 3, 'tombstone'],
      ['register', 1, 'hard_delete'],
    ])
    expect(records[0]).toMatchObject({
      physicalPurgeBy: '2026-03-20',
      backupPurgeBy: '2026-03-19',
      verification: 'count=0',
      kept: [{ count: 1, reason: 'keep_statutory', law: 'bokføringsloven § 13' }],
    })
  })

  test('engineers are reminded when the last backup with the records is to be gone', async () => {
    const watched = await world.database.sql`
      select key, anchor::text as anchor from watches where code = 'R-BACKUP' order by key`
    expect([...watched]).toEqual([
      { key: `${reference}:messages`, anchor: '2026-03-19' },
      { key: `${reference}:register`, anchor: '2026-04-04' },
    ])
  })

  test('the proof shows it, whole', async () => {
    const words = told(await type(world, 'U0ANNE', `proof ${reference}`))
    expect(words).toContain('DEL-2026-000001')
    expect(words).toContain('is whole')
    expect(words).not.toContain('Partial')
    expect(said(card())).toContain('done and verified')
  })

  test('the letter is due, and the case ends', async () => {
    await respond(world, 'U0KARI', reference)
    await give(world, 'U0EVA', `steps ${reference}`, everything)
    await give(world, 'U0KARI', `steps ${reference}`, everything)
    const closing = await give(world, 'U0KARI', `close ${reference}`, { recipients: 'notified' })
    expect(closing.modal === null || fields(closing.modal).inputs.length === 0).toBe(true)
    expect((await caseOf(world, reference)).status).toBe('closed')
    expect(await soundness(world)).toEqual(sound)
  })
})
