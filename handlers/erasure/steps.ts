import { z } from 'zod'
import { lockCase } from '../../db/cases.js'
import { transaction, type Tx } from '../../db/client.js'
import {
  findErasureKey,
  listOpaque,
  markPage,
  nextDeletionNumber,
  noteProgress,
  type Erasure,
  type ErasurePage,
} from '../../db/erasures.js'
import { saveWatch } from '../../db/reminders.js'
import { findStandstill } from '../../db/standstills.js'
import { Unavailable } from '../../src/chat/port.js'
import type { DataStore, RecordId } from '../../src/connectors/store.js'
import { decide } from '../../src/domain/case/decide.js'
import { approvedPlanOf } from '../../src/domain/case/record.js'
import type { PlanLine, RightsRequest } from '../../src/domain/case/types.js'
import { allCollections, collectionId } from '../../src/domain/data-map/order.js'
import type { Collection } from '../../src/domain/data-map/types.js'
import { purgeDates } from '../../src/domain/data-map/windows.js'
import { digestOf } from '../../src/domain/erasure/scope.js'
import { systemActor } from '../../src/domain/people/roles.js'
import { deletionEvent, deletionId, instantText, keptOf } from '../../src/domain/proof/deletion.js'
import type { EventDraft } from '../../src/domain/proof/event.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import { localDate, type LocalDate } from '../../src/domain/time/calendar.js'
import { keep } from '../act.js'
import { queueProgress } from '../cards.js'
import type { Desk } from '../context.js'
import type { JobContext } from '../jobs/job.js'
import { surroundings } from '../surroundings.js'

/** A collection of the data map and the store that holds it. */
export interface Place {
  readonly collection: Collection
  readonly store: DataStore
}

/** Whatever reaches the systems of the data map. */
export interface WithStores {
  readonly desk: Pick<Desk, 'stores'>
}

/** Where a line or page lies. Throws `Unavailable` when the data map does not reach it any more. */
export function placeOf({ desk }: WithStores, name: string): Place {
  const { stores } = desk
  const collection = stores && allCollections(stores.map).find((one) => collectionId(one) === name)
  const store = collection ? stores.of(collection.system) : null
  if (!collection || !store) throw new Unavailable('store (not_in_map)', 'safe')
  return { collection, store }
}

/** What the rules say at this moment: the stop of all erasures, approval, plan hash, the very records, holds, restrictions, open access (T12). */
export async function refusalNow(
  context: JobContext,
  tx: Tx,
  erasure: Erasure,
  line: PlanLine,
): Promise<Refusal | null> {
  if (await findStandstill(tx)) return refuse('E_PAUSED')
  const found = await lockCase(tx, erasure.reference)
  if (!found) return refuse('E_UNKNOWN_CASE')
  const decision = await decideLine(context, tx, found, erasure, line)
  if (!decision.ok) return decision
  const isSame = digestOf(await listOpaque(tx, erasure.searchId)) === found.plan?.scope?.records
  return isSame ? null : refuse('E_PLAN_CHANGED')
}

async function decideLine(
  { clock }: JobContext,
  tx: Tx,
  found: RightsRequest,
  { planHash }: Erasure,
  { id }: PlanLine,
) {
  if (found.plan?.hash !== planHash) return refuse('E_PLAN_CHANGED')
  const now = clock()
  const around = await surroundings({ tx, now }, 'plan.execute', found)
  return decide('plan.execute', found, systemActor, { lines: [id] }, now, around)
}

const Ids = z.array(z.string().transform((text) => text as RecordId))

/** The ids of a page, opened. Throws when they are not the ones that were found. */
export async function idsOf(
  { db, vault }: Pick<JobContext, 'db' | 'vault'>,
  page: ErasurePage,
): Promise<readonly RecordId[]> {
  const key = await findErasureKey(db, page.searchId)
  if (!key) throw new Unavailable('store (ids_shredded)', 'never')
  const ids = Ids.parse(JSON.parse(await vault.open(key, page.searchId, page.sealed)))
  const name = `${page.system}.${page.collection}`
  const opaque = ids.map((id) => vault.blindIndex('record', `${name}:${id}`))
  if (JSON.stringify(opaque) !== JSON.stringify(page.opaque)) throw new Error('a page of ids was changed')
  return ids
}

