import type { Reader } from '../../db/client.js'
import { listActiveHolds } from '../../db/holds.js'
import { tiesOf, type CaseTies } from '../../db/own-cases.js'
import type { OwnRow } from '../../db/own-data.js'
import type { KeptRecord, OwnKeepReason, RecordId } from '../../src/connectors/store.js'
import { holdCovers } from '../../src/domain/case/coverage.js'
import type { Hold } from '../../src/domain/case/holds.js'
import type { Reference } from '../../src/domain/case/types.js'
import { rightsDesk } from '../../src/domain/data-map/rights-desk.js'
import { localDate } from '../../src/domain/time/calendar.js'
import type { OwnContext } from './collection.js'

/** What the desk holds about a person, as a hold names places. */
const places = rightsDesk.collections.map(({ system, categories }) => ({
  system,
  category: categories.join(', '),
}))

/**
 * Whether a hold keeps a case: one that names a case of the same person does whatever systems it names, since the case is
 * part of the matter; one that names none, by its systems, categories and dates.
 */
function holdKeeps({ scope }: Hold, { samePerson, receivedAt, closedAt }: CaseTies): boolean {
  if (scope.references.some((one) => samePerson.includes(one))) return true
  const isInDates =
    (scope.until === null || localDate(receivedAt) <= scope.until) &&
    (scope.from === null || closedAt === null || localDate(closedAt) >= scope.from)
  return isInDates && holdCovers(scope, samePerson, places)
}

function reasonFor(ties: CaseTies, holds: readonly Hold[]): OwnKeepReason | null {
  if (ties.isRestricted) return 'keep_restricted'
  if (holds.some((hold) => holdKeeps(hold, ties))) return 'keep_hold'
  // Art. 17(1): what comes back from a backup has to be erased again, and the case says what.
  if (ties.hasLedger) return 'keep_statutory'
  return ties.isNeeded ? 'keep_open_request' : null
}

/** Why what the desk has of these cases is kept (§4.3), by reference; where nothing keeps it, they are not there. */
export async function caseKeepers(
  { clock }: Pick<OwnContext, 'clock'>,
  from: Reader,
  references: readonly Reference[],
): Promise<ReadonlyMap<Reference, OwnKeepReason>> {
  if (references.length === 0) return new Map()
  const holds = await listActiveHolds(from)
  const now = clock()
  const ties = await tiesOf(from, references, { now, today: localDate(now) })
  return new Map(
    ties.flatMap((one) => {
      const reason = reasonFor(one, holds)
      return reason ? [[one.reference, reason] as const] : []
    }),
  )
}

/** Which of these rows, each a closed case, are kept and why. */
export async function keptCases(
  context: OwnContext,
  rows: readonly OwnRow[],
): Promise<readonly KeptRecord[]> {
  const reasons = await caseKeepers(
    context,
    context.db,
    rows.map(({ id }) => id as Reference),
  )
  return rows.flatMap(({ id, anchorAt }) => {
    const reason = reasons.get(id as Reference)
    return reason ? [{ id: id as RecordId, anchorAt, reason }] : []
  })
}
