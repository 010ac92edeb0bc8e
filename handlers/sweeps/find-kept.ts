import { randomUUID } from 'node:crypto'
import { snapshot, transaction, type Tx } from '../../db/client.js'
import { listExceptionsInForce } from '../../db/exceptions.js'
import { listActiveHolds } from '../../db/holds.js'
import { listActiveRestrictions } from '../../db/restrictions.js'
import {
  insertFound,
  insertKeepers,
  keepersDigest,
  listOpenCopies,
  type KeeperSet,
  type PlacedKeeper,
} from '../../db/sweep-keepers.js'
import { saveSweep, type Sweep } from '../../db/sweeps.js'
import type { Stores, UnreadReason } from '../../src/connectors/store.js'
import type { Reference } from '../../src/domain/case/types.js'
import { collectionId } from '../../src/domain/data-map/order.js'
import { isByHand } from '../../src/domain/erasure/scope.js'
import type { Identities } from '../../src/domain/data-map/types.js'
import type { ExceptionRef } from '../../src/domain/retention/exception-ref.js'
import {
  keeperSources,
  keepersIn,
  reaches,
  type KeeperSource,
} from '../../src/domain/retention/keeper-sources.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'
import { identitiesOfException } from '../exceptions/identities.js'
import { identitiesOf } from '../subjects/record.js'
import type { JobContext } from '../jobs/job.js'
import { sweptPlaces, type SweptPlace } from './places.js'

/** Why the records of a source were not all found, by collection. */
type NotFound = Map<string, UnreadReason>

/**
 * Finds all that keeps records of a day's sweep, in every store, as a new set that the sweep then goes by. What changes
 * meanwhile changes the digest, and is found the next time. False where a store could not be searched just now, and
 * this is not the last try: the sweep then goes by what it went by before.
 */
export async function findKept(
  context: JobContext,
  { id: sweepId, day }: Sweep,
  { isLastTry }: { readonly isLastTry: boolean },
): Promise<boolean> {
  const { db } = context
  const set: KeeperSet = { sweepId, set: randomUUID() }
  const { digest, sources } = await snapshot(db, (tx) => inForceOn(tx, day))
  const places = sweptPlaces(context)
  const notFound = new Map<KeeperSource, NotFound>()
  for (const source of sources)
    if (source.subject !== null) notFound.set(source, await search(context, set, source, places))
  const keepers = places.flatMap((place) => placed(place, sources, notFound))
  if (!isLastTry && keepers.some(({ unread }) => unread !== null && !isByHand(unread))) return false
  await transaction(db, async (tx) => {
    await insertKeepers(tx, set, keepers)
    await saveSweep(tx, sweepId, { keepers: digest, keeperSet: set.set })
  })
  return true
}

/** All that keeps records on a day, with the digest of just that. */
async function inForceOn(tx: Tx, day: LocalDate) {
  const sources = keeperSources({
    restrictions: await listActiveRestrictions(tx),
    holds: await listActiveHolds(tx),
    openCopies: await listOpenCopies(tx, day),
    exceptions: await listExceptionsInForce(tx, day),
  })
  return { digest: await keepersDigest(tx, day), sources }
}

function placed(
  { collection }: SweptPlace,
  sources: readonly KeeperSource[],
  notFound: ReadonlyMap<KeeperSource, NotFound>,
): readonly PlacedKeeper[] {
  const name = collectionId(collection)
  return keepersIn(collection, sources).map((keeper) => {
    const own = sources.filter(({ source, reason }) => source === keeper.source && reason === keeper.reason)
    const whys = own.flatMap((source) => notFound.get(source)?.get(name) ?? [])
    return { ...keeper, collection: name, unread: whys[0] ?? null }
  })
}

/** Notes which records a source is about, by keyed hashes of their ids. */
async function search(
  context: JobContext,
  set: KeeperSet,
  source: KeeperSource,
  places: readonly SweptPlace[],
): Promise<NotFound> {
  const { db, desk, vault } = context
  const names = new Set(
    places.flatMap(({ collection }) => (reaches(source, collection) ? [collectionId(collection)] : [])),
  )
  const notFound: NotFound = new Map()
  for await (const part of locate(desk.stores, await whose(context, source))) {
    const collection = collectionId(part)
    if (!names.has(collection)) continue
    if (part.kind === 'unread') notFound.set(collection, part.why)
    else {
      const found = part.records.map(({ id }) => ({
        collection,
        opaque: vault.blindIndex('record', `${collection}:${id}`),
        source: source.source,
      }))
      await transaction(db, (tx) => insertFound(tx, set, found))
    }
  }
  return notFound
}

/** Who it is that a source is about, read for this search alone. */
async function whose(context: JobContext, { reason, subject }: KeeperSource): Promise<Identities> {
  if (subject === null) return {}
  return reason === 'keep_exception'
    ? identitiesOfException(context, { exceptionRef: subject as ExceptionRef })
    : identitiesOf(context.db, context.vault, subject as Reference)
}

const locate = (stores: Stores | null, identities: Identities) => stores?.locate(identities) ?? []
