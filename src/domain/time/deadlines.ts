import type { DateTime } from 'luxon'
import type { CaseFacts, CaseStatus, RightItem } from '../case/types.js'
import type { RightType } from '../rights/rights.js'
import type { LocalDate } from './calendar.js'
import {
  addDays,
  addMonthsClamped,
  daysBetween,
  earliest,
  localDate,
  previousWorkingDay,
  roll,
} from './calendar.js'
import { remembered } from './day-numbers.js'
import { isClockStopped, suspendedDays } from './suspension.js'

/** Notice §8: "respond within 30 days". Applied to every right (F8). */
export const promisedDays = 30
/** Art. 12(3), first sentence. */
export const statutoryMonths = 1
/** Art. 12(3), second sentence: one month extended by two, counted from receipt. */
export const extendedMonths = 3

/** The dates that follow from receipt and suspension alone (§2.1). Civil dates in Oslo; each includes its whole day. */
export interface Deadlines {
  readonly receivedLocalDate: LocalDate
  readonly suspendedDays: number
  readonly promisedDue: LocalDate
  readonly statutoryNominal: LocalDate
  readonly statutoryDue: LocalDate
  readonly effectiveDue: LocalDate
  readonly workBy: LocalDate
  readonly extendedNominal: LocalDate
  readonly extendedDue: LocalDate
  readonly extensionNoticeBy: LocalDate
  readonly refusalNoticeBy: LocalDate
}

/** The dates of a request received at `receivedAt` whose clock stood still for `suspendedDays` civil days (§2.1, U4). */
export function deadlines(receivedAt: DateTime, suspendedDays = 0): Deadlines {
  const day = localDate(receivedAt)
  return suspendedDays === 0 ? unmoved(day) : datesFrom(day, suspendedDays)
}

const unmoved = remembered((receivedLocalDate: LocalDate) => datesFrom(receivedLocalDate, 0))

function datesFrom(receivedLocalDate: LocalDate, suspendedDays: number): Deadlines {
  // A promise is read against the one who made it, so it is never moved off a holiday.
  const promisedDue = addDays(receivedLocalDate, promisedDays + suspendedDays)
  // U4: the days of a pause are added before the date is rolled.
  const statutoryNominal = addDays(addMonthsClamped(receivedLocalDate, statutoryMonths), suspendedDays)
  const extendedNominal = addDays(addMonthsClamped(receivedLocalDate, extendedMonths), suspendedDays)
  const statutoryDue = roll(statutoryNominal)
  const effectiveDue = earliest([promisedDue, statutoryDue])
  return {
    receivedLocalDate,
    suspendedDays,
    promisedDue,
    statutoryNominal,
    statutoryDue,
    effectiveDue,
    workBy: previousWorkingDay(effectiveDue),
    extendedNominal,
    extendedDue: roll(extendedNominal),
    extensionNoticeBy: statutoryDue,
    // Art. 12(4): this month cannot be extended.
    refusalNoticeBy: statutoryDue,
  }
}

/** Whether `due` is past at `at`: from the first instant of the next day in Oslo on (Reg. 1182/71 Art. 3(2)). */
export function isOverdue(due: LocalDate, at: DateTime): boolean {
  return localDate(at) > due
}

/** What the dates of a case depend on. A `RightsRequest` is one; a closed one has nothing open. */
type Clocked = Pick<CaseFacts, 'receivedAt' | 'items' | 'pauses' | 'extension'> & {
  readonly status?: CaseStatus
  readonly closedAt?: DateTime
}

/** The dates of one right: an extension may cover only some of a case. */
export interface ItemDates {
  readonly right: RightType
  /** Neither answered nor closed with its case. */
  readonly isOpen: boolean
  readonly due: LocalDate
  readonly isExtended: boolean
  readonly isOverdue: boolean
  readonly promiseMissed: boolean
  readonly statutoryMissed: boolean
}

