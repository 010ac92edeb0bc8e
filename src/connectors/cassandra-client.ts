import { readFile } from 'node:fs/promises'
import { auth, Client, errors, types, type DseClientOptions } from 'cassandra-driver'
import type { Connection } from '../domain/data-map/types.js'
import type { Classify } from './calls.js'
import { resolve, type CassandraSettings } from './settings.js'
import type { UnreadReason } from './store.js'

const { responseErrorCodes: codes } = types
const meanings: ReadonlyMap<number, UnreadReason> = new Map([
  [codes.badCredentials, 'denied'],
  [codes.unauthorized, 'denied'],
  [codes.unavailableException, 'away'],
  [codes.overloaded, 'away'],
  [codes.isBootstrapping, 'away'],
  // A replica failed, e.g. over too many tombstones in one page.
  [codes.readFailure, 'away'],
  [codes.writeFailure, 'away'],
  [codes.writeTimeout, 'timeout'],
  [codes.readTimeout, 'timeout'],
  [codes.syntaxError, 'misfit'],
  [codes.invalid, 'misfit'],
])

export const classify: Classify = (error) => {
  if (error instanceof errors.AuthenticationError) return 'denied'
  if (error instanceof errors.OperationTimedOutError) return 'timeout'
  if (error instanceof errors.NoHostAvailableError) {
    const inner = Object.values((error.innerErrors ?? {}) as Record<string, unknown>)
    return inner.map(classify).find((why) => why === 'denied' || why === 'timeout') ?? 'away'
  }
  return error instanceof errors.ResponseError ? (meanings.get(error.code) ?? null) : null
}

/** Connects to a cluster; gives a client that waits no longer than the map says. */
export async function connectCassandra(
  { timeoutMs }: Pick<Connection, 'timeoutMs'>,
  settings: CassandraSettings,
  env: NodeJS.ProcessEnv,
): Promise<Client> {
  const client = new Client(await clientOptions(timeoutMs, settings, env))
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.shutdown().catch(() => undefined)
    throw error
  }
}

/** What the driver is told: who the desk is, whom it trusts and how long it waits. Reads the file of `tls.ca_file`. */
export async function clientOptions(timeoutMs: number, settings: CassandraSettings, env: NodeJS.ProcessEnv) {
  const { username, password, tls } = settings
  const ca = tls?.ca_file === undefined ? undefined : await readFile(resolve(tls.ca_file, env))
  return {
    contactPoints: resolve(settings.contact_points, env)
      .split(',')
      .map((point) => point.trim()),
    localDataCenter: resolve(settings.data_center, env),
    keyspace: settings.keyspace,
    socketOptions: { connectTimeout: timeoutMs, readTimeout: timeoutMs },
    queryOptions: {
      prepare: true,
      isIdempotent: true,
      consistency: types.consistencies[camel(settings.consistency)],
    },
    // The cluster's clocks wrote the rows: a deletion by a clock of ours that is behind would delete nothing.
    policies: { timestampGeneration: null },
    ...(username && password
      ? { authProvider: new auth.PlainTextAuthProvider(resolve(username, env), resolve(password, env)) }
      : {}),
    ...(tls ? { sslOptions: { rejectUnauthorized: true, ...(ca ? { ca: [ca] } : {}) } } : {}),
  } as unknown as DseClientOptions
}

const camel = (name: CassandraSettings['consistency']) =>
  name.replace(/_(.)/gu, (_, letter: string) => letter.toUpperCase()) as
    'localQuorum' | 'quorum' | 'eachQuorum' | 'all'
