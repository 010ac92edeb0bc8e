import { transaction, type Reader, type Tx } from '../../db/client.js'
import { redactEvents } from '../../db/event-chain.js'
import { lockChain } from '../../db/events.js'
import { listActiveHolds } from '../../db/holds.js'
import type { OwnRow } from '../../db/own-data.js'
import { deleteReasonsOf, listAgingEvents, type AgingEvent } from '../../db/own-records.js'
import type { KeptRecord, OwnKeepReason, RecordId } from '../../src/connectors/store.js'
import { systemActor } from '../../src/domain/people/roles.js'
import { redactionSize, type RedactionCause } from '../../src/domain/proof/redaction.js'
import {
  isDue,
  whyNot,
  type Ended,
  type OwnCollection,
  type OwnContext,
  type Retained,
} from './collection.js'
import { caseKeepers } from './keepers.js'

interface Aging {
  readonly source: 'access_log' | 'events'
  readonly cause: RedactionCause
  /** What goes with them. */
  readonly eraseAlso: (tx: Tx, seqs: readonly number[]) => Promise<void>
}

/** Events that are emptied for their own age, so many at a time by one record. */
const aging = (kind: Aging): OwnCollection => ({
  source: kind.source,
  async kept(context, rows) {
    const events = await listAgingEvents(
      context.db,
      rows.map(({ id }) => id),
    )
    const reasons = await keepersOf(context, context.db, events)
    return rows.flatMap((row) => keptRecord(row, reasons.get(Number(row.id))))
  },
  async erase(context, retained, ids, signal) {
    const ended: Ended[] = []
    for (let start = 0; start < ids.length; start += redactionSize) {
      const part = ids.slice(start, start + redactionSize)
      const ends = signal.aborted
        ? part.map((): Ended => 'stopped')
        : await erasePart(context, kind, retained, part)
      ended.push(...ends)
    }
    return ended
  },
})

const keptRecord = ({ id, anchorAt }: OwnRow, reason: OwnKeepReason | undefined): readonly KeptRecord[] =>
  reason ? [{ id: id as RecordId, anchorAt, reason }] : []

async function erasePart(
  context: OwnContext,
  kind: Aging,
  retained: Retained,
  ids: readonly string[],
): Promise<readonly Ended[]> {
  try {
    const gone = await transaction(context.db, (tx) => emptyDue(context, tx, kind, retained, ids))
    return ids.map((id) => (gone.has(Number(id)) ? 'erased' : 'absent'))
  } catch (error) {
    const why = whyNot(error)
    return ids.map(() => why)
  }
}

async function emptyDue(
  context: OwnContext,
  tx: Tx,
  { cause, eraseAlso }: Aging,
  retained: Retained,
  ids: readonly string[],
): Promise<ReadonlySet<number>> {
  const at = context.clock()
  // Before the look: what another worker emptied meanwhile is not due any more.
  await lockChain(tx)
  const due = (await listAgingEvents(tx, ids)).filter((event) => isDue(retained, event.at, at))
  const reasons = await keepersOf(context, tx, due)
  const seqs = due.flatMap(({ seq }) => (reasons.has(seq) ? [] : [seq]))
  await eraseAlso(tx, seqs)
  await redactEvents(tx, cause, seqs, { actor: systemActor.id, role: 'system', at })
  return new Set(seqs)
}

/** What keeps these events, by number: what keeps their case, or that their hold is in force. */
async function keepersOf(
  context: OwnContext,
  from: Reader,
  events: readonly AgingEvent[],
): Promise<ReadonlyMap<number, OwnKeepReason>> {
  const references = [...new Set(events.flatMap(({ reference }) => reference ?? []))]
  const ofCases = await caseKeepers(context, from, references)
  const inForce = new Set<string>((await listActiveHolds(from)).map(({ holdRef }) => holdRef))
  return new Map(
    events.flatMap(({ seq, reference, holdRef }) => {
      const ofHold = holdRef !== null && inForce.has(holdRef) ? 'keep_hold' : undefined
      const reason = ofHold ?? (reference === null ? undefined : ofCases.get(reference))
      return reason ? [[seq, reason] as const] : []
    }),
  )
}

/** Who looked at details of a person, with the reasons that they gave. */
export const accessLog = aging({ source: 'access_log', cause: 'looks_aged', eraseAlso: deleteReasonsOf })

/** Acts that belong to no case: roles, the roster, sweeps, refusals. */
export const deskEvents = aging({
  source: 'events',
  cause: 'acts_aged',
  eraseAlso: () => Promise.resolve(),
})
