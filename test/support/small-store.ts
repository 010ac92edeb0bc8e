import type { Sql } from 'postgres'
import type { DataStore, RecordId } from '../../src/connectors/store.js'

/**
 * A store on the test's own Postgres, for tests of what stands on stores: each collection is a table with the text
 * columns of its fields, the first of which is the key. Pages have one record, so that paging is always tried.
 */
export function smallStore(system: string, sql: Sql): DataStore {
  const store: DataStore = {
    system,
    check: async () => ({ kind: 'read', findings: [] }),
    locate: async ({ nativeName, key }, matches, select, { after } = {}) => {
      const found = await sql`
        select * from ${sql(nativeName)}
        where (${matches
          .map(({ field, values }) => sql`${sql(field)} = any(${values as string[]})`)
          .reduce((all, one) => sql`${all} or ${one}`)})
          and ${sql(key[0]!)} > ${after ?? ''}
        order by ${sql(key[0]!)} limit 1`
      const records = found.map((row) => ({
        id: row[key[0]!] as RecordId,
        anchorAt: null,
        values: Object.fromEntries(select.map((field) => [field, row[field] as string])),
      }))
      return { kind: 'read', records, next: (records[0]?.id ?? null) as never }
    },
    divide: async () => ({ kind: 'read', ranges: ['' as never] }),
    scan: async ({ nativeName, key }, _range, select, { after } = {}) => {
      const found = await sql`
        select * from ${sql(nativeName)} where ${sql(key[0]!)} > ${after ?? ''} order by ${sql(key[0]!)} limit 1`
      const records = found.map((row) => ({
        id: row[key[0]!] as RecordId,
        anchorAt: null,
        values: Object.fromEntries(select.map((field) => [field, row[field] as string])),
      }))
      return { kind: 'read', records, next: (records[0]?.id ?? null) as never, scanned: records.length }
    },
    count: async ({ nativeName }, matches) => {
      const [row] = await sql`
        select count(*)::int as count from ${sql(nativeName)}
        where ${matches
          .map(({ field, values }) => sql`${sql(field)} = any(${values as string[]})`)
          .reduce((all, one) => sql`${all} or ${one}`)}`
      return { kind: 'read', count: row!['count'] as number }
    },
    export: async ({ nativeName, key }, ids) => {
      const rows = await sql`select * from ${sql(nativeName)} where ${sql(key[0]!)} = any(${[...ids]})`
      return {
        kind: 'read',
        records: rows.map((fields) => ({ id: fields[key[0]!] as RecordId, fields, content: null })),
      }
    },
    erase: async ({ nativeName, key }, ids) => {
      const rows = await sql`
        delete from ${sql(nativeName)} where ${sql(key[0]!)} = any(${[...ids]})
        returning ${sql(key[0]!)} as id`
      const erased = rows.map(({ id }) => id as RecordId)
      return { erased, absent: ids.filter((id) => !erased.includes(id)), failed: [] }
    },
    verify: async ({ nativeName, key }, ids) => {
      const rows = await sql`
        select ${sql(key[0]!)} as id from ${sql(nativeName)} where ${sql(key[0]!)} = any(${[...ids]})`
      return { kind: 'read', remaining: rows.map(({ id }) => id as RecordId) }
    },
    close: async () => undefined,
  }
  return store
}
