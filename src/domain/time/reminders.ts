import type { DateTime } from 'luxon'
import type { LocalDate } from './calendar.js'
import { addDays, addWorkingDays, localDate, previousWorkingDay } from './calendar.js'
import { remembered } from './day-numbers.js'

/** Whom a reminder goes to: a place, or a function on the case that the sender resolves to persons. */
export type ReminderRecipient =
  | 'privacy_channel'
  | 'handler'
  | 'manager'
  | 'deputy'
  | 'general_manager'
  | 'dpo_if_appointed'
  | 'engineer'
  | 'engineer_if_execution_outstanding'
  | 'on_call_lead'
  /** Who may decide on the plan: on-call engineers for an erasure, else the manager (T10). */
  | 'approvers'

/** Ids of the words, and of the check, that say whether a reminder still applies. */
export type ReminderCondition =
  | 'no_handler'
  | 'no_acknowledgement'
  | 'identity_undecided'
  | 'question_unanswered'
  | 'open'
  | 'open_extended'
  | 'not_responded'
  | 'promise_missed'
  | 'extension_notice_unsent'
  | 'awaiting_approval'
  | 'not_executed'
  | 'recipients_open'
  | 'restriction_active'
  | 'hold_active'
  | 'erased_data_isolated'
  | 'package_exists'

/** The date that a reminder is counted from. */
export type ReminderAnchor =
  | 'received'
  | 'question_asked'
  | 'effective_due'
  | 'work_by'
  | 'statutory_due'
  | 'extension_decided'
  | 'plan_proposed'
  | 'plan_approved'
  | 'executed'
  | 'restriction_applied'
  | 'hold_review_by'
  | 'backup_purge_by'
  | 'package_expiry'

/** So many civil or working days after the anchor; before it when negative. */
type Distance = { readonly days: number } | { readonly workingDays: number }

export interface ReminderRule {
  readonly from: ReminderAnchor
  /** When it is sent, the first time where it repeats. */
  readonly at: readonly [Distance, ...Distance[]]
  readonly repeats?: 'each_working_day' | 'weekly' | 'every_30_days'
  readonly to: readonly ReminderRecipient[]
  /** Who is added once it has been sent twice. */
  readonly then?: readonly ReminderRecipient[]
  readonly condition: ReminderCondition
  /** From R-W1 up nobody may mute a reminder; snoozing is limited to the same day. */
  readonly mayMute: boolean
}

const onTheDay: Distance = { days: 0 }
const nextWorkingDay: Distance = { workingDays: 1 }
const onceMutable = { mayMute: true } as const
const neverMuted = { mayMute: false } as const
const dailyAfter = { at: [nextWorkingDay], repeats: 'each_working_day', mayMute: true } as const

