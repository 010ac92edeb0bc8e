import type { Client } from 'cassandra-driver'
import type { Collection } from '../domain/data-map/types.js'
import { StoreFailed } from './calls.js'
import { isSearchable, keyTypes, readTable, type Table } from './cassandra-tables.js'
import type { Finding } from './store.js'

const secondsADay = 86_400

/** What keeps a collection from being searched and erased as the map says. */
export async function checkTable(
  client: Client,
  keyspace: string,
  collection: Collection,
): Promise<Finding[]> {
  const { name } = collection
  const say = (level: Finding['level'], sentence: string): Finding => ({ level, collection: name, sentence })
  const table = await findTable(client, keyspace, collection)
  if (table === null)
    return [say('error', 'The table is not there, or its primary key is not the one of the map.')]
  return [
    ...lacking(table, collection).map((field) => say('error', `The table has no column ${field}.`)),
    ...table.key
      .filter((column) => !keyTypes.has(table.types.get(column)!))
      .map((column) => say('error', `The type of the key column ${column} is not supported.`)),
    ...unsearchable(table, collection).map((field) =>
      say(
        'error',
        `${field} is neither the partition key nor has the index that options.indexes names: make it, or use a lookup table.`,
      ),
    ),
    ...graceTooShort(table, collection).map((sentence) => say('warning', sentence)),
  ]
}

async function findTable(client: Client, keyspace: string, collection: Collection): Promise<Table | null> {
  try {
    return await readTable(client, keyspace, collection)
  } catch (error) {
    if (error instanceof StoreFailed) return null
    throw error
  }
}

const lacking = (table: Table, { fields }: Collection): string[] =>
  fields.map(({ name }) => name).filter((name) => !table.types.has(name))

const unsearchable = (table: Table, collection: Collection): string[] =>
  collection.searching.by === 'nothing'
    ? []
    : collection.fields
        .filter(({ identity, references }) => identity !== null || references.length > 0)
        .map(({ name }) => name)
        .filter((name) => !isSearchable(table, collection, name))

function graceTooShort(table: Table, { tombstones }: Collection): string[] {
  const days = table.graceSeconds / secondsADay
  return tombstones && tombstones.graceDays < days
    ? [
        `gc_grace_seconds of the table is ${days} days, more than grace_days of the map: purge dates would be too early.`,
      ]
    : []
}
