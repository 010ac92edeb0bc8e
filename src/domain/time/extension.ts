import type { DateTime } from 'luxon'
import type { ExtensionReason } from '../case/types.js'
import { extensionReasons } from '../case/types.js'
import type { RightType } from '../rights/rights.js'
import { rightTable } from '../rights/rights.js'
import type { LocalDate } from './calendar.js'
import type { Deadlines } from './deadlines.js'
import { deadlines } from './deadlines.js'

/** What people give as a reason and what is none by itself (C3; EDPB 01/2022 §§162-164). */
export const forbiddenExtensionReasons = [
  'large_effort',
  'many_requests_big_company',
  'holiday',
  'staff_shortage',
  'wrong_mailbox',
] as const

/** Fewest characters of the words that name the concrete complexity or number (§2.5). */
export const extensionWordsMin = 20

/** Whether `reason` is one that Art. 12(3) allows; anything else is `E_EXT_REASON`. */
export function isExtensionReason(reason: string): reason is ExtensionReason {
  return extensionReasons.some((allowed) => allowed === reason)
}

/** Whether the period for `right` can be extended at all (§2.5): a stop cannot wait. */
export function mayExtendRight(right: RightType): boolean {
  return rightTable[right].isExtendable
}

/** The latest date an extension may set: three months from receipt, never from the statutory date (Art. 12(3)). */
export function latestExtension(receivedAt: DateTime, suspendedDays = 0): LocalDate {
  return deadlines(receivedAt, suspendedDays).extendedDue
}

/** Whether `newDue` lies after the date it replaces and not after the latest one allowed; else `E_EXT_DATE`. */
export function isExtensionDate(newDue: LocalDate, dates: Deadlines): boolean {
  return newDue > dates.effectiveDue && newDue <= dates.extendedDue
}