/** The table of §3.5. All are sent at 09:00 in Oslo on a working day; a day that is none moves to the previous one. */
export const reminderTable = {
  'R-UNASSIGNED': {
    ...onceMutable,
    from: 'received',
    at: [nextWorkingDay],
    to: ['privacy_channel', 'manager'],
    condition: 'no_handler',
  },
  'R-ACK': {
    ...onceMutable,
    from: 'received',
    at: [{ workingDays: 3 }],
    to: ['handler'],
    condition: 'no_acknowledgement',
  },
  'R-IDQ': {
    ...onceMutable,
    from: 'received',
    at: [{ workingDays: 3 }],
    to: ['handler'],
    condition: 'identity_undecided',
  },
  'R-ID7': {
    ...onceMutable,
    from: 'question_asked',
    at: [{ days: 7 }],
    to: ['handler'],
    condition: 'question_unanswered',
  },
  'R-ID14': {
    ...onceMutable,
    from: 'question_asked',
    at: [{ days: 14 }],
    to: ['handler'],
    condition: 'question_unanswered',
  },
  // U6: now the manager decides between closing as not identified and waiting on.
  'R-ID30': {
    ...onceMutable,
    from: 'question_asked',
    at: [{ days: 30 }],
    to: ['manager'],
    condition: 'question_unanswered',
  },
  'R-T30': {
    ...onceMutable,
    from: 'effective_due',
    at: [{ days: -30 }],
    to: ['handler'],
    condition: 'open_extended',
  },
  'R-T14': {
    ...onceMutable,
    from: 'effective_due',
    at: [{ days: -14 }],
    to: ['handler'],
    condition: 'open',
  },
  'R-T7': {
    ...onceMutable,
    from: 'effective_due',
    at: [{ days: -7 }],
    to: ['handler', 'manager'],
    condition: 'open',
  },
  'R-W3': {
    ...onceMutable,
    from: 'work_by',
    at: [{ workingDays: -3 }],
    to: ['handler', 'manager', 'engineer_if_execution_outstanding'],
    condition: 'not_responded',
  },
  'R-W1': {
    ...neverMuted,
    from: 'work_by',
    at: [{ workingDays: -1 }],
    to: ['handler', 'manager', 'deputy'],
    condition: 'not_responded',
  },
  'R-DUE': {
    ...neverMuted,
    from: 'work_by',
    at: [onTheDay],
    to: ['handler', 'manager', 'general_manager'],
    condition: 'not_responded',
  },
  'R-OVERDUE': {
    ...neverMuted,
    from: 'effective_due',
    at: [nextWorkingDay],
    repeats: 'each_working_day',
    to: ['manager', 'general_manager', 'dpo_if_appointed'],
    condition: 'not_responded',
  },
  'R-STAT': {
    ...neverMuted,
    from: 'statutory_due',
    at: [onTheDay],
    to: ['handler', 'manager', 'general_manager'],
    condition: 'promise_missed',
  },
  'R-EXTNOTICE': {
    ...dailyAfter,
    from: 'extension_decided',
    to: ['manager'],
    condition: 'extension_notice_unsent',
  },
  'R-APPROVAL': {
    ...dailyAfter,
    from: 'plan_proposed',
    to: ['approvers'],
    then: ['manager'],
    condition: 'awaiting_approval',
  },
  'R-EXEC': {
    ...dailyAfter,
    from: 'plan_approved',
    to: ['engineer'],
    then: ['on_call_lead'],
    condition: 'not_executed',
  },
  // C12: the law sets no date for telling the recipients.
  'R-ART19': {
    ...onceMutable,
    from: 'executed',
    at: [{ workingDays: 5 }],
    to: ['handler'],
    condition: 'recipients_open',
  },
  'R-RESTR': {
    ...onceMutable,
    from: 'restriction_applied',
    at: [{ days: 30 }],
    repeats: 'every_30_days',
    to: ['handler', 'manager'],
    condition: 'restriction_active',
  },
  'R-HOLD': {
    ...onceMutable,
    from: 'hold_review_by',
    at: [{ days: -7 }, onTheDay],
    repeats: 'weekly',
    to: ['manager'],
    condition: 'hold_active',
  },
  'R-BACKUP': {
    ...onceMutable,
    from: 'backup_purge_by',
    at: [onTheDay],
    to: ['engineer'],
    condition: 'erased_data_isolated',
  },
  'R-PKG': {
    ...onceMutable,
    from: 'package_expiry',
    at: [onTheDay],
    to: ['handler'],
    condition: 'package_exists',
  },
} as const satisfies Record<string, ReminderRule>
export type ReminderCode = keyof typeof reminderTable

/** The working days on which a reminder is first due, counted from its anchor (§3.5). Repetition is not unrolled. */
export function firstDates(code: ReminderCode, anchor: LocalDate): readonly LocalDate[] {
  return firstsOf[code](anchor)
}

type FirstDates = (anchor: LocalDate) => readonly LocalDate[]
const firstsOf = Object.fromEntries(
  Object.entries(reminderTable).map(([code, { at }]): [string, FirstDates] => [
    code,
    remembered((anchor) => at.map((distance: Distance) => dayAt(anchor, distance))),
  ]),
) as Record<ReminderCode, FirstDates>

function dayAt(anchor: LocalDate, distance: Distance): LocalDate {
  return 'days' in distance
    ? previousWorkingDay(addDays(anchor, distance.days))
    : addWorkingDays(anchor, distance.workingDays)
}

/** The dates of reminders that follow from receipt and due date alone, under the names of the shared vectors. */
export interface ReminderDates {
  readonly ackBy: LocalDate
  readonly unassigned: LocalDate
  /** Only for an extended case. */
  readonly T30?: LocalDate
  readonly T14: LocalDate
  readonly T7: LocalDate
  readonly W3: LocalDate
  readonly W1: LocalDate
  readonly due_day: LocalDate
  readonly first_overdue: LocalDate
}

/**
 * When a case that is due on `due` is reminded of (§3.5). `basis` says which of its dates `due` is.
 * Dates already past at the time of asking are given all the same; the sender skips them.
 */
export function reminderDates(
  receivedAt: DateTime,
  basis: 'effectiveDue' | 'extendedDue',
  due: LocalDate,
): ReminderDates {
  const received = localDate(receivedAt)
  const workBy = previousWorkingDay(due)
  const first = (code: ReminderCode, anchor: LocalDate): LocalDate => firstDates(code, anchor)[0]!
  return {
    ackBy: first('R-ACK', received),
    unassigned: first('R-UNASSIGNED', received),
    ...(basis === 'extendedDue' ? { T30: first('R-T30', due) } : {}),
    T14: first('R-T14', due),
    T7: first('R-T7', due),
    W3: first('R-W3', workBy),
    W1: first('R-W1', workBy),
    due_day: first('R-DUE', workBy),
    first_overdue: first('R-OVERDUE', due),
  }
}
