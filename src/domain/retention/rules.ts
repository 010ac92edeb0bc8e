/** What happens to data when its period has run out. */
export type Disposition = 'delete' | 'isolate' | 'keep_document_only' | 'purge'

/** The instant from which a period runs. */
export type RetentionAnchor =
  | 'processed_at'
  | 'ticket_closed_at'
  | 'consent_withdrawn_at'
  /** The later of the end of the agreement and the settlement of its obligations. */
  | 'agreement_and_obligations_ended_at'
  | 'reviewed_at'
  | 'backup_set_created_at'
  | 'accounting_year_ended_at'
  | 'closed_at'
  | 'package_built_at'
  | 'viewed_at'
  | 'form_abandoned_at'

/** How long: calendar months are counted by `retention`, the rest ends on a date that the object itself names. */
export type RetentionPeriod =
  | { readonly months: number }
  /** Without undue delay; `days` is the technical allowance. */
  | { readonly days: number }
  | { readonly hours: number }
  /** A named end date, at most so many months after the anchor where a maximum is set. */
  | { readonly until: 'exception_ends' | 'purge_by'; readonly monthsMax?: number }

interface RetentionRule {
  readonly anchor: RetentionAnchor
  readonly period: RetentionPeriod
  readonly disposition: Disposition
  /** Notice section, statute, or paragraph of the domain specification. */
  readonly source: string
}

/** The rules of the notice and of the law (§4.1). A customer's agreed time replaces RET-STD where it is shorter. */
export const retentionRules = {
  'RET-STD': {
    anchor: 'processed_at',
    period: { months: 3 },
    disposition: 'delete',
    source: 'notice §4, §2',
  },
  'RET-ARCH': {
    anchor: 'ticket_closed_at',
    period: { until: 'exception_ends', monthsMax: 12 },
    disposition: 'delete',
    source: 'notice §4',
  },
  'RET-SUPP': {
    anchor: 'ticket_closed_at',
    period: { months: 3 },
    disposition: 'delete',
    source: 'notice §2',
  },
  'RET-CONS': {
    anchor: 'consent_withdrawn_at',
    period: { days: 7 },
    disposition: 'delete',
    source: 'notice §4',
  },
  'RET-CONTR': {
    anchor: 'agreement_and_obligations_ended_at',
    period: { months: 0 },
    disposition: 'delete',
    source: 'notice §4',
  },
  'RET-NEED': {
    anchor: 'reviewed_at',
    period: { months: 12 },
    disposition: 'delete',
    source: 'notice §4',
  },
  'RET-BACKUP': {
    anchor: 'backup_set_created_at',
    period: { until: 'purge_by' },
    disposition: 'isolate',
    source: 'notice §4',
  },
  'RET-LAW-PRIMARY': {
    anchor: 'accounting_year_ended_at',
    period: { months: 60 },
    disposition: 'keep_document_only',
    source: 'bokføringsloven § 13',
  },
  'RET-LAW-SECONDARY': {
    anchor: 'accounting_year_ended_at',
    period: { months: 42 },
    disposition: 'keep_document_only',
    source: 'bokføringsloven § 13',
  },
  'RET-BOT-TEXT': { anchor: 'closed_at', period: { months: 6 }, disposition: 'purge', source: '§5.4' },
  'RET-BOT-CASE': { anchor: 'closed_at', period: { months: 36 }, disposition: 'purge', source: '§5.4' },
  'RET-BOT-PACKAGE': {
    anchor: 'package_built_at',
    period: { days: 14 },
    disposition: 'purge',
    source: '§5.4',
  },
  'RET-BOT-ACCESS': { anchor: 'viewed_at', period: { months: 12 }, disposition: 'purge', source: '§5.4' },
  'RET-BOT-DRAFT': {
    anchor: 'form_abandoned_at',
    period: { hours: 24 },
    disposition: 'purge',
    source: '§5.4',
  },
} as const satisfies Record<string, RetentionRule>

export type RetentionRuleId = keyof typeof retentionRules

/** Months that RET-STD keeps a record: the notice's, or the customer's agreed time where that is shorter (notice §2). */
export function standardMonths(agreedMonths: number | null): number {
  const { months } = retentionRules['RET-STD'].period
  return agreedMonths === null ? months : Math.min(months, agreedMonths)
}
