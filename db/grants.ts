import type { Sql } from 'postgres'

/** What the service does with each table. Nothing more is granted: no DDL, no TRUNCATE, no change of an event but by record. */
const rights: Readonly<Record<string, string>> = {
  events: 'select, insert',
  reference_counters: 'select, insert, update',
  cases: 'select, insert, update, delete',
  case_items: 'select, insert, update, delete',
  case_steps: 'select, insert, update, delete',
  holds: 'select, insert, update, delete',
  archive_exceptions: 'select, insert, update, delete',
  restrictions: 'select, insert, update, delete',
  plans: 'select, insert, update, delete',
  people: 'select, insert, update, delete',
  accounts: 'select, insert, update, delete',
  grants: 'select, insert, update, delete',
  account_links: 'select, insert, update, delete',
  conversations: 'select, insert, update, delete',
  case_keys: 'select, insert, update, delete',
  subjects: 'select, insert, update, delete',
  subject_indexes: 'select, insert, delete',
  sealed_texts: 'select, insert, delete',
  inbox: 'select, insert, update, delete',
  answers: 'select, insert, delete',
  case_figures: 'select, insert, update',
  outbox: 'select, insert, update, delete',
  cards: 'select, insert, update, delete',
  settings: 'select, insert, update',
  paces: 'select, insert, update, delete',
  reminders: 'select, insert, update, delete',
  watches: 'select, insert, update, delete',
  oncall_turns: 'select, insert, delete',
  oncall_covers: 'select, insert, update, delete',
  erasure_searches: 'select, insert, update, delete',
  erasure_keys: 'select, insert, delete',
  erasure_pages: 'select, insert, update, delete',
  erasures: 'select, insert, update, delete',
  deletion_counters: 'select, insert, update',
  standstills: 'select, insert, update',
  store_checks: 'select, insert, update, delete',
  sweeps: 'select, insert, update',
  sweep_parts: 'select, insert, update, delete',
  sweep_keepers: 'select, insert, delete',
  sweep_found: 'select, insert, delete',
  runs: 'select, insert, update, delete',
  workers: 'select, insert, update, delete',
}

/** Every table of the product. */
export const deskTables: readonly string[] = Object.keys(rights)

/** The functions of the product that do not go with a table. */
export const deskFunctions: readonly string[] = [
  'events_are_append_only',
  'events_only_lose',
  'redact_events',
  'listed_seqs',
]

async function grantQueue(sql: Sql, role: string): Promise<void> {
  const to = sql(role)
  await sql`grant usage on schema graphile_worker to ${to}`
  await sql`grant select, insert, update, delete on all tables in schema graphile_worker to ${to}`
  await sql`grant usage on all sequences in schema graphile_worker to ${to}`
  await sql`grant execute on all functions in schema graphile_worker to ${to}`
  // The queue switches row security on without a policy, so that its owner alone sees the jobs.
  const guarded = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity`
  for (const { name } of guarded) {
    const table = sql`graphile_worker.${sql(name)}`
    await sql`drop policy if exists rights_desk on ${table}`
    await sql`create policy rights_desk on ${table} to ${to} using (true) with check (true)`
  }
}

/** Grants the service's role exactly what it needs, taking away whatever else it had on our tables. */
export async function grantTo(sql: Sql, role: string): Promise<void> {
  await sql.begin(async (tx) => {
    const to = tx(role)
    await tx`revoke all on all tables in schema public from ${to}`
    await tx`grant usage on schema public, drizzle to ${to}`
    await tx`grant select on drizzle.__drizzle_migrations to ${to}`
    for (const [table, given] of Object.entries(rights)) {
      await tx`grant ${tx.unsafe(given)} on ${tx(table)} to ${to}`
    }
    await tx`grant execute on function redact_events() to ${to}`
    await grantQueue(tx as unknown as Sql, role)
  })
}
