import { randomUUID } from 'node:crypto'
import type { DateTime } from 'luxon'
import { z } from 'zod'
import { findCase } from '../../db/cases.js'
import { transaction } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import {
  findErasure,
  findOpenPage,
  isLeased,
  leaseErasure,
  saveErasure,
  type Erasure,
} from '../../db/erasures.js'
import { appendEvents } from '../../db/events.js'
import { deskLines, skippedLines } from '../../src/domain/case/plan.js'
import { record } from '../../src/domain/case/record.js'
import type { PlanLine, RightsRequest } from '../../src/domain/case/types.js'
import { systemActor } from '../../src/domain/people/roles.js'
import { addDays, localDate, type LocalDate } from '../../src/domain/time/calendar.js'
import { Unavailable } from '../../src/chat/port.js'
import { queueProgress } from '../cards.js'
import { erasePage, finishLine, refusalNow } from '../erasure/steps.js'
import { job, type JobContext } from './job.js'

/** How long a worker has an erasure to itself without saying so again, and how often it says so. */
const leaseSeconds = 20
const renewMs = 5_000
/** Failures in a row after which an engineer is asked. */
const mostAttempts = 5

/**
 * Carries out an approved erasure, page by page: each page is erased only after the rules were asked again, then
 * verified, then noted; so it goes on where it stopped, and a page that was noted is never erased again.
 */
export const executePlanJob = job({
  payload: z.object({ searchId: z.uuid() }),
  async run(context, { searchId }) {
    const worker = randomUUID()
    const erasure = await lease(context, searchId, worker)
    if (!erasure) return lookAgain(context, searchId)
    const renewing = setInterval(() => void lease(context, searchId, worker).catch(() => null), renewMs)
    try {
      await carryOut(context, erasure, worker)
    } catch (error) {
      await noteFailure(context, erasure, error)
      throw error
    } finally {
      clearInterval(renewing)
    }
  },
})

const lease = ({ db }: JobContext, searchId: string, worker: string): Promise<Erasure | null> =>
  transaction(db, (tx) => leaseErasure(tx, searchId, worker, leaseSeconds))

/** Whoever has the erasure may have been killed a moment ago: the next to ask finds out. */
async function lookAgain({ db }: JobContext, searchId: string): Promise<void> {
  await transaction(db, async (tx) => {
    if (!(await isLeased(tx, searchId))) return
    const again = { jobKey: `execute-plan:${searchId}`, delayMs: renewMs }
    await enqueue(tx, 'execute-plan', { searchId }, again)
  })
}

async function carryOut(context: JobContext, erasure: Erasure, worker: string): Promise<void> {
  const { db } = context
  for (;;) {
    const found = await findCase(db, erasure.reference)
    const line = found?.plan?.hash === erasure.planHash ? deskLines(found.plan)[0] : undefined
    if (!found || !line) return finish(context, erasure, found)
    const code = await stepLine(context, erasure, line, worker)
    if (code !== null) return stop(context, erasure, code)
  }
}

/** Another worker has the erasure now. */
const lost = 'lost'

/** All pages of a line and its record; `lost`, or a code when the rules stand in the way now. */
async function stepLine(
  context: JobContext,
  erasure: Erasure,
  line: PlanLine,
  worker: string,
): Promise<string | null> {
  const { db } = context
  const collection = line.id.slice(line.system.length + 1)
  for (;;) {
    const refused = await transaction(db, (tx) => refusalNow(context, tx, erasure, line))
    if (refused) return refused.code
    const page = await findOpenPage(db, erasure.searchId, line.system, collection)
    if (!page) return (await finishLine(context, erasure, line))?.code ?? null
    const halted = await erasePage(context, page)
    if (halted) return halted.code
    if (!(await lease(context, erasure.searchId, worker))) return lost
  }
}

/** The rules stand in the way: it is tried again by the clock, and the reason is recorded once. */
async function stop({ db, desk, clock }: JobContext, erasure: Erasure, code: string): Promise<void> {
  if (code === lost) return
  await transaction(db, async (tx) => {
    await saveErasure(tx, erasure.searchId, { state: 'stopped', code, leaseUntil: null })
    if (erasure.code === code) return
    await queueProgress(tx, erasure.reference, desk.onCall.channels)
    // A stop of all erasures has an event of its own in each case.
    if (code === 'E_PAUSED') return
    const draft = record('execution.failed', erasure.reference, { code })
    await appendEvents(tx, [draft], { actor: systemActor.id, role: 'system', at: clock() })
  })
}

async function noteFailure({ db, desk, clock }: JobContext, erasure: Erasure, error: unknown): Promise<void> {
  const code = error instanceof Unavailable ? error.what : 'E_UNAVAILABLE'
  await transaction(db, async (tx) => {
    // Read anew: what went well since the start of this try began the count again.
    const attempts = ((await findErasure(tx, erasure.searchId))?.attempts ?? 0) + 1
    const state = attempts >= mostAttempts ? 'asking' : 'running'
    await saveErasure(tx, erasure.searchId, { state, code, attempts, leaseUntil: null })
    await queueProgress(tx, erasure.reference, desk.onCall.channels)
    const draft = record('execution.failed', erasure.reference, { code, attempts, asks: state === 'asking' })
    await appendEvents(tx, [draft], { actor: systemActor.id, role: 'system', at: clock() })
  })
}

/** Days that an erasure's ids are kept at least: longer than any backup of the desk's own database. */
const fewestDays = 35

function purgeAfter(found: RightsRequest | null, at: DateTime): LocalDate {
  const days = found?.plan?.scope?.backups.map((backup) => backup.days) ?? []
  return addDays(localDate(at), Math.max(fewestDays, ...days))
}

async function finish(
  { db, desk, clock }: JobContext,
  erasure: Erasure,
  found: RightsRequest | null,
): Promise<void> {
  const at = clock()
  const isPartial = found?.plan?.hash === erasure.planHash && skippedLines(found.plan).length > 0
  const state = isPartial ? 'partial' : 'done'
  const end = { state, code: null, finishedAt: at, purgeAfter: purgeAfter(found, at) } as const
  await transaction(db, async (tx) => {
    await saveErasure(tx, erasure.searchId, { ...end, leaseUntil: null })
    await queueProgress(tx, erasure.reference, desk.onCall.channels)
  })
}
