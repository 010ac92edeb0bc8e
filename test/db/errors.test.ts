import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase, transaction, type Tx } from '../../db/client.js'
import { DbError, toDbError } from '../../db/errors.js'
import { saveSetting } from '../../db/settings.js'
import { saveAccount } from '../../db/people.js'
import { inbox } from '../../db/schema/index.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { kari, noon, person } from './sample-case.js'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

const canary = 'kari.kanari@example.org'

/** Everything that can be reached from a value: own properties of every kind, and what it prints. */
function reachable(value: unknown, seen = new Set<unknown>()): string {
  if (typeof value !== 'object' || value === null) return String(value)
  if (seen.has(value)) return ''
  seen.add(value)
  const own = Reflect.ownKeys(value).map((key) =>
    reachable((value as Record<PropertyKey, unknown>)[key], seen),
  )
  return [inspect(value, { depth: 10, showHidden: true }), JSON.stringify(value), String(value), ...own].join(
    '\n',
  )
}

async function failure(work: Promise<unknown>): Promise<DbError> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(DbError)
  return error as DbError
}

const twice = (tx: Tx) => tx.insert(inbox).values([{ key: canary }, { key: canary }])

describe('no error holds a parameter', () => {
  const causes: readonly [string, (run: Tx) => Promise<unknown>][] = [
    ['double key', async (tx) => await twice(tx)],
    ['not a number', async (tx) => await tx.execute(sql`select ${canary}::text::int`)],
    ['not a uuid', async (tx) => await tx.execute(sql`insert into people (id) values (${canary})`)],
    ['not json', async (tx) => await tx.execute(sql`select ${canary}::text::json`)],
    [
      'raised by hand',
      async (tx) =>
        await tx.execute(
          sql.raw(`do $$ begin raise exception '${canary}' using table = '${canary}'; end $$`),
        ),
    ],
    ['wrong SQL', async (tx) => await tx.execute(sql.raw(`select '${canary}' frm x y`))],
    [
      'of the table',
      async (tx) =>
        await saveAccount(
          tx,
          { platform: 'slack', tenant: canary, userId: 'U1' },
          { kind: canary as never },
          kari,
        ),
    ],
    ['not storable', async (tx) => await saveSetting(tx, 'a', `${canary}\u0000`, { by: person(), at: noon })],
  ]

  test.each(causes)('in a transaction: %s', async (_, work) => {
    expect(reachable(await failure(transaction(fresh.db, work)))).not.toContain(canary)
  })

  test.each(causes)('outside of one: %s', async (_, work) => {
    expect(reachable(await failure(work(fresh.db as unknown as Tx)))).not.toContain(canary)
  })

  test('the canary would be found', async () => {
    const raw: unknown = await fresh.sql`select ${canary}::text::int`.catch((error: unknown) => error)
    expect(reachable(raw)).toContain(canary)
  })

  test('a failing commit is a DbError too', async () => {
    await fresh.sql`create table later (key text unique deferrable initially deferred)`
    const work = (tx: Tx) => tx.execute(sql`insert into later values (${canary}), (${canary})`)
    const error = await failure(transaction(fresh.db, work))
    expect(error).toMatchObject({
      code: '23505',
      table: 'later',
      constraint: 'later_key_key',
      isDuplicate: true,
    })
    expect(reachable(error)).not.toContain(canary)
  })
})

test('what the work itself throws comes through as it is', async () => {
  const mine = new Error('mine')
  await expect(transaction(fresh.db, () => Promise.reject(mine))).rejects.toBe(mine)
})

test('a transaction that lost a race is run again', async () => {
  let runs = 0
  const result = await transaction(fresh.db, async (tx) => {
    runs += 1
    if (runs < 3) await tx.execute(sql.raw(`do $$ begin raise exception using errcode = '40001'; end $$`))
    return 'done'
  })
  expect([result, runs]).toEqual(['done', 3])
})

describe('a server that is away is told within two seconds', () => {
  const url = (port: number) => `postgres://u:p@127.0.0.1:${port}/d`

  async function answer(target: string, work: (db: ReturnType<typeof openDatabase>) => Promise<unknown>) {
    const db = openDatabase(target)
    const start = performance.now()
    const error = await failure(work(db))
    expect(performance.now() - start).toBeLessThan(2_600)
    expect(error.isAway).toBe(true)
    await db.close()
  }

  test('nobody listens', () => answer(url(1), (db) => db.execute(sql`select 1`)))
  test('nobody listens, in a transaction', () =>
    answer(url(1), (db) => transaction(db, (tx) => tx.execute(sql`select 1`))))

  test('somebody listens and never answers', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    await answer(url((server.address() as AddressInfo).port), (db) =>
      transaction(db, (tx) => tx.execute(sql`select 1`)),
    )
    server.close()
  })

  test('a statement that takes too long', () =>
    answer(fresh.url, (db) => db.execute(sql`select pg_sleep(5)`)))

  test('the connection is ended by the administrator', () =>
    answer(fresh.url, (db) =>
      transaction(db, async (tx) => {
        const rows = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
        await fresh.sql`select pg_terminate_backend(${rows[0]!.pid})`
        await tx.execute(sql`select 1`)
      }),
    ))
})

test('a pool whose only connection was cut in a transaction works again', async () => {
  const db = openDatabase(fresh.url, { max: 1 })
  const cut = transaction(db, async (tx) => {
    const rows = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await fresh.sql`select pg_terminate_backend(${rows[0]!.pid})`
    await tx.execute(sql`select 1`)
  })
  expect((await failure(cut)).isAway).toBe(true)
  expect(await transaction(db, (tx) => tx.execute(sql`select 1 as one`))).toEqual([{ one: 1 }])
  await db.close()
})

test.each([
  ['57P01', true],
  ['53300', true],
  ['ECONNREFUSED', true],
  ['CONNECT_TIMEOUT', true],
  ['08006', true],
  ['23505', false],
  ['42P01', false],
  ['RD001', false],
])('%s: away is %s', (code, isAway) => {
  expect(toDbError({ code }).isAway).toBe(isAway)
})
