import { z } from 'zod'
import { lockCase } from '../../db/cases.js'
import type { Tx } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import { findErasure, saveErasure } from '../../db/erasures.js'
import { findOnCall } from '../../db/on-call.js'
import { record } from '../../src/domain/case/record.js'
import type { RightsRequest } from '../../src/domain/case/types.js'
import { refusalToRetry } from '../../src/domain/erasure/retry.js'
import { isAboutSelf } from '../../src/domain/people/policy.js'
import { refuse } from '../../src/domain/refusals.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { keep } from '../act.js'
import { showActed } from '../case-act.js'
import { handler } from '../context.js'
import { CaseReference } from '../requests/input.js'

const erasureOf = (tx: Tx, { plan }: RightsRequest) =>
  plan?.scope ? findErasure(tx, plan.scope.searchId) : Promise.resolve(null)

/** What was skipped is tried once more; what was handed over stays with people. */
function withSkippedTriedAgain(found: RightsRequest): RightsRequest {
  if (found.status !== 'approved') return found
  const linesAside = found.plan.linesAside.filter(({ kind }) => kind !== 'skipped')
  return { ...found, plan: { ...found.plan, linesAside } }
}

/** An engineer on call lets an erasure go on that failed too often to be tried by itself, or that left lines out. */
export const retryErasure = handler({
  access: ['engineer'],
  effect: 'write',
  input: z.object({ reference: CaseReference }),
  async run(context, { reference }) {
    const { tx, actor, now } = context
    const found = await lockCase(tx, reference)
    if (!found) return refuse('E_UNKNOWN_CASE', { reference })
    if (isAboutSelf(found, actor)) return refuse('E_SELF_SUBJECT')
    const erasure = await erasureOf(tx, found)
    const refused = refusalToRetry(erasure?.state ?? null, actor, await findOnCall(tx, now))
    if (refused) return refused
    const { searchId } = erasure!
    await saveErasure(tx, searchId, { state: 'running', code: null, attempts: 0 })
    await enqueue(tx, 'execute-plan', { searchId }, { jobKey: `execute-plan:${searchId}` })
    const next = { ...withSkippedTriedAgain(found), version: found.version + 1 }
    await keep(context, found, next, [record('execution.resumed', reference)], 'engineer')
    return showActed(context, 'erasure.retry', { ok: true, next, dates: caseDates(next, now) })
  },
})
