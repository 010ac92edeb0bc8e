import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../src/connectors/index.js'
import type { Cursor, DataStore, LocatedRecord, Match, RecordId } from '../../src/connectors/store.js'
import type { Collection, Connection } from '../../src/domain/data-map/types.js'
import { startAzurite, type Azurite } from '../../src/local/azurite.js'
import { findCassandra } from '../support/cassandra.js'
import { blobRig, tableRig } from './rigs/azure.js'
import { cassandraRig } from './rigs/cassandra.js'
import { postgresRig } from './rigs/postgres.js'
import type { Message, Rig } from './rigs/rig.js'

const cassandra = await findCassandra()
let azurite: Azurite
beforeAll(async () => {
  azurite = await startAzurite(null)
})
afterAll(() => Promise.all([azurite.stop(), cassandra?.stop()]))

const messagesOf = (customer: string, count: number): Message[] =>
  Array.from({ length: count }, (_, at) => ({
    customer,
    id: randomUUID(),
    body: `Hello from ${customer}, number ${at}`,
    processedAt: '2026-08-22T10:30:00.000Z',
  }))

const stores: readonly (readonly [string, (() => Promise<Rig>) | null])[] = [
  ['postgres', postgresRig],
  ['cassandra', cassandra && (() => cassandraRig(cassandra))],
  ['azure blob', () => blobRig(azurite)],
  ['azure table', () => tableRig(azurite)],
]

for (const [name, makeRig] of stores)
  describe.skipIf(makeRig === null)(`a store: ${name}`, () => contract(makeRig!))

