import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listEventsOf } from '../../db/events.js'
import { readDataMap } from '../../src/connectors/data-map/read.js'
import { openStores } from '../../src/connectors/index.js'
import { deletionOf } from '../../src/domain/proof/deletion.js'
import {
  acts,
  asReference,
  button,
  caseOf,
  give,
  passTo,
  said,
  sound,
  soundness,
  told,
  type,
} from '../support/acts.js'
import { onCallChannel, type DeskWorld } from '../support/desk-world.js'
import { approve, askForErasure, planErasure } from '../support/erasure-world.js'
import { fillRegister } from '../support/mapped-world.js'
import { registerMap } from '../support/register.js'
import { deskOn, platforms } from '../support/on-both.js'

/** What stands in the way of an erasure between its plan and its end, as the engineers on call meet it. */
describe.each(platforms)('%s: an erasure', (platform) => {
  let world: DeskWorld
  let reference: string
  beforeEach(async () => {
    world = await deskOn(platform, '2026-03-05T09:00:00Z', ({ url }) =>
      openStores(readDataMap(registerMap()).map!, { REGISTER_URL: url }),
    )
    await fillRegister(world)
    await give(world, 'U0MONA', 'oncall override', { person: 'U0EVA', kind: 'also' })
    reference = await askForErasure(world)
  })
  afterEach(async () => {
    expect(await soundness(world)).toEqual(sound)
    await world.parts.desk.stores!.close()
    await world.stop()
  })

  const card = () => world.cloud.messages(onCallChannel).at(-1)!
  const left = async () =>
    (await world.database.sql`select id from messages order by id`).map(({ id }) => id as string)
  const everyMessage = ['m1', 'm2', 'm3', 'other']
  const granted = async () => (await acts(world, reference)).filter((one) => one === 'approval.granted')
  const press = (userId: string, shown = card()) =>
    world.cloud.person(userId).click(shown, button(shown, 'plan.approve'))

  test('approved by two engineers at once: one wins, the other is told who did', async () => {
    const first = await press('U0NILS')
    const second = await press('U0EVA')
    const typed = { typedReference: reference }
    const both = await Promise.all([
      world.cloud.person('U0NILS').submit(first.modal!, typed),
      world.cloud.person('U0EVA').submit(second.modal!, typed),
    ])
    const lost = both.map(told).filter((words) => words.includes('E_ALREADY_DONE'))
    expect(lost).toHaveLength(1)
    expect(lost[0]).toMatch(/U0NILS|U0EVA|Nils|Eva/u)
    expect(await granted()).toHaveLength(1)
    await world.drain()
    expect(await left()).toEqual(['other'])
    const events = await listEventsOf(world.parts.db, asReference(reference))
    expect(events.flatMap((event) => deletionOf(event) ?? [])).toHaveLength(2)
  })

  test('whose plan was made anew: neither a form nor a card from before approves it', async () => {
    const old = card()
    const before = await press('U0NILS')
    await give(world, 'U0EVA', `reject ${reference}`, { reason: 'One more message is on its way.' })
    await world.database.sql`insert into messages values ('m4', 'c1')`
    await planErasure(world, reference)
    await world.drain()
    const form = told(await world.cloud.person('U0NILS').submit(before.modal!, { typedReference: reference }))
    const pressed = told(await press('U0NILS', old))
    expect([form, pressed].map((words) => /E_[A-Z_]+/u.exec(words)?.[0])).toEqual([
      'E_PLAN_CHANGED',
      'E_STALE_CARD',
    ])
    expect(await granted()).toEqual([])
    expect(said(card())).toContain('4 records')
    await approve(world, reference)
    await world.drain()
    expect(await left()).toEqual(['other'])
  })

  test('held between its approval and its beginning: nothing goes, and the card says why', async () => {
    await type(world, 'U0NILS', 'pause')
    await approve(world, reference)
    await give(world, 'U0MONA', `hold ${reference}`, {
      matter: '2026-17',
      legalReference: 'tvisteloven § 22-1',
      purpose: 'A claim is expected.',
    })
    await type(world, 'U0NILS', 'resume')
    await world.drain()
    expect(await left()).toEqual(everyMessage)
    expect(said(card())).toContain('hold')
    expect((await caseOf(world, reference)).plan!.executedAt).toBeNull()
  })

  test('whose approval is 14 days old: nothing goes until another plan is approved', async () => {
    await type(world, 'U0NILS', 'pause')
    await approve(world, reference)
    await passTo(world, '2026-03-19T09:00:01Z')
    await type(world, 'U0NILS', 'resume')
    await world.drain()
    expect(await left()).toEqual(everyMessage)
    const [run] = await world.database.sql`select code from erasures`
    expect(run!['code']).toBe('E_APPROVAL_EXPIRED')
    await type(world, 'U0KARI', `revise ${reference}`)
    await planErasure(world, reference)
    await world.drain()
    await approve(world, reference)
    await world.drain()
    expect(await left()).toEqual(['other'])
    expect(await granted()).toHaveLength(2)
  })

  test('past the deadline is late, not lost: it is approved, carried out and proved all the same', async () => {
    await passTo(world, '2026-04-20T08:00:00Z')
    await approve(world, reference)
    await world.drain()
    expect(await left()).toEqual(['other'])
    expect(told(await type(world, 'U0ANNE', `proof ${reference}`))).toContain('is whole')
  })
})
