import { sql, type SQL } from 'drizzle-orm'
import { DateTime } from 'luxon'
import type { Reader } from './client.js'
import { instant } from './parameters.js'

/** Where the records of a collection of the desk's own lie, and by what they age. */
interface Source {
  readonly table: SQL
  /** Unique; of type `idType`. An index holds the anchor and it, in this order. */
  readonly id: SQL
  readonly idType: SQL
  readonly anchor: SQL
  readonly where: SQL
  /** Which of them are records at all, where no index tells. */
  readonly isRecord?: SQL
  /** Whether a record that was one is there still, whatever became of it since; absent: `where` and `isRecord` tell. */
  readonly isThere?: SQL
}

const hasTexts = sql`(
  exists (select from sealed_texts x where x.reference = t.reference and x.at <= coalesce(t.closed_at, 'infinity'))
  or exists (select from subjects s where s.reference = t.reference and s.has_text))`

const closedCases = {
  table: sql`cases t`,
  id: sql`t.reference`,
  idType: sql`text`,
  anchor: sql`t.closed_at`,
  where: sql`t.status = 'closed'`,
  // One that was opened again is there.
  isThere: sql`true`,
} as const

const releasedHolds = {
  table: sql`holds t`,
  id: sql`t.number`,
  idType: sql`integer`,
  anchor: sql`t.released_at`,
} as const

const events = { table: sql`events t`, id: sql`t.seq`, idType: sql`bigint`, anchor: sql`t.at` } as const

const answers = {
  table: sql`answers t`,
  id: sql`t.id`,
  idType: sql`uuid`,
  anchor: sql`t.at`,
} as const

const hasFindings = sql`exists (select from erasure_keys k where k.search_id = t.id)`

const sources = {
  shown_details: { ...answers, where: sql`t.is_details` },
  answers: { ...answers, where: sql`not t.is_details` },
  case_texts: { ...closedCases, isRecord: hasTexts, isThere: hasTexts },
  cases: closedCases,
  access_log: {
    ...events,
    where: sql`t.type = 'subject_details.viewed' and t.redacted_by is null`,
  },
  events: {
    ...events,
    where: sql`t.reference is null and t.redacted_by is null and t.type <> 'events.redacted'`,
  },
  messages: {
    table: sql`outbox t`,
    id: sql`t.id`,
    idType: sql`uuid`,
    anchor: sql`t.sent_at`,
    where: sql`t.reference is null and t.sent_at is not null`,
  },
  hold_texts: {
    ...releasedHolds,
    where: sql`t.released_at is not null`,
    isRecord: sql`octet_length(t.purpose) > 0`,
  },
  holds: { ...releasedHolds, where: sql`t.released_at is not null`, isRecord: sql`t.matter <> ''` },
  drafts: {
    table: sql`erasure_searches t`,
    id: sql`t.id`,
    idType: sql`uuid`,
    anchor: sql`t.proposed_at`,
    where: sql`t.state in ('blocked', 'refused', 'superseded')`,
    isRecord: hasFindings,
    isThere: hasFindings,
  },
} as const satisfies Record<string, Source>

export type OwnSource = keyof typeof sources

/** Instants of anchors in UTC: from, included, to, excluded. */
export interface AnchorSpan {
  readonly from: DateTime
  readonly until: DateTime
}

export interface OwnRow {
  readonly id: string
  readonly anchorAt: DateTime
}

export interface OwnPage {
  readonly rows: readonly OwnRow[]
  /** Rows that were looked at. */
  readonly scanned: number
  /** The last row that was looked at; null: there is nothing behind it. */
  readonly next: OwnRow | null
}

const utc = (text: string) => DateTime.fromISO(text, { zone: 'utc' })

/** From the earliest anchor to just after the latest; null where there is none. */
export async function spanOf(from: Reader, name: OwnSource): Promise<AnchorSpan | null> {
  const { table, anchor, where }: Source = sources[name]
  const rows = await from.execute<{ first: string | null; last: string | null }>(sql`
    select to_json(min(${anchor})) #>> '{}' as first, to_json(max(${anchor})) #>> '{}' as last
    from ${table} where ${where}`)
  const { first, last } = rows[0]!
  return first === null || last === null
    ? null
    : { from: utc(first), until: utc(last).plus({ milliseconds: 1 }) }
}

/** Up to `limit` rows of a span behind `after`, in the order of anchor and id, read from an index. */
export async function pageOf(
  from: Reader,
  name: OwnSource,
  span: AnchorSpan,
  after: OwnRow | null,
  limit: number,
): Promise<OwnPage> {
  const { table, id, idType, anchor, where, isRecord = sql`true` }: Source = sources[name]
  const behind = after
    ? sql`and (${anchor}, ${id}) > (${instant(after.anchorAt)}::timestamptz, ${after.id}::${idType})`
    : sql``
  const found = await from.execute<{ id: string; at: string; is_record: boolean }>(sql`
    select ${id}::text as id, to_json(${anchor}) #>> '{}' as at, ${isRecord} as is_record from ${table}
    where ${where} and ${anchor} >= ${instant(span.from)}::timestamptz
      and ${anchor} < ${instant(span.until)}::timestamptz ${behind}
    order by ${anchor}, ${id} limit ${limit}`)
  const rows = found.map((row) => ({ ...row, anchorAt: utc(row.at) }))
  return {
    rows: rows.flatMap(({ id: rowId, anchorAt, is_record }) => (is_record ? [{ id: rowId, anchorAt }] : [])),
    scanned: rows.length,
    next: rows.length < limit ? null : rows.at(-1)!,
  }
}

/** Which of these records are still there, also those that have no anchor any more. */
export async function remainingOf(
  from: Reader,
  name: OwnSource,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { table, id, idType, where, isRecord = sql`true`, isThere }: Source = sources[name]
  const rows = await from.execute<{ id: string }>(sql`
    select ${id}::text as id from ${table}
    where ${id} in (select value::${idType} from json_array_elements_text(${JSON.stringify(ids)}::text::json))
      and ${isThere ?? sql`${where} and ${isRecord}`}`)
  return rows.map((row) => row.id)
}