/** Erases exactly these records and reads the store to see that they are gone. Safe to repeat. */
export async function eraseIds(
  { collection, store }: Place,
  ids: readonly RecordId[],
  signal?: AbortSignal,
): Promise<void> {
  const { failed } = await store.erase(collection, ids, signal ? { signal } : {})
  if (failed.length > 0) throw new Unavailable(`${store.system} (${failed[0]!.why})`, 'safe')
  const reading = await store.verify(collection, ids)
  if (reading.kind === 'unread') throw new Unavailable(`${store.system} (${reading.why})`, 'safe')
  if (reading.remaining.length > 0) throw new Unavailable(`${store.system} (not_erased)`, 'safe')
}

/** How often a stop of all erasures is looked for while a store works off a page. */
const pauseLookMs = 250

/** Does work that a stop of all erasures ends at the next record; refuses when it did. */
async function untilPaused(
  { db }: Pick<JobContext, 'db'>,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<Refusal | null> {
  const halt = new AbortController()
  const look = async () => {
    if (await findStandstill(db).catch(() => null)) halt.abort()
  }
  const looking = setInterval(() => void look(), pauseLookMs)
  try {
    await work(halt.signal)
  } catch (error) {
    if (!halt.signal.aborted) throw error
    return refuse('E_PAUSED')
  } finally {
    clearInterval(looking)
  }
  return null
}

/**
 * Erases one page and notes it. What was erased before a kill or a stop is erased again by key, which changes nothing.
 */
export async function erasePage(context: JobContext, page: ErasurePage): Promise<Refusal | null> {
  const { db, desk, clock } = context
  const place = placeOf(context, `${page.system}.${page.collection}`)
  const ids = await idsOf(context, page)
  const halted = await untilPaused(context, (signal) => eraseIds(place, ids, signal))
  if (halted) return halted
  const at = clock()
  await transaction(db, async (tx) => {
    await markPage(tx, page, { erasedAt: at, verifiedAt: at })
    const reference = await noteProgress(tx, page.searchId)
    if (reference) await queueProgress(tx, reference, desk.onCall.channels)
  })
  return null
}

/** All of a line is gone: it is ticked, with the deletion record in the same transaction. */
export function finishLine(context: JobContext, erasure: Erasure, line: PlanLine): Promise<Refusal | null> {
  const { db, desk, clock } = context
  return transaction(db, async (tx) => {
    const found = await lockCase(tx, erasure.reference)
    if (!found) return refuse('E_UNKNOWN_CASE')
    const decision = await decideLine(context, tx, found, erasure, line)
    if (!decision.ok) return decision
    const proof = await recordOf(context, tx, found, line)
    await watchBackups(tx, erasure, line, proof)
    const drafts = [decision.event, ...(decision.more ?? []), proof]
    await keep({ tx, desk, actor: systemActor, now: clock() }, found, decision.next, drafts, 'system')
    return null
  })
}

/** Engineers are reminded on the day on which the last backup with the records is to be gone (R-BACKUP). */
async function watchBackups(tx: Tx, { reference }: Erasure, { system }: PlanLine, { fields }: EventDraft) {
  const anchor = fields['backupPurgeBy']
  if (typeof anchor !== 'string') return
  const key = `${reference}:${system}`
  await saveWatch(tx, { code: 'R-BACKUP', key, reference, anchor: anchor as LocalDate })
}

async function recordOf(context: JobContext, tx: Tx, found: RightsRequest, line: PlanLine) {
  const { desk, clock } = context
  const plan = approvedPlanOf(found)
  const { collection } = placeOf(context, line.id)
  const system = desk.stores!.map.systems.find(({ key }) => key === line.system)!
  const now = clock()
  const dates = purgeDates(system, collection, now)
  const year = Number(localDate(now).slice(0, 4))
  return deletionEvent({
    deletionId: deletionId(year, await nextDeletionNumber(tx, year)),
    trigger: 'erasure',
    caseRef: found.reference,
    system: line.system,
    collection: collection.name,
    dataCategory: collection.categories.join(',') || 'system',
    recordCount: line.count ?? 0,
    selectorKind: 'subject_pseudonym',
    method: methodOf(collection),
    planHash: plan.hash,
    proposedBy: plan.proposedBy,
    approvedBy: plan.approval.by,
    executedBy: systemActor.id,
    executedAt: instantText(now),
    verifiedAt: instantText(now),
    verification: 'count=0',
    physicalPurgeBy: dates.physicalPurgeBy,
    backupPurgeBy: dates.backupPurgeBy,
    kept: keptOf(plan.lines),
  })
}

function methodOf({ erasure, tombstones }: Collection) {
  if (erasure.action === 'null') return 'overwrite'
  return tombstones ? 'tombstone' : 'hard_delete'
}
