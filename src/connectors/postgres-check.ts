import type { Sql } from 'postgres'
import type { Collection } from '../domain/data-map/types.js'
import { StoreFailed } from './calls.js'
import { isByTime, partitionColumn } from './postgres-partitions.js'
import { indexedColumns, missingPrivileges, quote, readTable, type Table } from './postgres-tables.js'
import { optionsOf } from './settings.js'
import type { Finding } from './store.js'

/** What keeps a collection from being searched and erased as the map says. */
export async function checkTable(sql: Sql, collection: Collection): Promise<Finding[]> {
  const { name } = collection
  const say = (level: Finding['level'], sentence: string): Finding => ({ level, collection: name, sentence })
  const table = await findTable(sql, collection)
  if (table === null)
    return [
      say('error', 'The table is not there, or the role may not see its schema: compare table in the map.'),
    ]
  const lacking = collection.fields.filter((field) => !table.types.has(field.name))
  if (lacking.length > 0)
    return [
      say('error', `The table lacks columns of the map: ${lacking.map((field) => field.name).join(', ')}.`),
    ]
  const denied = await missingPrivileges(sql, table, privilegesFor(collection))
  const slow = await unindexed(sql, table, collection)
  const split = isByTime(collection) ? await partitionColumn(sql, table) : null
  return [
    ...(isByTime(collection) && split !== anchorField(collection)
      ? [say('error', 'The table is not partitioned by ranges of its anchor: take partitioned_by_time away.')]
      : []),
    ...denied.map((privilege) => say('error', `The role lacks ${privilege} on the table: grant it.`)),
    ...slow.map((field) => say('warning', `${field} has no index: every search reads the whole table.`)),
  ]
}

const anchorField = ({ retention }: Collection) =>
  retention?.anchor.source === 'field' ? retention.anchor.field : null

async function findTable(sql: Sql, collection: Collection): Promise<Table | null> {
  try {
    return await readTable(sql, collection)
  } catch (error) {
    if (error instanceof StoreFailed) return null
    throw error
  }
}

function privilegesFor({ erasure }: Collection): string[] {
  return { delete: ['SELECT', 'DELETE'], null: ['SELECT', 'UPDATE'], keep: ['SELECT'] }[erasure.action]
}

async function unindexed(sql: Sql, table: Table, { fields, options }: Collection): Promise<string[]> {
  const indexed = await indexedColumns(sql, table)
  const { lower } = optionsOf.postgres.parse(options)
  return fields
    .filter(({ identity, references }) => identity !== null || references.length > 0)
    .map(({ name }) => name)
    .filter(
      (name) =>
        !(lower.includes(name) ? [`lower(${name})`, `lower(${quote(name)})`] : [name, quote(name)]).some(
          (first) => indexed.has(first),
        ),
    )
}
