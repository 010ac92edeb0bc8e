import type { DataMap, System } from '../domain/data-map/types.js'
import { isSafeDatabaseUrl, isSafeUrl } from '../safe-url.js'
import { ConnectionInFile, resolve, type AzureSettings, type CassandraSettings } from './settings.js'

/** A sentence with the cure for each system that would be reached over a network unencrypted. */
export const unsafeSystems = (map: DataMap, env: NodeJS.ProcessEnv): string[] =>
  map.systems.flatMap((system) => {
    const cure = cureOf(system, env)
    return cure === null ? [] : [`${system.key} is not reached safely: ${cure}.`]
  })

type Settings = ConnectionInFile
type Kind = Settings['kind']
type Env = NodeJS.ProcessEnv

/** How each kind of store shows that it is reached safely, and what cures it. */
const rules: {
  readonly [K in Kind]: {
    readonly isSafe: (settings: Extract<Settings, { kind: K }>, env: Env) => boolean
    readonly cure: string
  }
} = {
  postgres: {
    isSafe: ({ url }, env) => isSafeDatabaseUrl(textOf(url, env) ?? loopback),
    cure: 'encrypt the way to another machine with ?sslmode=verify-full in its address',
  },
  cassandra: { isSafe: isCassandraSafe, cure: 'add tls to its connection in the map' },
  azure_blob: { isSafe: isAzureSafe, cure: 'its address must start with https://' },
  azure_table: { isSafe: isAzureSafe, cure: 'its address must start with https://' },
}

function cureOf({ connection }: System, env: Env): string | null {
  if (connection === null) return null
  const settings = ConnectionInFile.parse(connection.settings)
  const { isSafe, cure } = rules[settings.kind]
  return (isSafe as (settings: Settings, env: Env) => boolean)(settings, env) ? null : cure
}

function isAzureSafe({ connection_string, account_url }: AzureSettings, env: Env): boolean {
  return addressesOf(textOf(connection_string ?? account_url, env) ?? '').every(isSafeUrl)
}

/** What is not set is told elsewhere. */
const loopback = 'postgres://127.0.0.1/none'

const textOf = (setting: Parameters<typeof resolve>[0] | undefined, env: NodeJS.ProcessEnv): string | null =>
  setting === undefined || (typeof setting === 'object' && !env[setting.env]?.trim())
    ? null
    : resolve(setting, env)

function isCassandraSafe({ tls, contact_points }: CassandraSettings, env: NodeJS.ProcessEnv): boolean {
  const points = (textOf(contact_points, env) ?? '').split(',').map((point) => point.trim())
  return tls !== undefined || points.every((point) => /^(?:$|127\.0\.0\.1|localhost|\[::1\])/u.test(point))
}

/** An account address as it is, or those that a connection string makes. */
function addressesOf(text: string): string[] {
  if (!text.includes('=')) return text === '' ? [] : [text]
  const parts = Object.fromEntries(
    text.split(';').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  )
  const named = ['BlobEndpoint', 'TableEndpoint'].flatMap((name) => parts[name] ?? [])
  const protocol = parts['DefaultEndpointsProtocol'] ?? 'https'
  return named.length > 0 ? named : [`${protocol}://${parts['AccountName'] ?? 'account'}.invalid`]
}
