import { Client, types } from 'cassandra-driver'
import { ContainerClient } from '@azure/storage-blob'
import { TableClient } from '@azure/data-tables'
import { DateTime } from 'luxon'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readEvents, verifyEvents } from '../../db/events.js'
import type { Sweep } from '../../db/sweeps.js'
import { openStores } from '../../src/connectors/index.js'
import type { Anchor, DataMap } from '../../src/domain/data-map/types.js'
import { deletionOf } from '../../src/domain/proof/deletion.js'
import { startAzurite, type Azurite } from '../../src/local/azurite.js'
import { blobRig, tableRig } from '../connectors/rigs/azure.js'
import { cassandraRig } from '../connectors/rigs/cassandra.js'
import { postgresRig } from '../connectors/rigs/postgres.js'
import type { Message, Rig } from '../connectors/rigs/rig.js'
import { findCassandra } from '../support/cassandra.js'
import type { DeskWorld } from '../support/desk-world.js'
import { deskOn } from '../support/on-both.js'
import {
  firstKept,
  lastDue,
  nightsOf,
  rowsOf,
  shifted,
  sweepNight,
  traps,
  vectorsOf,
  type AnchoredRow,
} from '../support/retention-nights.js'

const cassandra = await findCassandra()
let azurite: Azurite
beforeAll(async () => {
  azurite = await startAzurite(null)
})
afterAll(() => Promise.all([azurite.stop(), cassandra?.stop()]))

type Rigs = Readonly<Record<string, Rig>>

interface Rule {
  readonly months: number
  /** From the store's own note of when it was written, in place of a field. */
  readonly byStore?: boolean
}

function mapOf(rigs: Rigs, { months, byStore = false }: Rule): DataMap {
  const systems = Object.entries(rigs).map(([key, { connection, messages, writtenAt }]) => {
    const anchor: Anchor = byStore ? writtenAt! : messages.retention!.anchor
    const retention = { rule: 'RET-STD', months, anchor } as const
    return { key, name: key, connection, backups: [], collections: [{ ...messages, system: key, retention }] }
  })
  return { systems, hash: `sha256:${'0'.repeat(64)}` }
}

/** A desk that sweeps what lies in the rigs; `at` is before the first night. */
function deskOver(rigs: Rigs, rule: Rule, at: string): Promise<DeskWorld> {
  const env = Object.assign({}, ...Object.values(rigs).map((rig) => rig.env)) as NodeJS.ProcessEnv
  return deskOn('slack', at, () => openStores(mapOf(rigs, rule), env))
}

/** One record for each row, known by its name; what the row is anchored at is left to `processedAt`. */
const messagesOf = (rows: readonly AnchoredRow[], processedAt?: string): Message[] =>
  rows.map(({ name, anchorAt }, n) => ({
    customer: name,
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    body: 'Hello.',
    processedAt: DateTime.fromISO(processedAt ?? anchorAt)
      .toUTC()
      .toISO()!,
  }))

