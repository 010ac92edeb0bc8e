import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { insertCase, type StoredDates } from '../../db/cases.js'
import type { Tx } from '../../db/client.js'
import { nextReference } from '../../db/references.js'
import type { Plan, PlanHash, Reference, RightsRequest } from '../../src/domain/case/types.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import { asLocalDate } from '../../src/domain/time/calendar.js'

export const noon = DateTime.fromISO('2026-11-24T12:00:00.123Z', { zone: 'utc' })
export const person = () => randomUUID() as PersonId
export const kari = person()

export const someDates: StoredDates = {
  promisedDue: asLocalDate('2026-12-08'),
  statutoryDue: asLocalDate('2026-12-28'),
  effectiveDue: asLocalDate('2026-12-08'),
  workBy: asLocalDate('2026-12-08'),
}

type Received = Extract<RightsRequest, { plan: null }>

/** A case as it is just after it was opened. */
export function receivedCase(reference: Reference, changes: Partial<Received> = {}): Received {
  return {
    reference,
    version: 1,
    status: 'received',
    receivedAt: noon,
    channel: 'email',
    language: 'nb',
    isOnBehalf: false,
    openedBy: kari,
    openedAt: noon,
    assignee: null,
    subjectPerson: null,
    items: [
      { right: 'erasure', outcome: null, ground: null, lawReference: null, respondedAt: null },
      { right: 'access', outcome: null, ground: null, lawReference: null, respondedAt: null },
    ],
    identity: { state: 'undecided', method: null, attempts: 0, askedAt: null, decidedAt: null },
    clarification: null,
    pauses: [],
    extension: null,
    ticks: [],
    recipients: 'not_needed',
    noticeVersion: '2026-01',
    mergedInto: null,
    isLateRefusal: false,
    plan: null,
    ...changes,
  }
}

export const somePlan: Plan = {
  items: [{ right: 'erasure', outcome: 'fulfilled', ground: null, lawReference: null }],
  lines: [
    {
      id: 'l1',
      right: 'erasure',
      system: 'crm',
      category: 'contact',
      action: 'delete',
      count: null,
      keepGround: null,
      keepUntil: null,
    },
  ],
  scope: null,
  hash: 'a'.repeat(64) as PlanHash,
  proposedBy: kari,
  proposedAt: noon,
  firstApproval: null,
  approval: null,
  linesDone: [],
  linesAside: [],
  executedAt: null,
}

/** Opens and writes a case of 2026. */
export async function openCase(tx: Tx, changes: Partial<Received> = {}): Promise<Received> {
  const made = receivedCase(await nextReference(tx, 2026), changes)
  await insertCase(tx, made, someDates)
  return made
}
