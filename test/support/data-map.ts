import type { Collection, Connection, DataMap, Field } from '../../src/domain/data-map/types.js'

/** A field that is only a string, unless told otherwise. */
export const aField = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  categories: [],
  identity: null,
  isPrimaryKey: false,
  type: 'string',
  references: [],
  ...more,
})

/** A collection that is deleted from on erasure; its key and categories follow from its fields. */
export function aCollection(system: string, name: string, more: Partial<Collection> = {}): Collection {
  const fields = more.fields ?? [aField('id', { isPrimaryKey: true })]
  return {
    system,
    name,
    nativeName: name,
    fields,
    key: fields.filter(({ isPrimaryKey }) => isPrimaryKey).map((field) => field.name),
    categories: [...new Set(fields.flatMap(({ categories }) => categories))].sort(),
    searching: { by: 'fields' },
    retention: null,
    erasure: { action: 'delete' },
    tombstones: null,
    options: {},
    ...more,
  }
}

/** A map of these collections, one system for each name of a system; `connections` are by that name. */
export function aMap(
  collections: readonly Collection[],
  connections: Readonly<Record<string, Connection>> = {},
): DataMap {
  const keys = [...new Set(collections.map(({ system }) => system))]
  return {
    hash: 'sha256:test',
    systems: keys.map((key) => ({
      key,
      name: key,
      connection: connections[key] ?? null,
      collections: collections.filter(({ system }) => system === key),
      backups: [],
    })),
  }
}