function contract(makeRig: () => Promise<Rig>): void {
  let rig: Rig
  let store: DataStore
  let messages: Collection
  let opened: DataStore[]

  const open = (connection: Connection = rig.connection, collections: Collection[] = [messages]) => {
    const system = { key: 'messages', name: 'Messages', connection, collections, backups: [] }
    const made = openStore(system, rig.env)!
    opened.push(made)
    return made
  }
  /** Who is searched by customer number; the field's name differs between stores. */
  const by = (...values: string[]): Match[] => [
    { field: messages.fields.find(({ identity }) => identity !== null)!.name, values },
  ]

  beforeAll(async () => {
    rig = await makeRig()
    ;({ messages } = rig)
    opened = []
    store = open()
  })
  beforeEach(() => rig.clear())
  afterAll(async () => {
    await Promise.all(opened.map((one) => one.close()))
    await rig.stop()
  })

  async function all(from: DataStore, matches: Match[], limit = 500): Promise<LocatedRecord[]> {
    const found: LocatedRecord[] = []
    let after: Cursor | null = null
    do {
      const page = await from.locate(messages, matches, [], { after, limit })
      if (page.kind === 'unread') throw new Error(page.why)
      expect(page.records.length).toBeLessThanOrEqual(limit)
      found.push(...page.records)
      after = page.next
    } while (after !== null)
    return found
  }
  const idsOf = async (customer: string) => (await all(store, by(customer))).map(({ id }) => id)

  test('is checked against the map', async () => {
    const found = await store.check()
    expect(found.kind === 'read' && found.findings.filter(({ level }) => level === 'error')).toEqual([])
    const strange = { ...messages, nativeName: 'nosuchthing' }
    const other = await open(rig.connection, [strange]).check()
    expect(other.kind === 'read' && other.findings.map(({ level }) => level)).toEqual(['error'])
    expect(await store.locate(strange, by('K-1'), [])).toEqual({ kind: 'unread', why: 'misfit' })
  })

  test('gives one person’s records page by page, with their anchors', async () => {
    await rig.write([...messagesOf('K-1', 25), ...messagesOf('K-10', 3)])
    const found = await all(store, by('K-1'), 10)
    expect(new Set(found.map(({ id }) => id)).size).toBe(25)
    expect(found.every(({ anchorAt }) => anchorAt !== null && anchorAt.zoneName === 'UTC')).toBe(true)
    expect(await store.count(messages, by('K-1', 'K-10', 'K-99'))).toEqual({ kind: 'read', count: 28 })
    expect(await store.count(messages, by('K-99'))).toEqual({ kind: 'read', count: 0 })
  })

  test('goes on from a cursor that an earlier process has left', async () => {
    await rig.write(messagesOf('K-1', 7))
    const first = await store.locate(messages, by('K-1'), [], { limit: 4 })
    if (first.kind === 'unread') throw new Error(first.why)
    const rest = await open().locate(messages, by('K-1'), [], { limit: 4, after: first.next })
    if (rest.kind === 'unread') throw new Error(rest.why)
    expect(new Set([...first.records, ...rest.records].map(({ id }) => id)).size).toBe(7)
  })

  /** All records of all ranges, as an earlier and a later process would read them. */
  async function scanAll(parts: number, limit: number, of: Collection = messages): Promise<LocatedRecord[]> {
    const divided = await store.divide(of, parts)
    if (divided.kind === 'unread') throw new Error(divided.why)
    expect(divided.ranges.length).toBeLessThanOrEqual(parts)
    const found: LocatedRecord[] = []
    for (const range of divided.ranges) {
      let after: Cursor | null = null
      do {
        const page = await store.scan(of, range, of.key, { after, limit })
        if (page.kind === 'unread') throw new Error(page.why)
        expect([page.records.length, page.scanned <= limit]).toEqual([page.scanned, true])
        found.push(...page.records)
        after = page.next
      } while (after !== null)
    }
    return found
  }
  const crowd = () => Array.from({ length: 12 }, (_, at) => messagesOf(`K-${at + 1}`, 5)).flat()
  const placesOf = (records: readonly LocatedRecord[]) =>
    records.map(({ values }) => messages.key.map((name) => values[name]).join('/')).toSorted()

  test.each([1, 2, 5])('is scanned whole in %i ranges, each record once', async (parts) => {
    await rig.write(crowd())
    const found = await scanAll(parts, 7)
    expect(placesOf(found)).toEqual(await rig.list())
    expect(new Set(found.map(({ id }) => id)).size).toBe(60)
    expect(new Set(found.map(({ anchorAt }) => anchorAt?.toISO()))).toEqual(
      new Set(['2026-08-22T10:30:00.000Z']),
    )
  })

  test('is divided among several workers', async () => {
    await rig.write(crowd())
    const divided = await store.divide(messages, 3)
    if (divided.kind === 'unread') throw new Error(divided.why)
    expect(divided.ranges.length).toBeGreaterThan(1)
  })

  test('that is empty is scanned too', async () => {
    expect(await scanAll(4, 10)).toEqual([])
  })

  test('is scanned on from a cursor that an earlier process has left, what was scanned being gone', async () => {
    await rig.write(crowd())
    const divided = await store.divide(messages, 1)
    if (divided.kind === 'unread') throw new Error(divided.why)
    const [range] = divided.ranges as [(typeof divided.ranges)[number]]
    const first = await store.scan(messages, range, [], { limit: 25 })
    if (first.kind === 'unread') throw new Error(first.why)
    const ids = first.records.map(({ id }) => id)
    await store.erase(messages, ids)
    const rest = await open().scan(messages, range, messages.key, { limit: 100, after: first.next })
    if (rest.kind === 'unread') throw new Error(rest.why)
    expect([ids.length, rest.records.length, rest.next]).toEqual([25, 35, null])
    expect(placesOf(rest.records)).toEqual(await rig.list())
  })

  test('leaves out of a scan only what is anchored later', async () => {
    const late = messagesOf('K-2', 4).map((one) => ({ ...one, processedAt: '2026-10-01T00:00:00.000Z' }))
    await rig.write([...messagesOf('K-1', 4), ...late])
    const divided = await store.divide(messages, 1)
    if (divided.kind === 'unread') throw new Error(divided.why)
    const before = DateTime.fromISO('2026-09-01T00:00:00Z')
    const page = await store.scan(messages, divided.ranges[0]!, [], { anchoredBefore: before })
    if (page.kind === 'unread') throw new Error(page.why)
    const early = page.records.filter(({ anchorAt }) => anchorAt! < before)
    expect([early.length, page.scanned]).toEqual([4, 8])
  })

  test('tells when a record was written, where the map takes that for its anchor', async () => {
    if (rig.writtenAt === null) return
    const written = { ...messages, retention: { ...messages.retention!, anchor: rig.writtenAt } }
    const before = DateTime.utc().minus({ seconds: 2 })
    await rig.write(messagesOf('K-1', 2))
    const found = await scanAll(1, 10, written)
    expect(found).toHaveLength(2)
    for (const { anchorAt } of found) {
      expect(+anchorAt!).toBeGreaterThan(+before)
      expect(+anchorAt!).toBeLessThan(+DateTime.utc().plus({ seconds: 2 }))
    }
  })

  test('erases exactly the given records, and again without harm', async () => {
    await rig.write([...messagesOf('K-1', 5), ...messagesOf('K-2', 2)])
    const others = (await rig.list()).filter((at) => at.startsWith('K-2/'))
    const ids = await idsOf('K-1')
    const keep = ids.at(-1)!
    const gone = ids.slice(0, -1)
    expect(await store.verify(messages, ids)).toEqual({ kind: 'read', remaining: ids })
    expect(await store.erase(messages, gone)).toEqual({
      erased: expect.arrayContaining(gone),
      absent: [],
      failed: [],
    })
    expect(await store.verify(messages, ids)).toEqual({ kind: 'read', remaining: [keep] })
    const again = await open().erase(messages, [...gone, keep])
    expect([...again.erased, ...again.absent].toSorted()).toEqual(ids.toSorted())
    expect(again.failed).toEqual([])
    expect(await rig.list()).toEqual(others)
  })

  test('erases more than fits into one batch, and tells which of many are left', async () => {
    const count = rig.moreThanABatch
    await rig.write([...messagesOf('K-1', count), ...messagesOf('K-2', 3)])
    const ids = [...(await idsOf('K-1')), ...(await idsOf('K-2'))]
    const left = [ids[0]!, ids[count - 1]!, ids[count + 1]!]
    const gone = ids.filter((id) => !left.includes(id))
    const { erased, failed } = await store.erase(messages, gone)
    expect([erased.length, failed.length]).toEqual([count, 0])
    expect(await store.verify(messages, ids)).toEqual({ kind: 'read', remaining: left })
    expect(await rig.list()).toHaveLength(3)
  })

  test('empties only what the map says where it says so', async () => {
    const emptied: Collection = { ...messages, erasure: { action: 'null', fields: ['body'] } }
    await rig.write(messagesOf('K-1', 3))
    const ids = await idsOf('K-1')
    if (rig.connection.kind === 'azure_blob')
      return await expect(store.erase(emptied, ids)).rejects.toThrow('only be deleted')
    expect(await store.verify(emptied, ids)).toEqual({ kind: 'read', remaining: ids })
    expect((await store.erase(emptied, ids)).failed).toEqual([])
    expect(await store.verify(emptied, ids)).toEqual({ kind: 'read', remaining: [] })
    expect(await rig.bodies()).toEqual([])
    expect(await rig.list()).toHaveLength(3)
  })

  test('never touches what the map keeps', async () => {
    await rig.write(messagesOf('K-1', 1))
    const kept: Collection = { ...messages, erasure: { action: 'keep', ground: '17(3)(b)', law: 'a law' } }
    const ids = await idsOf('K-1')
    await expect(store.erase(kept, ids)).rejects.toThrow()
    expect(await rig.list()).toHaveLength(1)
  })

  test('hands out whole records for a copy', async () => {
    const [message] = messagesOf('K-1', 1)
    await rig.write([message!])
    const [id] = await idsOf('K-1')
    const found = await store.export(messages, [id!])
    if (found.kind === 'unread') throw new Error(found.why)
    const [{ fields, content }] = found.records as [(typeof found.records)[number]]
    const body = content ? Buffer.concat(await (await content.open()).toArray()).toString() : fields['body']
    expect([found.records.length, body]).toEqual([1, message!.body])
    await rig.clear()
    expect(await store.export(messages, [id!])).toEqual({ kind: 'read', records: [] })
  })

  test('that is away is unread in all it does, within its time', async () => {
    await rig.write(messagesOf('K-1', 2))
    const ids: RecordId[] = await idsOf('K-1')
    const away = open({ ...rig.awayConnection, timeoutMs: 1500 })
    const unread = { kind: 'unread', why: expect.stringMatching(/^(?:away|timeout)$/u) }
    expect(await away.check()).toEqual(unread)
    expect(await away.locate(messages, by('K-1'), [])).toEqual(unread)
    const divided = await store.divide(messages, 1)
    if (divided.kind === 'unread') throw new Error(divided.why)
    expect(await away.scan(messages, divided.ranges[0]!, [])).toEqual(unread)
    expect(await away.count(messages, by('K-1'))).toEqual(unread)
    expect(await away.export(messages, ids)).toEqual(unread)
    expect(await away.verify(messages, ids)).toEqual(unread)
    const erased = await away.erase(messages, ids)
    expect({ ...erased, failed: new Set(erased.failed) }).toEqual({
      erased: [],
      absent: [],
      failed: new Set(ids.map((id) => ({ id, why: unread.why }))),
    })
  })

  test('stops when it is told to', async () => {
    await rig.write(messagesOf('K-1', 2))
    const ids = await idsOf('K-1')
    const signal = AbortSignal.abort()
    expect(await store.locate(messages, by('K-1'), [], { signal })).toEqual({
      kind: 'unread',
      why: 'stopped',
    })
    const { failed } = await store.erase(messages, ids, { signal })
    expect(failed.map(({ why }) => why)).toEqual(['stopped', 'stopped'])
    expect(await rig.list()).toHaveLength(2)
  })

  test('refuses to search by what would read everything', async () => {
    if (rig.connection.kind === 'postgres') return
    const found = await store.locate(messages, [{ field: 'body', values: ['x'] }], [])
    expect(found).toEqual({ kind: 'unread', why: 'misfit' })
  })
}
