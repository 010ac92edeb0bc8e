import { listCases, type CaseScope } from '../../db/case-list.js'
import { findCases } from '../../db/cases.js'
import { addDays, localDate } from '../../src/domain/time/calendar.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import type { CaseRow, ListScope } from '../../src/views/case-row.js'
import type { ReadContext } from '../context.js'
import { movedBeyond } from './standing-clocks.js'

export interface Page {
  readonly rows: readonly CaseRow[]
  readonly total: number
  /** Counted from 1; there is always at least one page. */
  readonly page: number
  readonly pages: number
}

/** One page of cases as lists show them. A case about the reader is never among them (§5.7). */
export async function caseRows(
  context: ReadContext,
  wanted: CaseScope,
  page: number,
  pageSize: number,
): Promise<Page> {
  const { tx, actor, now } = context
  const { rows, total } = await listCases(tx, { ...wanted, hideFrom: actor.id, page, pageSize })
  const cases = await findCases(
    tx,
    rows.map(({ reference }) => reference),
  )
  return {
    rows: cases.map((found) => ({ found, dates: caseDates(found, now) })),
    total,
    page,
    pages: Math.max(1, Math.ceil(total / pageSize)),
  }
}

/** How many days ahead a case counts as due soon: the time in which R-T7 asks "on track, extend, or refuse?". */
const soonDays = 7

/** The cases of a scope, seen by whoever asks, today in Oslo. */
export async function scopeOf({ tx, actor, now }: ReadContext, scope: ListScope): Promise<CaseScope> {
  const today = localDate(now)
  if (scope === 'all') return { scope }
  if (scope === 'mine') return { scope, person: actor.id }
  const until = addDays(today, scope === 'due' ? soonDays : -1)
  const leaveOut = await movedBeyond(tx, until, now)
  return scope === 'due' ? { scope, until, leaveOut } : { scope, today, leaveOut }
}

/** What waits for a decision or a first hand of whoever asks: plans to approve, else requests nobody has taken. */
export function waitingScope({ actor }: ReadContext): CaseScope {
  const { roles, id } = actor
  const approvers = (['engineer', 'manager'] as const).filter((role) => roles.includes(role))
  const waitingFor =
    approvers.length > 0
      ? ({ statuses: ['awaiting_approval'], approvers, except: id } as const)
      : ({ statuses: ['received'], isUnassigned: true } as const)
  return { scope: 'waiting', waitingFor }
}
