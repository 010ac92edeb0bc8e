import { sql, type SQL } from 'drizzle-orm'
import type { Plan, Reference } from '../src/domain/case/types.js'
import { json, instant } from './parameters.js'

const firstApproval = ({ firstApproval: given }: Plan) =>
  json(given && { by: given.by, at: given.at.toUTC().toISO() })

/** The statement that writes the current plan of a case that has none. */
export function insertPlan(reference: Reference, plan: Plan): SQL {
  return sql`
    insert into plans (id, reference, is_current, hash, items, lines, scope, proposed_by, proposed_at, first_approval,
      approved_by, approved_at, lines_done, lines_aside, executed_at)
    values (gen_random_uuid(), ${reference}, true, ${plan.hash}, ${json(plan.items)}, ${json(plan.lines)},
      ${json(plan.scope)}, ${plan.proposedBy}, ${instant(plan.proposedAt)}, ${firstApproval(plan)},
      ${plan.approval?.by ?? null}, ${instant(plan.approval?.at ?? null)}, ${json(plan.linesDone)},
      ${json(plan.linesAside)}, ${instant(plan.executedAt)})`
}

function retirePlan(reference: Reference): SQL {
  return sql`update plans set is_current = false where reference = ${reference} and is_current`
}

/** What was proposed is never changed, only what happened to it since. */
function updatePlan(reference: Reference, plan: Plan): SQL {
  return sql`
    update plans set first_approval = ${firstApproval(plan)}, approved_by = ${plan.approval?.by ?? null},
      approved_at = ${instant(plan.approval?.at ?? null)}, lines_done = ${json(plan.linesDone)},
      lines_aside = ${json(plan.linesAside)}, executed_at = ${instant(plan.executedAt)}
    where reference = ${reference} and is_current`
}

const isSameProposal = (a: Plan, b: Plan) =>
  a.hash === b.hash && a.proposedAt.toMillis() === b.proposedAt.toMillis()

/** Statements that make `next` the current plan of the case; the plan before it is kept as a record. */
export function savePlan(reference: Reference, before: Plan | null, next: Plan | null): readonly SQL[] {
  if (before !== null && next !== null && isSameProposal(before, next)) return [updatePlan(reference, next)]
  return [
    ...(before === null ? [] : [retirePlan(reference)]),
    ...(next === null ? [] : [insertPlan(reference, next)]),
  ]
}