/** Dates and flags of a case at an instant. Flags show the worst of its items, `effectiveDue` the earliest open one. */
export interface CaseDates extends Deadlines {
  /** As they would be had the clock never stopped (U2: both stay visible). */
  readonly originalPromisedDue: LocalDate
  readonly originalStatutoryDue: LocalDate
  /** An extension whose notice was sent in time is in force for some item. */
  readonly isExtended: boolean
  readonly isClockStopped: boolean
  /** Civil days in Oslo from today to `effectiveDue`; negative when that is past. */
  readonly daysLeft: number
  readonly isOverdue: boolean
  readonly promiseMissed: boolean
  readonly statutoryMissed: boolean
  readonly items: readonly ItemDates[]
}

/** The dates of a case at `at`, with its suspensions and an extension in force applied item by item (§2.1, §2.4, §2.5). */
export function caseDates(found: Clocked, at: DateTime): CaseDates {
  const until = stoodStillFrom(found) ?? at
  const today = localDate(at)
  const original = deadlines(found.receivedAt)
  const days = suspendedDays(found.pauses, until)
  const moved = days === 0 ? original : datesFrom(original.receivedLocalDate, days)
  const extendedTo = extendedUntil(found, until)
  const items = found.items.map((item) =>
    itemDates(item, isOpen(found, item), moved, extensionOf(found, item, extendedTo), today),
  )
  const open = items.filter((item) => item.isOpen)
  const effectiveDue = earliest((open.length > 0 ? open : items).map((item) => item.due))
  return {
    ...moved,
    effectiveDue,
    workBy: previousWorkingDay(effectiveDue),
    originalPromisedDue: original.promisedDue,
    originalStatutoryDue: original.statutoryDue,
    isExtended: items.some((item) => item.isExtended),
    isClockStopped: open.length > 0 && isClockStopped(found.pauses, at),
    daysLeft: daysBetween(today, effectiveDue),
    isOverdue: items.some((item) => item.isOverdue),
    promiseMissed: items.some((item) => item.promiseMissed),
    statutoryMissed: items.some((item) => item.statutoryMissed),
    items,
  }
}

/**
 * The date that the extension of a case sets, or null where none is in force at `at`.
 * In force means: its notice was sent before the end of the statutory date as it then stood (Art. 12(3), §2.5).
 */
export function extendedUntil(
  { receivedAt, pauses, extension }: Pick<CaseFacts, 'receivedAt' | 'pauses' | 'extension'>,
  at: DateTime,
): LocalDate | null {
  if (extension?.noticeSentAt == null || extension.noticeSentAt > at) return null
  const atNotice = deadlines(receivedAt, suspendedDays(pauses, extension.noticeSentAt))
  if (isOverdue(atNotice.extensionNoticeBy, extension.noticeSentAt)) return null
  const days = suspendedDays(pauses, at)
  // U4: a date that was told moves with the clock, so days of standstill after the decision are added.
  const told = addDays(extension.newDue, days - suspendedDays(pauses, extension.decidedAt))
  return earliest([told, deadlines(receivedAt, days).extendedDue])
}

function extensionOf(found: Clocked, { right }: RightItem, extendedTo: LocalDate | null): LocalDate | null {
  return found.extension?.rights.includes(right) ? extendedTo : null
}

function itemDates(
  { right }: RightItem,
  isOpen: boolean,
  dates: Deadlines,
  extendedTo: LocalDate | null,
  today: LocalDate,
): ItemDates {
  const due = extendedTo ?? dates.effectiveDue
  const lawful = extendedTo === null ? dates.statutoryDue : dates.extendedDue
  return {
    right,
    isOpen,
    due,
    isExtended: extendedTo !== null,
    isOverdue: isOpen && due < today,
    // Notice §8 is met by the answer or by the extension notice.
    promiseMissed: isOpen && extendedTo === null && dates.promisedDue < today,
    statutoryMissed: isOpen && lawful < today,
  }
}

function isOpen({ status }: Clocked, item: RightItem): boolean {
  return item.respondedAt === null && status !== 'closed'
}

/** When nothing of the case was open any more: an unanswered question moves no date after that. Null while it is open. */
function stoodStillFrom(found: Clocked): DateTime | null {
  if (found.closedAt) return found.closedAt
  if (found.items.some((item) => isOpen(found, item))) return null
  const ends = found.items.flatMap(({ respondedAt }) => respondedAt ?? [])
  return ends.length > 0 ? ends.reduce((a, b) => (a > b ? a : b)) : null
}
