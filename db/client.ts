import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { sql, type ExtractTablesWithRelations, type Query, type SQL } from 'drizzle-orm'
import {
  PgDatabase,
  PgDialect,
  type PgPreparedQuery,
  type PgSession,
  type PreparedQueryConfig,
} from 'drizzle-orm/pg-core'
import {
  drizzle,
  PostgresJsSession,
  PostgresJsTransaction,
  type PostgresJsQueryResultHKT,
} from 'drizzle-orm/postgres-js'
import postgres, { type Sql, type TransactionSql } from 'postgres'
import { DbError, toDbError } from './errors.js'

type NoSchema = Record<string, never>
type NoRelations = ExtractTablesWithRelations<NoSchema>
type Args<T> = T extends (...args: infer A) => unknown ? A : never

/** Whatever can be read from: a transaction, or the database itself, one statement at a time. */
export type Reader = PgDatabase<PostgresJsQueryResultHKT, NoSchema, NoRelations>
/** An open transaction; what changes more than one row asks for it. Every failing query throws `DbError`. */
export type Tx = PostgresJsTransaction<NoSchema, NoRelations>
type Row = Readonly<Record<string, unknown>>

export interface DatabaseOptions {
  /** Connections at most; default 10. */
  readonly max?: number
  /** How long the server works on one statement; half a second later we stop waiting for it. Default 1,500 ms. */
  readonly statementTimeoutMs?: number
}

const graceMs = 500

/** Waits for `work`, but no longer than `ms`: a server that is cut off does not say so. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DbError({ code: 'ANSWER_TIMEOUT', table: null, constraint: null })),
      ms,
    )
  })
  try {
    return await Promise.race([work, late])
  } catch (error) {
    throw toDbError(error)
  } finally {
    clearTimeout(timer)
  }
}

function signal() {
  let fire!: () => void
  const fired = new Promise<void>((resolve) => {
    fire = resolve
  })
  return { fired, fire }
}

const isAway = (thrown: { readonly error: unknown } | null) =>
  thrown?.error instanceof DbError && thrown.error.isAway

/** Drizzle's session with three differences: prepared statements, a limit to waiting, errors without values. */
class SafeSession extends PostgresJsSession<Sql, NoSchema, NoRelations> {
  constructor(
    client: Sql,
    private readonly pgDialect: PgDialect,
    private readonly waitMs: number,
    private readonly onAway: (error: DbError, client: Sql) => void,
  ) {
    super(client, pgDialect, undefined)
  }

  /** Gives the failure back, after telling of one that can leave a dead connection in the pool. */
  private tell(error: unknown, client: Sql): unknown {
    if (error instanceof DbError && error.isAway) this.onAway(error, client)
    return error
  }

  override prepareQuery<T extends PreparedQueryConfig = PreparedQueryConfig>(
    query: Query,
    fields: Args<PgSession['prepareQuery']>[1],
    name: string | undefined,
    isResponseInArrayMode: boolean,
    mapper?: (rows: unknown[][]) => T['execute'],
  ): PgPreparedQuery<T> {
    // Any name makes the driver keep the statement, by its text: one round trip instead of two.
    const prepared = super.prepareQuery<T>(query, fields, name ?? 'kept', isResponseInArrayMode, mapper)
    const { client } = this
    const execute = prepared.execute.bind(prepared)
    prepared.execute = async (...args: Parameters<typeof execute>) => {
      try {
        return await within(this.waitMs, execute(...args))
      } catch (error) {
        throw this.tell(error, client)
      }
    }
    return prepared
  }

  override async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const begun = signal()
    const worked = signal()
    let thrown: { readonly error: unknown } | null = null
    let isLate = false
    const { client } = this
    const whole = client.begin(async (own: TransactionSql) => {
      begun.fire()
      if (isLate) throw new Error('nobody waits any more')
      try {
        return await work(this.inside(own, client))
      } catch (error) {
        thrown = { error }
        throw error
      } finally {
        worked.fire()
      }
    }) as Promise<T>
    whole.catch(() => undefined)
    try {
      await within(this.waitMs, Promise.race([begun.fired, whole]))
      await Promise.race([worked.fired, whole])
      return await within(isAway(thrown) ? 0 : this.waitMs, whole)
    } catch (error) {
      isLate = true
      if (thrown !== null) throw (thrown as { error: unknown }).error
      throw this.tell(toDbError(error), client)
    }
  }

  private inside(own: TransactionSql, pool: Sql): Tx {
    const onAway = (error: DbError) => this.onAway(error, pool)
    const session = new SafeSession(own as unknown as Sql, this.pgDialect, this.waitMs, onAway)
    return new PostgresJsTransaction<NoSchema, NoRelations>(this.pgDialect, session as never, undefined)
  }
}

