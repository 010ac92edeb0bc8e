import { transaction, type Tx } from '../../db/client.js'
import { redactEvents } from '../../db/event-chain.js'
import {
  deleteCase,
  forgetPlace,
  listEventSeqs,
  listPlaces,
  lockClosed,
  shredCase,
} from '../../db/own-cases.js'
import type { Reference } from '../../src/domain/case/types.js'
import { systemActor } from '../../src/domain/people/roles.js'
import {
  isDue,
  oneByOne,
  type Ended,
  type OwnCollection,
  type OwnContext,
  type Retained,
} from './collection.js'
import { caseKeepers, keptCases } from './keepers.js'
import { removeMessage } from './messages.js'

/**
 * Closed cases. First what is sealed becomes unreadable, then the messages about the case go, then every row that names it
 * and the content of its events. Each step can be taken again, so that a purge goes on where it was cut off.
 */
export const cases: OwnCollection = {
  source: 'cases',
  kept: keptCases,
  erase: (context, retained, ids, signal) =>
    oneByOne(ids, signal, (id) => purge(context, retained, id as Reference, signal)),
}

async function purge(
  context: OwnContext,
  retained: Retained,
  reference: Reference,
  signal: AbortSignal,
): Promise<Ended> {
  const { db } = context
  const begun = await whileDue(context, retained, reference, (tx) => shredCase(tx, reference))
  if (begun === null) return 'absent'
  // Somebody is sending: what will stand there is not known yet.
  if (!begun) return 'timeout'
  for (const place of await listPlaces(db, reference)) {
    if (signal.aborted) return 'stopped'
    await removeMessage(context, place, signal)
    await transaction(db, (tx) => forgetPlace(tx, reference, place))
  }
  const ended = await whileDue(context, retained, reference, async (tx) => {
    const seqs = await listEventSeqs(tx, reference)
    await deleteCase(tx, reference)
    await redactEvents(tx, 'case_purged', seqs, {
      actor: systemActor.id,
      role: 'system',
      at: context.clock(),
    })
    return true
  })
  return ended === null ? 'absent' : 'erased'
}

/** Works on a case that nobody else can change meanwhile; null when it is open again, not due, or something keeps it. */
function whileDue<T>(
  context: OwnContext,
  retained: Retained,
  reference: Reference,
  work: (tx: Tx) => Promise<T>,
): Promise<T | null> {
  return transaction(context.db, async (tx) => {
    const closedAt = await lockClosed(tx, reference)
    if (!closedAt || !isDue(retained, closedAt, context.clock())) return null
    if ((await caseKeepers(context, tx, [reference])).size > 0) return null
    return work(tx)
  })
}