/** Names that are left in each store, as the vendors' own clients see it, past the desk. */
async function leftIn(rigs: Rigs): Promise<Readonly<Record<string, readonly string[]>>> {
  const entries = Object.entries(rigs).map(async ([key, rig]) => {
    const names = (await rig.list()).map((one) => one.slice(0, one.lastIndexOf('/')))
    return [key, names.sort()] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

interface Night {
  readonly day: string
  readonly sweep: Sweep
  readonly left: Awaited<ReturnType<typeof leftIn>>
}

async function passNights(world: DeskWorld, rigs: Rigs, days: readonly string[]): Promise<readonly Night[]> {
  const nights: Night[] = []
  for (const day of days) nights.push({ day, sweep: await sweepNight(world, day), left: await leftIn(rigs) })
  return nights
}

const everywhere = <T>(rigs: Rigs, value: T) =>
  Object.fromEntries(Object.keys(rigs).map((key) => [key, value]))

/** What each night left, against what is not due by then; and what each sweep counted against what went. */
function expectEachNight(nights: readonly Night[], rigs: Rigs, rows: readonly AnchoredRow[]): void {
  let before = rows.length
  for (const { day, sweep, left } of nights) {
    const kept = rows.filter(({ dueOn }) => dueOn > day).map(({ name }) => name)
    expect(left, day).toEqual(everywhere(rigs, kept.toSorted()))
    expect(sweep, day).toMatchObject({ day, state: 'done' })
    for (const key of Object.keys(rigs))
      expect(sweep.outcomes[`${key}.messages`], `${day} ${key}`).toEqual({
        deleted: before - kept.length,
        failed: 0,
        overPlan: 0,
        failure: null,
      })
    before = kept.length
  }
  expect(before).toBe(0)
}

/** The proof holds every record once, and the chain is whole. */
async function expectProof(world: DeskWorld, rigs: Rigs, rows: number): Promise<void> {
  const records = (await readEvents(world.parts.db, 1, 10_000)).flatMap((event) => deletionOf(event) ?? [])
  const proved = (key: string) =>
    records.filter(({ system }) => system === key).reduce((sum, { recordCount }) => sum + recordCount, 0)
  expect(Object.fromEntries(Object.keys(rigs).map((key) => [key, proved(key)]))).toEqual(
    everywhere(rigs, rows),
  )
  expect(await verifyEvents(world.parts.db)).toMatchObject({ ok: true })
}

const longest = 240_000

describe.skipIf(cassandra === null).each([3, 36])(
  'records whose period of %i months runs from a field, in Postgres, Cassandra, Azure Blob and Azure Table',
  (months) => {
    const rows = rowsOf(months)
    let rigs: Rigs
    let world: DeskWorld
    let nights: readonly Night[]
    const leftOn = (day: string) => nights.find((night) => night.day === day)!.left
    const isLeft = (day: string, name: string) =>
      Object.fromEntries(Object.entries(leftOn(day)).map(([key, names]) => [key, names.includes(name)]))

    beforeAll(async () => {
      rigs = {
        ledger: await postgresRig(),
        store: await cassandraRig(cassandra!),
        archive: await blobRig(azurite),
        log: await tableRig(azurite),
      }
      for (const rig of Object.values(rigs)) await rig.write(messagesOf(rows))
      world = await deskOver(rigs, { months }, '2026-02-28T12:00:00Z')
      nights = await passNights(world, rigs, nightsOf(months))
    }, longest)
    afterAll(async () => {
      await world.parts.desk.stores!.close()
      await world.stop()
      await Promise.all(Object.values(rigs).map((rig) => rig.stop()))
    })

    test.each(vectorsOf(months))(
      '$id: is there after the night of $lastKeptDate, and gone from $eligibleFromUtc on ($note)',
      ({ id, lastKeptDate, eligibleFromUtc }) => {
        const next = DateTime.fromISO(eligibleFromUtc, { zone: 'Europe/Oslo' }).toISODate()!
        expect(isLeft(lastKeptDate, id)).toEqual(everywhere(rigs, true))
        expect(isLeft(next, id)).toEqual(everywhere(rigs, false))
      },
    )

    test.each(months === 3 ? traps : [])(
      'the sweep of $today takes anchors up to the end of $upTo, and none of the next day',
      ({ today }) => {
        expect(isLeft(today, lastDue(today))).toEqual(everywhere(rigs, false))
        expect(isLeft(today, firstKept(today))).toEqual(everywhere(rigs, true))
      },
    )

    test('each night takes exactly what is due, and counts just that', () => {
      expectEachNight(nights, rigs, rows)
    })

    test('the proof adds up to every record of every store, once', () =>
      expectProof(world, rigs, rows.length))
  },
)

/** Rows that were written at their anchors, as Cassandra itself notes it; their field says otherwise. */
async function writeAt({ connection }: Rig, rows: readonly AnchoredRow[]): Promise<void> {
  const settings = connection.settings as Record<'contact_points' | 'data_center' | 'keyspace', string>
  const { contact_points: at, data_center: localDataCenter, keyspace } = settings
  const client = new Client({ contactPoints: [at].flat(), localDataCenter, keyspace })
  const insert =
    'insert into messages (customer, id, body, processed_at) values (?, ?, ?, ?) using timestamp ?'
  for (const [n, { customer, id, body, processedAt }] of messagesOf(rows, '2099-01-01').entries()) {
    const micros = types.Long.fromNumber(1000 * DateTime.fromISO(rows[n]!.anchorAt).toMillis())
    await client.execute(insert, [customer, id, body, new Date(processedAt), micros], { prepare: true })
  }
  await client.shutdown()
}

/** A deletion of today does not reach what is written at a later instant: so all of it lies a calendar's turn back. */
const years = -28

describe.skipIf(cassandra === null)('records of Cassandra whose period runs from their WRITETIME', () => {
  const rows = shifted(rowsOf(3), years)
  const days = nightsOf(3).map((day) => DateTime.fromISO(day).plus({ years }).toISODate()!)
  let rigs: Rigs
  let world: DeskWorld

  beforeAll(async () => {
    rigs = { store: await cassandraRig(cassandra!) }
    await writeAt(rigs['store']!, rows)
    world = await deskOver(rigs, { months: 3, byStore: true }, '1998-02-28T12:00:00Z')
  })
  afterAll(async () => {
    await world.parts.desk.stores!.close()
    await world.stop()
    await rigs['store']!.stop()
  })

  test(
    'each night takes exactly what is due by all vectors and traps',
    async () => {
      expectEachNight(await passNights(world, rigs, days), rigs, rows)
      await expectProof(world, rigs, rows.length)
    },
    longest,
  )
})

/** When the two services wrote what they hold, by their own note, earliest first. */
async function writtenIn({ archive, log }: Rigs): Promise<readonly DateTime[]> {
  const { connectionString } = azurite
  const dates: Date[] = []
  const container = new ContainerClient(connectionString, archive!.messages.nativeName)
  for await (const { properties } of container.listBlobsFlat()) dates.push(properties.lastModified)
  const table = TableClient.fromConnectionString(connectionString, log!.messages.nativeName, {
    allowInsecureConnection: true,
  })
  for await (const { timestamp } of table.listEntities()) dates.push(new Date(timestamp!))
  return dates.map((one) => DateTime.fromJSDate(one, { zone: 'Europe/Oslo' })).sort((a, b) => +a - +b)
}

describe('records of Azure whose period runs from their last change', () => {
  const rows = rowsOf(3)
  let rigs: Rigs
  let world: DeskWorld

  beforeAll(async () => {
    rigs = { archive: await blobRig(azurite), log: await tableRig(azurite) }
    // What their fields say is long past: it decides nothing.
    for (const rig of Object.values(rigs)) await rig.write(messagesOf(rows, '2020-01-01'))
  })
  afterAll(async () => {
    await world.parts.desk.stores!.close()
    await world.stop()
    await Promise.all(Object.values(rigs).map((rig) => rig.stop()))
  })

  test(
    'are there after the night of their last kept day, and gone after the next',
    async () => {
      const written = await writtenIn(rigs)
      expect(written).toHaveLength(2 * rows.length)
      const lastKept = (at: DateTime) => at.startOf('day').plus({ months: 3 })
      const kept = lastKept(written[0]!)
      const due = lastKept(written.at(-1)!).plus({ days: 1 })
      world = await deskOver(rigs, { months: 3, byStore: true }, kept.minus({ hours: 12 }).toUTC().toISO()!)
      const nights = await passNights(
        world,
        rigs,
        [kept, due].map((day) => day.toISODate()!),
      )
      const anchored = rows.map((row) => ({ ...row, dueOn: due.toISODate()! }))
      expectEachNight(nights, rigs, anchored)
      await expectProof(world, rigs, rows.length)
    },
    longest,
  )
})
