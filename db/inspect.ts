import { sql, type SQL } from 'drizzle-orm'
import type { Reference } from '../src/domain/case/types.js'
import type { Reader } from './client.js'

export type Row = Readonly<Record<string, unknown>>

/** Rows of one table as they lie there; of what is sealed or pseudonymised, only that it is there and how long. */
export interface TableRows {
  readonly table: string
  readonly rows: readonly Row[]
}

/** One statement a table. No column that holds a value of, or an index made from, a person is among them (Z1). */
const tables: Readonly<Record<string, (reference: Reference) => SQL>> = {
  cases: (reference) => sql`
    select to_jsonb(c) - 'subject_person' || jsonb_build_object('subject_is_staff', c.subject_person is not null) as row
    from cases c where reference = ${reference}`,
  case_items: (reference) => sql`
    select to_jsonb(i) - 'reference' as row from case_items i where reference = ${reference} order by position`,
  case_steps: (reference) => sql`
    select to_jsonb(s) - 'reference' as row from case_steps s where reference = ${reference} order by ticked_at, code`,
  plans: (reference) => sql`
    select to_jsonb(p) - 'reference' as row from plans p where reference = ${reference} order by proposed_at`,
  holds: (reference) => sql`
    select to_jsonb(h) - 'matter' - 'key_id' - 'wrapped' - 'purpose'
      || jsonb_build_object('purpose', octet_length(purpose) || ' bytes, sealed') as row
    from holds h where scope -> 'references' @> to_jsonb(${reference}::text) order by number`,
  restrictions: (reference) => sql`
    select to_jsonb(r) - 'reference' as row from restrictions r where reference = ${reference} order by applied_at, id`,
  subjects: (reference) => sql`
    select jsonb_build_object('id', id, 'sealed', octet_length(sealed) || ' bytes, sealed') as row
    from subjects where reference = ${reference}`,
  subject_indexes: (reference) => sql`
    select jsonb_build_object('kind', kind, 'value', 'keyed hash, not shown') as row
    from subject_indexes where reference = ${reference} order by kind`,
  sealed_texts: (reference) => sql`
    select jsonb_build_object('id', id, 'kind', kind, 'at', at, 'sealed', octet_length(sealed) || ' bytes, sealed') as row
    from sealed_texts where reference = ${reference} order by at, kind`,
  case_keys: (reference) => sql`
    select jsonb_build_object('key_id', key_id, 'wrapped', octet_length(wrapped) || ' bytes, wrapped') as row
    from case_keys where reference = ${reference}`,
  cards: (reference) => sql`
    select to_jsonb(d) - 'reference' as row from cards d where reference = ${reference} order by platform, channel`,
}

const rowsOf = async (from: Reader, query: SQL): Promise<readonly Row[]> =>
  (await from.execute<{ row: Row }>(query)).map(({ row }) => row)

/** Everything that lies behind one case, table by table, without values of a person. */
export async function listTablesOf(from: Reader, reference: Reference): Promise<readonly TableRows[]> {
  return Promise.all(
    Object.entries(tables).map(async ([table, query]) => ({
      table,
      rows: await rowsOf(from, query(reference)),
    })),
  )
}

/** The newest messages of the outbox, at most `limit`. */
export async function listNewestMessages(from: Reader, limit: number): Promise<readonly Row[]> {
  return rowsOf(
    from,
    sql`select to_jsonb(o) as row from outbox o order by written_at desc, id limit ${limit}`,
  )
}

/** The jobs that wait, run or failed, the next first, at most `limit`; their payloads are ids and stay out. */
export async function listJobs(from: Reader, limit: number): Promise<readonly Row[]> {
  return rowsOf(
    from,
    sql`select jsonb_build_object('id', id, 'task', task_identifier, 'run_at', run_at, 'attempts', attempts,
        'max_attempts', max_attempts, 'last_error', last_error, 'is_running', locked_at is not null) as row
      from graphile_worker.jobs order by run_at, id limit ${limit}`,
  )
}

/** How many messages wait or are being sent: zero once all that was to be said has been said. */
export async function countUnsent(from: Reader): Promise<number> {
  const rows = await from.execute<{ count: number }>(
    sql`select count(*)::int as count from outbox where state in ('waiting', 'sending')`,
  )
  return rows[0]!.count
}

/** Whose account each person acts through, by person: the user id on the platform. */
export async function listUserIds(from: Reader): Promise<ReadonlyMap<string, string>> {
  const rows = await from.execute<{ person: string; userId: string }>(
    sql`select person, user_id as "userId" from accounts order by platform desc`,
  )
  return new Map(rows.map(({ person, userId }) => [person, userId]))
}
