import type { Reference, RightsRequest } from '../case/types.js'
import { approverRole, openLines } from '../case/plan.js'
import { refuse, type Refusal } from '../refusals.js'
import {
  addDays,
  addWorkingDays,
  isWorkingDay,
  localDate,
  previousWorkingDay,
  workingDaysBetween,
  type LocalDate,
} from './calendar.js'
import type { CaseDates } from './deadlines.js'
import {
  firstDates,
  reminderTable,
  type ReminderAnchor,
  type ReminderCode,
  type ReminderCondition,
  type ReminderRecipient,
  type ReminderRule,
} from './reminders.js'

/** A case, and its dates at the instant it is looked at. */
export interface Watched {
  readonly found: RightsRequest
  readonly dates: CaseDates
}

/** A reminder that is due on a day, and the functions on the case that it goes to. */
export interface DueReminder {
  readonly code: ReminderCode
  readonly day: LocalDate
  readonly to: readonly ReminderRecipient[]
}

/** Codes that hang on a case itself; the others hang on a hold, a restriction, a backup set or a package. */
type CaseCode = Exclude<ReminderCode, WatchCode>
export const watchCodes = ['R-RESTR', 'R-HOLD', 'R-BACKUP', 'R-PKG'] as const
export type WatchCode = (typeof watchCodes)[number]

/** The gravest first: what counts for a person when several reminders of a case fall on one day. */
export const gravity = [
  'R-OVERDUE',
  'R-STAT',
  'R-DUE',
  'R-W1',
  'R-EXTNOTICE',
  'R-W3',
  'R-APPROVAL',
  'R-EXEC',
  'R-T7',
  'R-ID30',
  'R-UNASSIGNED',
  'R-HOLD',
  'R-PKG',
  'R-BACKUP',
  'R-ACK',
  'R-IDQ',
  'R-ID14',
  'R-ID7',
  'R-RESTR',
  'R-ART19',
  'R-T14',
  'R-T30',
] as const satisfies readonly ReminderCode[]

/** Whether nobody may put it off (§3.5: from R-W1 up). */
export const isEscalation = (code: ReminderCode): boolean => !reminderTable[code].mayMute

/** Refuses to put off what somebody was last reminded of in a case (§3.5: only below R-W1). */
export function refusalToSnooze(codes: readonly ReminderCode[], reference: Reference): Refusal | null {
  if (codes.length === 0) return refuse('E_NOTHING_TO_SNOOZE', { reference })
  return codes.some(isEscalation) ? refuse('E_NO_SNOOZE', { reference }) : null
}

type CaseAnchor = Exclude<
  ReminderAnchor,
  'restriction_applied' | 'hold_review_by' | 'backup_purge_by' | 'package_expiry'
>

const dayOf = (at: Parameters<typeof localDate>[0] | null | undefined) => (at ? localDate(at) : null)

/** The question that waits for the person's answer, the oldest one. */
function questionDay({ status, identity, clarification }: RightsRequest): LocalDate | null {
  if (status === 'awaiting_identity') return dayOf(identity.askedAt)
  return status === 'awaiting_clarification' ? dayOf(clarification?.askedAt) : null
}

const anchors: Readonly<Record<CaseAnchor, (watched: Watched) => LocalDate | null>> = {
  received: ({ dates }) => dates.receivedLocalDate,
  question_asked: ({ found }) => questionDay(found),
  effective_due: ({ dates }) => dates.effectiveDue,
  work_by: ({ dates }) => dates.workBy,
  statutory_due: ({ dates }) => dates.statutoryDue,
  extension_decided: ({ found }) => dayOf(found.extension?.decidedAt),
  plan_proposed: ({ found }) => dayOf(found.plan?.proposedAt),
  plan_approved: ({ found }) => dayOf(found.plan?.approval?.at),
  executed: ({ found }) => dayOf(found.plan?.executedAt),
}

/** Whatever its status is called, a case without an answer is open: nothing falls out of the list. */
const isOpen = ({ found: { status } }: Watched) => status !== 'responded' && status !== 'closed'
const isExtended = ({ dates }: Watched) => dates.isExtended