function connect(url: string, max: number, statementTimeoutMs: number): Sql {
  const client = postgres(url, {
    max,
    connect_timeout: 2,
    backoff: () => 0.1,
    fetch_types: false,
    onnotice: () => undefined,
    connection: {
      application_name: 'rights-desk',
      statement_timeout: statementTimeoutMs,
      TimeZone: 'UTC',
      jit: false,
    },
  })
  // Called for its effect on the client: instants and dates pass through as text, for Luxon to read.
  drizzle({ client })
  return client
}

/** The server answers, if only to say no; its connection is sound. */
const soundCodes = new Set(['57014', '53300', '55P03'])
const drainSeconds = 2
const fewestMsBetween = 10_000

/**
 * Takes a pool out of use when a connection of it was cut: the driver cannot use such a connection again once it was
 * in a transaction, and would keep it in the pool for ever. Waiting in vain may also be overload, which more
 * connections make worse: that alone takes out a pool every ten seconds at most.
 */
function replacer(make: () => Sql, use: (client: Sql) => void) {
  let current = make()
  let madeAt = performance.now()
  const draining = new Set<Promise<void>>()
  const drain = (client: Sql, timeout: number) => {
    const ended = client.end({ timeout }).finally(() => draining.delete(ended))
    draining.add(ended)
  }
  const onAway = (error: DbError, client: Sql) => {
    const isTooSoon = error.code === 'ANSWER_TIMEOUT' && performance.now() - madeAt < fewestMsBetween
    if (client !== current || soundCodes.has(error.code) || isTooSoon) return
    current = make()
    madeAt = performance.now()
    use(current)
    drain(client, drainSeconds)
  }
  const close = async () => {
    drain(current, drainSeconds)
    await Promise.all(draining)
  }
  return { first: current, onAway, close }
}

/** A pool of connections. Every failing query throws `DbError`. */
export class Database extends PgDatabase<PostgresJsQueryResultHKT, NoSchema, NoRelations> {
  /** Resolves when the server answers. Throws `DbError`. */
  async ping(): Promise<void> {
    await this.execute(sql`select 1`)
  }

  /** Ends all connections, after a few seconds at most for queries that still run. */
  readonly close: () => Promise<void>

  constructor(make: () => Sql, waitMs: number) {
    const dialect = new PgDialect()
    const pool = replacer(make, (client) => {
      session.client = client
    })
    const session = new SafeSession(pool.first, dialect, waitMs, pool.onAway)
    super(dialect, session, undefined)
    this.close = pool.close
  }
}

/** Makes a pool; connects at the first query, and again by itself after the server was away. */
export function openDatabase(
  url: string,
  { max = 10, statementTimeoutMs = 1_500 }: DatabaseOptions = {},
): Database {
  return new Database(() => connect(url, max, statementTimeoutMs), statementTimeoutMs + graceMs)
}

const attempts = 5

/**
 * Runs `work` in a transaction, from its start again (up to five times) when it lost a race with another one.
 * `work` must change nothing outside the database.
 */
export async function transaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work as Parameters<typeof db.transaction<T>>[0])
    } catch (error) {
      if (!(error instanceof DbError && error.isRaceLost) || attempt === attempts) throw error
      await delay(randomInt(5, 20 * attempt))
    }
  }
}

/** Reads everything as it is at one instant, however many queries that takes. */
export const snapshot = <T>(db: Database, read: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction(read as Parameters<typeof db.transaction<T>>[0], {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  })

/**
 * Sends statements one behind the other without waiting in between, so that they cost one round trip together; each
 * sees what those before it did. Gives the rows of each, and throws what the first failing one throws.
 */
export async function inOrder(tx: Tx, statements: readonly SQL[]): Promise<readonly (readonly Row[])[]> {
  // `execute` here and now: a query that is only awaited starts when the promise machinery comes to it.
  return await Promise.all(statements.map((statement) => tx.execute<Row>(statement).execute()))
}
