/** SQLSTATE classes and Node codes that say "not now" about the server, not "no" about the query. */
const awayCodes =
  /^(08...|57P0[1-5]|53300|57014|55P03|E[A-Z_]{3,}|CONNECT_TIMEOUT|CONNECTION_[A-Z]+|ANSWER_TIMEOUT)$/
const retryCodes = new Set(['40001', '40P01'])
const wellFormed = /^[A-Z0-9_]{5,40}$/

/** What may be told about a failed query: names of the schema, never a value. */
export interface DbFacts {
  /** SQLSTATE, or the network error's code; `UNKNOWN` where there is neither. */
  readonly code: string
  readonly table: string | null
  readonly constraint: string | null
}

/**
 * A query that failed. It holds no parameter, no row and no cause: the driver's own error carries all of them, and
 * they can be values of people.
 */
export class DbError extends Error implements DbFacts {
  readonly code: string
  readonly table: string | null
  readonly constraint: string | null

  constructor({ code, table, constraint }: DbFacts) {
    super(`The database refused or did not answer (${code}${constraint === null ? '' : `, ${constraint}`})`)
    this.name = 'DbError'
    this.code = code
    this.table = table
    this.constraint = constraint
  }

  /** The server is not there, is going down, is full or too slow: trying later can help. */
  get isAway(): boolean {
    return awayCodes.test(this.code)
  }

  /** The transaction lost a race and can be run again from its start. */
  get isRaceLost(): boolean {
    return retryCodes.has(this.code)
  }

  /** A row with this key exists already. */
  get isDuplicate(): boolean {
    return this.code === '23505'
  }
}

/** A case was saved by somebody else since it was read; the caller reads it anew. */
export class VersionConflict extends Error {
  constructor(readonly reference: string) {
    super(`${reference} was changed by somebody else`)
    this.name = 'VersionConflict'
  }
}

/** Names of tables and constraints come from our schema; anything else is not repeated. */
const schemaName = (value: unknown) =>
  typeof value === 'string' && /^[a-z_0-9]{1,63}$/.test(value) ? value : null

const field = (from: unknown, name: string): unknown =>
  typeof from === 'object' && from !== null ? (from as Record<string, unknown>)[name] : undefined

function driverError(error: unknown): unknown {
  const cause = field(error, 'cause')
  return field(error, 'code') === undefined && cause !== undefined ? driverError(cause) : error
}

/** Turns whatever the driver threw into a `DbError`; gives back one that already is. */
export function toDbError(error: unknown): DbError {
  if (error instanceof DbError) return error
  const thrown = driverError(error)
  const code = field(thrown, 'code')
  return new DbError({
    code: typeof code === 'string' && wellFormed.test(code) ? code : 'UNKNOWN',
    table: schemaName(field(thrown, 'table_name')),
    constraint: schemaName(field(thrown, 'constraint_name')),
  })
}
