import { afterEach, describe, expect, test } from 'vitest'
import { verifyEvents } from '../../../db/events.js'
import { readEvents } from '../../../db/events.js'
import { deletionOf } from '../../../src/domain/proof/deletion.js'
import { button, passTo, said, told, type } from '../../support/acts.js'
import { privacyChannel } from '../../support/desk-world.js'
import { sweepWorld, type SweepWorld } from '../../support/sweep-world.js'

/** 01:15 in Oslo on 23 November, and half an hour later. */
const night = '2026-11-23T00:15:00Z'
const start = '2026-11-23T00:46:00Z'

describe('the sweep of a night', () => {
  let world: SweepWorld
  afterEach(async () => world.stop())

  const cards = () => world.cloud.messages(privacyChannel).filter((one) => said(one).includes('SW-'))
  const card = () => cards().at(-1)
  const approve = async () => {
    await world.cloud.person('U0MONA').click(card()!, button(card()!, 'sweep.approve'))
    await world.drain()
  }

  test('counts first, and waits for a manager the first time that a rule deletes', async () => {
    world = await sweepWorld()
    await world.addMessages('c1', ['2026-08-22T10:00:00Z', '2026-08-23T10:00:00Z'])
    await passTo(world, night)
    const sweep = await world.last()
    expect(sweep).toMatchObject({ id: 'SW-2026-11-23-01', state: 'waiting', missedNights: 0 })
    expect(sweep.safety.map(({ reason }) => reason)).toEqual(['first_run', 'large_share'])
    const line = sweep.lines.find(({ collection }) => collection === 'messages')!
    expect(line.tally).toMatchObject({
      scanned: 2,
      eligible: 1,
      oldestAnchor: '2026-08-22',
      oldestLastKept: '2026-11-22',
    })
    expect(await world.left('messages')).toEqual(['m0001', 'm0002'])
    await passTo(world, start)
    expect(await world.left('messages')).toEqual(['m0001', 'm0002'])
  })

  test('deletes what the manager approved by the button, proves it, and redraws the card', async () => {
    world = await sweepWorld()
    await world.addMessages('c1', ['2026-08-22T10:00:00Z', '2026-08-23T10:00:00Z', '2026-02-28T10:00:00Z'])
    await passTo(world, night)
    expect(cards()).toHaveLength(1)
    await approve()
    expect(await world.left('messages')).toEqual(['m0002'])
    const sweep = await world.last()
    expect(sweep).toMatchObject({ state: 'done', approvedBy: world.personId('U0MONA'), keyId: null })
    expect(sweep.outcomes['register.messages']).toMatchObject({ deleted: 2, failed: 0, overPlan: 0 })
    expect(cards()).toHaveLength(1)
    expect(said(card())).toContain('2')
    const events = await readEvents(world.parts.db, 1, 1000)
    expect(events.map(({ type: one }) => one).filter((one) => /sweep|deletion/u.test(one))).toEqual([
      'sweep.planned',
      'sweep.backlog',
      'sweep.approved',
      'deletion.recorded',
      'sweep.executed',
    ])
    const proof = events.map(deletionOf).find((one) => one !== null)
    expect(proof).toMatchObject({
      trigger: 'retention',
      ruleId: 'RET-STD',
      sweepId: sweep.id,
      recordCount: 2,
      anchorRange: ['2026-02-28', '2026-08-22'],
      verification: 'count=0',
      backupPurgeBy: '2026-12-23',
    })
    expect(await verifyEvents(world.parts.db)).toMatchObject({ ok: true })
  })

  test('runs by itself half an hour later when nothing is unusual, unless somebody vetoes it', async () => {
    world = await sweepWorld()
    await world.addMessages('c1', ['2026-08-22T10:00:00Z', ...Array(30).fill('2026-11-01T10:00:00Z')])
    await passTo(world, night)
    await approve()
    await world.addMessages('c1', ['2026-08-23T10:00:00Z'])
    await passTo(world, '2026-11-24T00:15:00Z')
    expect(await world.last()).toMatchObject({ state: 'planned', safety: [] })
    expect(await world.left('messages')).toHaveLength(31)
    expect(told(await type(world, 'U0NILS', 'sweep veto'))).toContain('SW-2026-11-24-01')
    await passTo(world, '2026-11-24T00:46:00Z')
    expect(await world.left('messages')).toHaveLength(31)
    await passTo(world, '2026-11-25T00:15:00Z')
    expect(await world.last()).toMatchObject({ state: 'planned', missedNights: 1 })
    await passTo(world, '2026-11-25T00:46:00Z')
    expect(await world.left('messages')).toHaveLength(30)
    expect((await world.last()).state).toBe('done')
  })
})
