import type { DateTime } from 'luxon'
import type { Tx } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import { listPositions, type SweepPart } from '../../db/sweep-parts.js'
import type { Sweep } from '../../db/sweeps.js'
import type { SweepId } from '../../src/domain/retention/sweep-plan.js'

/** The state of parts that are still to be worked off; null where a sweep has nothing to work off. */
export function openPartState({ state }: Pick<Sweep, 'state'>): SweepPart['state'] | null {
  if (state === 'counting') return 'waiting'
  return state === 'running' ? 'counted' : null
}

const jobOfPart = (id: SweepId, position: number) =>
  ({ jobKey: `sweep-part:${id}:${position}`, turn: 'later' }) as const

/** Asks for a part to be worked on. Whoever of the replicas is free takes it. */
export async function queuePart(tx: Tx, id: SweepId, position: number, inMs = 0): Promise<void> {
  const job = jobOfPart(id, position)
  await enqueue(tx, 'sweep-part', { id, position }, inMs > 0 ? { ...job, delayMs: inMs } : job)
}

/** Asks for what keeps records to be found anew, now or in so many ms; the parts follow it. */
export async function queueFindKept(
  tx: Tx,
  id: SweepId,
  { attempt, inMs }: { readonly attempt: number; readonly inMs: number },
): Promise<void> {
  const job = { jobKey: `find-kept:${id}`, turn: 'later' } as const
  await enqueue(tx, 'find-kept', { id, attempt }, inMs > 0 ? { ...job, delayMs: inMs } : job)
}

/** Asks for all that is left of a sweep: its open parts, or, when no part is open, for what comes after. */
export async function queueOpenParts(tx: Tx, sweep: Sweep): Promise<void> {
  const state = openPartState(sweep)
  if (state === null) return
  for (const position of await listPositions(tx, sweep.id, state)) await queuePart(tx, sweep.id, position)
  await queueNext(tx, sweep)
}

/** The same for parts that nobody touched since `before`: left by a worker, or waiting for a stop to end. */
export async function queueLeftParts(tx: Tx, sweep: Sweep, before: DateTime): Promise<void> {
  const state = openPartState(sweep)
  if (state === null) return
  const { id } = sweep
  for (const position of await listPositions(tx, id, state, before))
    await enqueue(tx, 'sweep-part', { id, position }, { ...jobOfPart(id, position), isEnough: true })
  await queueNext(tx, sweep)
}

/** When no part of the sweep is open any more, asks for what comes after. */
export async function queueNext(tx: Tx, sweep: Sweep): Promise<void> {
  const state = openPartState(sweep)
  if (state === null || sweep.keeperSet === null || (await listPositions(tx, sweep.id, state)).length > 0)
    return
  const job = sweep.state === 'counting' ? 'plan-sweep' : 'finish-sweep'
  await enqueue(tx, job, { id: sweep.id }, { jobKey: `${job}:${sweep.id}`, isEnough: true })
}
