import type { DateTime } from 'luxon'
import { retentionRules, type RetentionRuleId } from '../retention/rules.js'
import { addMonthsClamped, asLocalDate, localDate, type LocalDate } from '../time/calendar.js'
import type { Collection } from './types.js'

/** Whether periods of a rule run from the end of the year that the anchor lies in. */
export const runsFromYearEnd = (rule: RetentionRuleId): boolean =>
  retentionRules[rule].anchor === 'accounting_year_ended_at'

/** Hours that a rule keeps a record, counted as they pass; null where its period is one of the calendar. */
export function hoursOf(rule: RetentionRuleId): number | null {
  const { period } = retentionRules[rule]
  return 'hours' in period ? period.hours : null
}

/**
 * The last day in Oslo on which a record of the collection is kept (§4.2), from the instant of its anchor; null for a
 * collection without a rule. Periods of the accounting duty run from the end of the year that the anchor lies in; periods
 * of hours end with the day that they end in, so that they are over when the sweep of the next day begins.
 */
export function keptUntil(collection: Pick<Collection, 'retention'>, anchorAt: DateTime): LocalDate | null {
  if (collection.retention === null) return null
  const { rule, months } = collection.retention
  const hours = hoursOf(rule)
  if (hours !== null) return localDate(anchorAt.plus({ hours }))
  const day = localDate(anchorAt)
  const start = runsFromYearEnd(rule) ? asLocalDate(`${day.slice(0, 4)}-12-31`) : day
  return addMonthsClamped(start, months)
}
