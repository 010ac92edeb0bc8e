import type { CaseStatus, RightsRequest } from '../case/types.js'
import type { RightType } from '../rights/rights.js'
import type { CaseDates } from '../time/deadlines.js'

/** Days left until the effective date, as a digest groups them; `stopped`: the clock stands, the date is not past and moves on daily. */
export const dueGroups = ['overdue', 'today', 'days_3', 'days_7', 'days_14', 'later', 'stopped'] as const
export type DueGroup = (typeof dueGroups)[number]

const upTo: readonly (readonly [days: number, group: DueGroup])[] = [
  [-1, 'overdue'],
  [0, 'today'],
  [3, 'days_3'],
  [7, 'days_7'],
  [14, 'days_14'],
]

/** The group of a case whose clock runs, by its civil days left. */
export function dueGroup(daysLeft: number): DueGroup {
  return upTo.find(([days]) => daysLeft <= days)?.[1] ?? 'later'
}

/** Statuses in which a case waits for somebody else. */
export const waitingStatuses = [
  'awaiting_approval',
  'awaiting_identity',
  'awaiting_clarification',
] as const satisfies readonly CaseStatus[]
export type WaitingStatus = (typeof waitingStatuses)[number]

/** What there is of open cases at an instant. A case with two rights counts once, and under both rights. */
export interface OpenFigures {
  readonly open: number
  readonly byRight: Readonly<Partial<Record<RightType, number>>>
  readonly byDue: Readonly<Partial<Record<DueGroup, number>>>
  readonly waiting: Readonly<Partial<Record<WaitingStatus, number>>>
  /** Nobody handles them. */
  readonly unassigned: number
  /** Past the promise of thirty days, and past the date of the law: each of both, whatever the other says. */
  readonly promiseMissed: number
  readonly statutoryMissed: number
}

export const noFigures: OpenFigures = {
  open: 0,
  byRight: {},
  byDue: {},
  waiting: {},
  unassigned: 0,
  promiseMissed: 0,
  statutoryMissed: 0,
}

/** The figures of one open case. */
export function figuresOf(found: RightsRequest, dates: CaseDates): OpenFigures {
  // What was overdue before its clock was stopped stays so until it is answered.
  const isMoving = dates.isClockStopped && dates.daysLeft >= 0
  const group = isMoving ? 'stopped' : dueGroup(dates.daysLeft)
  const open = dates.items.filter(({ isOpen }) => isOpen)
  return {
    open: 1,
    byRight: Object.fromEntries(open.map(({ right }) => [right, 1])),
    byDue: { [group]: 1 },
    waiting: isWaiting(found.status) ? { [found.status]: 1 } : {},
    unassigned: Number(found.assignee === null),
    promiseMissed: Number(dates.promiseMissed),
    statutoryMissed: Number(dates.statutoryMissed),
  }
}

export const isWaiting = (status: CaseStatus): status is WaitingStatus =>
  (waitingStatuses as readonly string[]).includes(status)

/** Figures of cases that have none in common. */
export function addFigures(a: OpenFigures, b: OpenFigures): OpenFigures {
  return {
    open: a.open + b.open,
    byRight: addCounts(a.byRight, b.byRight),
    byDue: addCounts(a.byDue, b.byDue),
    waiting: addCounts(a.waiting, b.waiting),
    unassigned: a.unassigned + b.unassigned,
    promiseMissed: a.promiseMissed + b.promiseMissed,
    statutoryMissed: a.statutoryMissed + b.statutoryMissed,
  }
}

function addCounts<Name extends string>(
  a: Readonly<Partial<Record<Name, number>>>,
  b: Readonly<Partial<Record<Name, number>>>,
): Partial<Record<Name, number>> {
  const sum: Partial<Record<Name, number>> = { ...a }
  for (const [name, count] of Object.entries(b) as [Name, number][]) sum[name] = (sum[name] ?? 0) + count
  return sum
}
