import { z } from 'zod'
import { lockCase } from '../../db/cases.js'
import { transaction, type Tx } from '../../db/client.js'
import { endSearch, findSearch, insertPage, listOpaque, startPages, type Search } from '../../db/erasures.js'
import { appendEvents } from '../../db/events.js'
import { listGrants } from '../../db/role-grants.js'
import type { LocatedRecord, Stores } from '../../src/connectors/store.js'
import type { Reason } from '../../src/domain/case/commands.js'
import { decide } from '../../src/domain/case/decide.js'
import { record } from '../../src/domain/case/record.js'
import { defaultLines } from '../../src/domain/case/plan.js'
import { keptUntil } from '../../src/domain/data-map/kept-until.js'
import { allCollections, collectionId, erasureOrder } from '../../src/domain/data-map/order.js'
import type { Collection } from '../../src/domain/data-map/types.js'
import {
  backupsOf,
  blockersOf,
  digestOf,
  linesOf,
  recipientsOf,
  type ErasureScope,
  type Finding,
} from '../../src/domain/erasure/scope.js'
import { systemActor, type Actor } from '../../src/domain/people/roles.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'
import type { WrappedKey } from '../../src/vault/vault.js'
import { keep } from '../act.js'
import { checkStores } from '../erasure/check-stores.js'
import { identitiesOf } from '../subjects/record.js'
import { job, type JobContext } from './job.js'

/**
 * Searches every store for the person of a case, keeps the ids of what is to be erased sealed, and proposes the plan
 * in the name of whoever asked for it. A store that could not be read blocks the plan: unknown is not zero.
 */
export const locatePlan = job({
  payload: z.object({ id: z.uuid() }),
  async run(context, { id }) {
    const { db, desk } = context
    const search = await findSearch(db, id)
    if (search?.state !== 'waiting' || desk.stores === null) return
    await checkStores(context)
    const findings = await searchStores(context, desk.stores, search)
    const opaque = await listOpaque(db, id)
    const recipients = recipientsOf(desk.stores.map, findings)
    const scope: ErasureScope = {
      searchId: id,
      mapHash: desk.stores.map.hash,
      records: digestOf(opaque),
      backups: backupsOf(desk.stores.map, findings),
      ...(recipients.length > 0 ? { recipients } : {}),
    }
    await transaction(db, (tx) => propose(context, tx, search, findings, scope))
  },
})

/** Records a page of ids holds at most: what one call of a store takes. */
const pageSize = 500

interface Tally {
  count: number
  keptUntil: LocalDate | null
  unread: string | null
}

async function searchStores(context: JobContext, stores: Stores, search: Search): Promise<Finding[]> {
  const { db, vault } = context
  const key = await vault.newKey()
  await transaction(db, (tx) => startPages(tx, search.id, key))
  const collections = erasureOrder(allCollections(stores.map))
  const tallies = new Map<string, Tally>(
    collections.map((one) => [collectionId(one), { count: 0, keptUntil: null, unread: null }]),
  )
  const positions = new Map(collections.map((one, index) => [collectionId(one), index * 1_000_000]))
  for await (const found of stores.locate(await identitiesOf(db, vault, search.reference))) {
    const collection = collections.find((one) => collectionId(one) === collectionId(found))!
    const tally = tallies.get(collectionId(collection))!
    if (found.kind === 'unread') tally.unread = found.why
    else await take(context, search, key, collection, found.records, tally, positions)
  }
  return collections.map((collection) => ({ collection, ...tallies.get(collectionId(collection))! }))
}

/** Counts records and, where they are to be erased, keeps their ids: sealed, and as keyed hashes. */
async function take(
  { db, vault }: JobContext,
  { id: searchId }: Search,
  key: WrappedKey,
  collection: Collection,
  records: readonly LocatedRecord[],
  tally: Tally,
  positions: Map<string, number>,
): Promise<void> {
  const name = collectionId(collection)
  tally.count += records.length
  for (const { anchorAt } of records)
    tally.keptUntil = later(tally.keptUntil, anchorAt && keptUntil(collection, anchorAt))
  if (collection.erasure.action === 'keep') return
  for (let start = 0; start < records.length; start += pageSize) {
    const ids = records.slice(start, start + pageSize).map((one) => one.id)
    const position = positions.get(name)!
    positions.set(name, position + 1)
    const sealed = await vault.seal(key, searchId, JSON.stringify(ids))
    const opaque = ids.map((one) => vault.blindIndex('record', `${name}:${one}`))
    const { system, name: inSystem } = collection
    const page = { searchId, position, system, collection: inSystem, sealed, opaque }
    await transaction(db, (tx) => insertPage(tx, page))
  }
}

const later = (one: LocalDate | null, other: LocalDate | null) =>
  one === null || (other !== null && other > one) ? other : one

const reads = ({ collection, unread }: Finding) => `${collectionId(collection)}:${unread}`

/** Decides as if whoever asked had proposed the plan now: they answer for it, and cannot approve it. */
async function propose(
  context: JobContext,
  tx: Tx,
  search: Search,
  findings: readonly Finding[],
  scope: ErasureScope,
): Promise<void> {
  const { desk, clock } = context
  const { id, reference, items } = search
  const now = clock()
  const author = { actor: systemActor.id, role: 'system', at: now } as const
  const blockers = blockersOf(findings).map(reads)
  const found = await lockCase(tx, reference)
  if (!found) return
  if (blockers.length > 0) {
    if (!(await endSearch(tx, id, 'blocked', blockers))) return
    const draft = record('plan.search_blocked', reference, { search: id, unread: blockers })
    await keep(
      { tx, desk, actor: systemActor, now },
      found,
      { ...found, version: found.version + 1 },
      [draft],
      'system',
    )
    return
  }
  const lines = [...linesOf(findings), ...defaultLines(items.filter(({ right }) => right !== 'erasure'))]
  const actor = await actorOf(tx, search)
  const input = { ...(search.reason as Reason), items, lines, scope }
  const decision = decide('plan.propose', found, actor, input, now)
  const isOurs = await endSearch(tx, id, decision.ok ? 'proposed' : 'refused')
  if (!isOurs) return
  if (!decision.ok) {
    const fields = { search: id, code: decision.code }
    return void (await appendEvents(tx, [record('plan.search_blocked', reference, fields)], author))
  }
  const drafts = [decision.event, ...(decision.more ?? [])]
  await keep({ tx, desk, actor, now }, found, decision.next, drafts, decision.role)
}

async function actorOf(tx: Tx, { proposedBy }: Search): Promise<Actor> {
  const grants = await listGrants(tx)
  const own = grants.filter(({ person, state }) => person === proposedBy && state === 'active')
  return { id: proposedBy, roles: own.map(({ role }) => role) }
}
