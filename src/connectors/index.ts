import type { DataMap, System } from '../domain/data-map/types.js'
import { AzureBlobStore } from './azure-blob.js'
import { AzureTableStore } from './azure-table.js'
import { CassandraStore } from './cassandra.js'
import { openPostgres } from './postgres.js'
import { ConnectionInFile, resolve, variablesOf } from './settings.js'
import type { DataStore, Stores } from './store.js'
import { makeStores } from './stores.js'

/** Opens one system; nothing is asked of it yet. Throws `SettingMissing`; null for a system without a connection. */
export function openStore(system: System, env: NodeJS.ProcessEnv): DataStore | null {
  if (system.connection === null) return null
  const settings = ConnectionInFile.parse(system.connection.settings)
  // Cassandra's client connects, and so reads its secrets, only when it is asked.
  for (const name of variablesOf(settings)) resolve({ env: name }, env)
  switch (settings.kind) {
    case 'postgres':
      return openPostgres(system, settings, env)
    case 'cassandra':
      return new CassandraStore(system, settings, env)
    case 'azure_blob':
      return new AzureBlobStore(system, settings, env)
    case 'azure_table':
      return new AzureTableStore(system, settings, env)
  }
}

/** The stores of a map, with what it leaves to the environment. Throws `SettingMissing` for the first that lacks. */
export const openStores = (map: DataMap, env: NodeJS.ProcessEnv): Stores =>
  makeStores(map, (system) => openStore(system, env))