type CaseCondition = Exclude<
  ReminderCondition,
  'restriction_active' | 'hold_active' | 'erased_data_isolated' | 'package_exists'
>

const conditions: Readonly<Record<CaseCondition, (watched: Watched, day: LocalDate) => boolean>> = {
  no_handler: (watched) => isOpen(watched) && watched.found.assignee === null,
  no_acknowledgement: (watched) =>
    isOpen(watched) && !watched.found.ticks.some(({ code }) => code === 'INT-04'),
  identity_undecided: (watched) => isOpen(watched) && watched.found.identity.state === 'undecided',
  question_unanswered: ({ found }) => questionDay(found) !== null,
  open: isOpen,
  open_extended: (watched) => isOpen(watched) && isExtended(watched),
  not_responded: isOpen,
  promise_missed: (watched, day) =>
    isOpen(watched) && !isExtended(watched) && watched.dates.promisedDue < day,
  extension_notice_unsent: (watched) =>
    isOpen(watched) && watched.found.extension !== null && watched.found.extension.noticeSentAt === null,
  awaiting_approval: ({ found }) => found.status === 'awaiting_approval',
  not_executed: ({ found }) => found.status === 'approved' && openLines(found.plan).length > 0,
  recipients_open: ({ found }) => found.status !== 'closed' && found.recipients === 'open',
}

const isCaseCode = (code: ReminderCode): code is CaseCode =>
  !(watchCodes as readonly ReminderCode[]).includes(code)
const caseCodes = gravity.filter(isCaseCode)

/** Whether the reason for a reminder is still there on `day`. */
export function stillHolds(code: ReminderCode, watched: Watched, day: LocalDate): boolean {
  if (!isCaseCode(code)) return true
  const { condition } = reminderTable[code] as ReminderRule & { condition: CaseCondition }
  return conditions[condition](watched, day)
}

/** The `n`th repetition by weeks or months, counted from the civil day, so that one moved off a holiday moves no other. */
function repeated(rule: ReminderRule, anchor: LocalDate, n: number): LocalDate {
  const last = rule.at.at(-1)!
  const first = 'days' in last ? addDays(anchor, last.days) : addWorkingDays(anchor, last.workingDays)
  return previousWorkingDay(addDays(first, n * (rule.repeats === 'weekly' ? 7 : 30)))
}

/** Every day on which a reminder is due after `after`, up to and including `until`, the latest last. */
export function reminderDays(
  code: ReminderCode,
  anchor: LocalDate,
  after: LocalDate,
  until: LocalDate,
): readonly LocalDate[] {
  const rule: ReminderRule = reminderTable[code]
  const firsts = firstDates(code, anchor)
  const days = [...firsts.filter((day) => day > after && day <= until)]
  if (rule.repeats === undefined) return days
  if (rule.repeats === 'each_working_day') return [...days, ...dailyAfter(firsts.at(-1)!, after, until)]
  for (let n = 1; ; n += 1) {
    const day = repeated(rule, anchor, n)
    if (day > until) return days
    if (day > after) days.push(day)
  }
}

/** The last working day up to `until`: of the days of a daily reminder only the latest is of use. */
function dailyAfter(first: LocalDate, after: LocalDate, until: LocalDate): readonly LocalDate[] {
  const last = previousWorkingDay(until)
  return last > first && last > after ? [last] : []
}

function recipientsOf(code: ReminderCode, day: LocalDate, first: LocalDate): readonly ReminderRecipient[] {
  const rule: ReminderRule = reminderTable[code]
  // Added once it has been sent twice.
  return rule.then && workingDaysBetween(first, day) >= 2 ? [...rule.to, ...rule.then] : rule.to
}

