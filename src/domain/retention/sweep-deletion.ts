import type { DateTime } from 'luxon'
import type { System } from '../data-map/types.js'
import { purgeDates } from '../data-map/windows.js'
import { systemActor, type PersonId } from '../people/roles.js'
import { deletionEvent, deletionId, instantText } from '../proof/deletion.js'
import type { EventDraft } from '../proof/event.js'
import { localDate, type LocalDate } from '../time/calendar.js'
import { latestDueAnchor, type SweptCollection } from './judge.js'
import { keepReasons } from './keepers.js'
import type { RetentionRuleId } from './rules.js'
import type { SweepOutcome } from './summary.js'
import type { SweepId, SweepLine } from './sweep-plan.js'

/** What a sweep deleted from one collection. */
export interface SweepDeletion {
  readonly sweep: {
    readonly id: SweepId
    readonly day: LocalDate
    readonly planHash: string | null
    readonly approvedBy: PersonId | null
  }
  readonly system: System
  readonly collection: SweptCollection
  readonly line: SweepLine
  readonly outcome: SweepOutcome
  /** The next free number of a deletion record in the year of `at`. */
  readonly number: number
  readonly at: DateTime
}

const triggers: Readonly<Partial<Record<RetentionRuleId, 'consent_withdrawal' | 'contract_end'>>> = {
  'RET-CONS': 'consent_withdrawal',
  'RET-CONTR': 'contract_end',
}

const methodOf = ({ erasure, tombstones }: SweptCollection) => {
  if (erasure.action === 'null') return 'overwrite'
  return tombstones ? 'tombstone' : 'hard_delete'
}

/** The proof of what a sweep deleted from one collection by its rule (§4.8): counts and dates, no record again. */
export function sweepDeletion(made: SweepDeletion): EventDraft {
  const { sweep, system, collection, line, outcome, number, at } = made
  const dates = purgeDates(system, collection, at)
  const { oldestAnchor, kept } = line.tally
  const newest = latestDueAnchor(collection, sweep.day)
  return deletionEvent({
    deletionId: deletionId(Number(localDate(at).slice(0, 4)), number),
    trigger: triggers[line.rule] ?? 'retention',
    caseRef: null,
    sweepId: sweep.id,
    ruleId: line.rule,
    system: line.system,
    collection: line.collection,
    dataCategory: collection.categories.join(',') || 'system',
    recordCount: outcome.deleted,
    selectorKind: 'retention_rule',
    anchorRange: oldestAnchor === null ? [] : [oldestAnchor, newest],
    method: methodOf(collection),
    planHash: sweep.planHash ?? '',
    proposedBy: systemActor.id,
    approvedBy: sweep.approvedBy,
    executedBy: systemActor.id,
    executedAt: instantText(at),
    verifiedAt: instantText(at),
    verification: 'count=0',
    physicalPurgeBy: dates.physicalPurgeBy,
    backupPurgeBy: dates.backupPurgeBy,
    kept: keepReasons
      .filter((reason) => kept[reason] > 0)
      .map((reason) => ({
        category: `${line.system}.${line.collection}`,
        count: kept[reason],
        reason,
        law: null,
        until: null,
      })),
  })
}
