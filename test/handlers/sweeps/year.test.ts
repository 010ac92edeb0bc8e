import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../../../db/client.js'
import { listPositions } from '../../../db/sweep-parts.js'
import { findSweep, saveSweep } from '../../../db/sweeps.js'
import type { JobContext } from '../../../handlers/jobs/job.js'
import { beginSweep } from '../../../handlers/sweeps/begin.js'
import { finishSweep } from '../../../handlers/sweeps/finish.js'
import { planSweep } from '../../../handlers/sweeps/plan.js'
import { prepareSweep } from '../../../handlers/sweeps/prepare.js'
import { startSweep } from '../../../handlers/sweeps/start.js'
import { workOnPart } from '../../../handlers/sweeps/work-part.js'
import type { SweepId } from '../../../src/domain/retention/sweep-plan.js'
import { localDate } from '../../../src/domain/time/calendar.js'
import { sweepWorld, type SweepWorld } from '../../support/sweep-world.js'

/** The rule as one would explain it to a child, without the code under test: year, month and day in Oslo, as numbers. */
const oslo = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' })
const dayIn = (at: Date) => oslo.format(at)

function threeMonthsOn(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const shifted = month + 3
  const y = shifted > 12 ? year + 1 : year
  const m = shifted > 12 ? shifted - 12 : shifted
  const isLeap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
  const length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1]!
  const two = (n: number) => String(n).padStart(2, '0')
  return `${y}-${two(m)}-${two(Math.min(date, length))}`
}

/** A record is there on a day as long as its third month is not over the day before. */
const isKept = (processedAt: Date, day: string) => threeMonthsOn(dayIn(processedAt)) >= day

/** 500 instants from May 2026 to August 2027, the same in each run, with midnights and ends of months among them. */
function instants(): Date[] {
  let seed = 20261123
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed / 2 ** 31
  }
  const start = Date.UTC(2026, 4, 1)
  const end = Date.UTC(2027, 7, 31)
  const edges = Array.from({ length: 16 }, (_, n) => [
    new Date(Date.UTC(2026, 5 + n, 0, 21, 59)),
    new Date(Date.UTC(2026, 5 + n, 0, 22, 0)),
    new Date(Date.UTC(2026, 5 + n, 0, 23, 0)),
  ]).flat()
  const others = Array.from({ length: 500 - edges.length }, () => new Date(start + random() * (end - start)))
  return [...edges, ...others]
}

let world: SweepWorld
beforeAll(async () => {
  world = await sweepWorld({ at: '2026-08-01T00:00:00Z' })
})
afterAll(async () => world.stop())

/** A whole night by hand, one step after the other; whatever is unusual about it is approved. */
async function night(jobs: JobContext): Promise<void> {
  const { db, clock } = jobs
  const now = clock()
  const id = (await transaction(db, (tx) => beginSweep(tx, localDate(now), now)))!
  await prepareSweep(jobs, id, 1)
  await workAll(jobs, id, 'waiting')
  await planSweep(jobs, id)
  await transaction(db, (tx) => saveSweep(tx, id, { state: 'planned', startsAt: now }))
  await startSweep(jobs, id)
  await workAll(jobs, id, 'counted')
  await finishSweep(jobs, id)
  expect((await findSweep(db, id))?.state).toBe('done')
}

async function workAll(jobs: JobContext, id: SweepId, state: 'waiting' | 'counted'): Promise<void> {
  for (const position of await listPositions(jobs.db, id, state)) await workOnPart(jobs, id, position)
}

test('through a year of nights exactly those records are there that a child would keep', async () => {
  const rows = instants().map((processedAt, n) => ({ id: `m${String(n).padStart(4, '0')}`, processedAt }))
  const { sql } = world.database
  await sql`insert into messages ${sql(rows.map(({ id, processedAt }) => ({ id, customer: 'c2', processed_at: processedAt })))}`
  const jobs = world.jobsWith({})
  for (
    let at = new Date('2026-08-01T00:15:00Z');
    at < new Date('2027-08-01');
    at = new Date(at.getTime() + 86_400_000)
  ) {
    world.moveTo(at.toISOString())
    await night(jobs)
    const kept = rows.filter(({ processedAt }) => isKept(processedAt, dayIn(at))).map(({ id }) => id)
    expect([dayIn(at), await world.left('messages')]).toEqual([dayIn(at), kept])
  }
}, 600_000)