/** Who decides on the plan, and who carries it out, in place of what the table calls them. */
function resolved({ found }: Watched, to: readonly ReminderRecipient[]): readonly ReminderRecipient[] {
  const engineer = found.plan ? approverRole(found.plan) === 'engineer' : false
  const isOutstanding = found.status === 'approved' && openLines(found.plan).length > 0
  return to.flatMap((recipient): readonly ReminderRecipient[] => {
    if (recipient === 'approvers') return [engineer ? 'engineer' : 'manager']
    if (recipient === 'engineer_if_execution_outstanding') return isOutstanding ? ['engineer'] : []
    return [recipient]
  })
}

/** Dates that a standing clock pushes on, each day by one. */
const moving: ReadonlySet<ReminderAnchor> = new Set(['effective_due', 'work_by', 'statutory_due'])

/** What is told once at a distance from a date that moves; being overdue is told daily, whatever the clock does. */
function isCountdown(code: ReminderCode): boolean {
  const { from, repeats }: ReminderRule = reminderTable[code]
  return moving.has(from) && repeats === undefined
}

/** Whether the clock has stood since `after` or longer: what was counted from a moving date then would be so again. */
function standsSince({ found, dates }: Watched, after: LocalDate): boolean {
  return (
    dates.isClockStopped &&
    found.pauses.some(({ askedAt, answeredAt }) => answeredAt === null && localDate(askedAt) <= after)
  )
}

/**
 * The reminders of a case that fell due after the day `after`, up to and including `until`: of each kind the latest.
 * Those of days before the case was opened are past and skipped (§3.5), and while the clock stands nothing is counted
 * down to dates that move with it.
 */
export function dueReminders(watched: Watched, after: LocalDate, until: LocalDate): readonly DueReminder[] {
  const openedOn = localDate(watched.found.openedAt)
  const isStanding = standsSince(watched, after)
  return caseCodes.flatMap((code) => {
    if (isStanding && isCountdown(code)) return []
    const anchor = anchors[reminderTable[code].from](watched)
    if (anchor === null) return []
    const day = reminderDays(code, anchor, after, until)
      .filter((one) => one >= openedOn)
      .at(-1)
    if (day === undefined || !stillHolds(code, watched, until)) return []
    const first = firstDates(code, anchor)[0]!
    return [{ code, day, to: resolved(watched, recipientsOf(code, day, first)) }]
  })
}

/**
 * The next day after `after` on which the case has to be looked at; null when nothing is in sight. A case whose clock
 * stands is looked at each working day: all its dates move.
 */
export function nextLook(watched: Watched, after: LocalDate): LocalDate | null {
  if (watched.found.status === 'closed') return null
  if (watched.dates.isClockStopped) return addWorkingDays(after, 1)
  const codes = isOpen(watched) ? caseCodes : (['R-ART19'] as const)
  const days = codes.flatMap((code) => {
    const anchor = anchors[reminderTable[code].from](watched)
    return anchor === null ? [] : nextDay(code, anchor, after, stillHolds(code, watched, after))
  })
  return days.toSorted()[0] ?? null
}

/** What makes a repeating reminder hold changes only by an act, and after each act the case is looked at anyway. */
function nextDay(
  code: ReminderCode,
  anchor: LocalDate,
  after: LocalDate,
  holds: boolean,
): readonly LocalDate[] {
  const firsts = firstDates(code, anchor).filter((day) => day > after)
  if (firsts.length > 0) return firsts
  const rule: ReminderRule = reminderTable[code]
  return holds && rule.repeats === 'each_working_day' ? [addWorkingDays(after, 1)] : []
}

/** The next day on which something beside a case is reminded of: a hold, a restriction, a backup set, a package. */
export function nextWatchDay(code: WatchCode, anchor: LocalDate, after: LocalDate): LocalDate | null {
  const first = firstDates(code, anchor).find((day) => day > after)
  return first ?? reminderDays(code, anchor, after, addDays(after, 40))[0] ?? null
}

/** Hours in Oslo at which a person may have the daily message. */
export const digestHours = [9, 10, 11, 12, 13, 14, 15] as const

/** The hours in which people are written to: 8 to 16 on working days in Oslo. */
export function isWorkingTime(day: LocalDate, hour: number): boolean {
  return isWorkingDay(day) && hour >= 8 && hour < 16
}
