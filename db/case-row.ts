import { DateTime } from 'luxon'
import { z } from 'zod'
import {
  asideKinds,
  caseStatuses,
  extensionReasons,
  identityMethods,
  intakeChannels,
  planActions,
  suspensionGrounds,
  type PlanHash,
  type Reference,
  type RightsRequest,
} from '../src/domain/case/types.js'
import { recipientRoles } from '../src/domain/data-map/types.js'
import type { PersonId } from '../src/domain/people/roles.js'
import type { RefusalGround } from '../src/domain/rights/grounds.js'
import { outcomes, rightTypes } from '../src/domain/rights/rights.js'
import type { LocalDate } from '../src/domain/time/calendar.js'

const Instant = z.string().transform((text, check) => {
  // The database writes them all alike: the engine's own parser is ten times as fast as one for every ISO form.
  const at = DateTime.fromMillis(Date.parse(text), { zone: 'utc' })
  if (!at.isValid) check.addIssue('not an instant')
  return at
})
const Person = z.uuid().transform((text) => text as PersonId)
const Day = z.iso.date().transform((text) => text as LocalDate)
const CaseReference = z.string().transform((text) => text as Reference)
const Ground = z.string().transform((text) => text as RefusalGround)

const Identity = z.object({
  state: z.enum(['undecided', 'not_required', 'requested', 'verified', 'failed']),
  method: z.enum(identityMethods).nullable(),
  attempts: z.int().nonnegative(),
  askedAt: Instant.nullable(),
  decidedAt: Instant.nullable(),
})
const Clarification = z.object({
  askedAt: Instant,
  answeredAt: Instant.nullable(),
  isLargeVolume: z.boolean(),
})
const Pause = z.object({
  ground: z.enum(suspensionGrounds),
  askedAt: Instant,
  answeredAt: Instant.nullable(),
})
const Extension = z.object({
  decidedAt: Instant,
  decidedBy: Person,
  reason: z.enum(extensionReasons),
  newDue: Day,
  rights: z.array(z.enum(rightTypes)),
  noticeSentAt: Instant.nullable(),
})
const PlanItem = z.object({
  right: z.enum(rightTypes),
  outcome: z.enum(outcomes),
  ground: Ground.nullable(),
  lawReference: z.string().nullable(),
})
const PlanLine = z.object({
  id: z.string(),
  right: z.enum(rightTypes),
  system: z.string(),
  category: z.string(),
  action: z.enum(planActions),
  count: z.int().nonnegative().nullable(),
  keepGround: z.string().nullable(),
  keepUntil: Day.nullable(),
})

const Scope = z.object({
  searchId: z.uuid(),
  mapHash: z.string(),
  records: z.string(),
  backups: z.array(z.object({ system: z.string(), name: z.string(), days: z.number() })),
  recipients: z
    .array(
      z.object({
        system: z.string(),
        name: z.string(),
        role: z.enum(recipientRoles),
        contact: z.string().nullable(),
      }),
    )
    .optional(),
})

const ItemRow = z
  .object({
    right: z.enum(rightTypes),
    outcome: z.enum(outcomes).nullable(),
    ground: Ground.nullable(),
    law_reference: z.string().nullable(),
    responded_at: Instant.nullable(),
  })
  .transform(({ law_reference: lawReference, responded_at: respondedAt, ...rest }) => ({
    ...rest,
    lawReference,
    respondedAt,
  }))
const TickRow = z
  .object({ code: z.string(), ticked_by: Person, ticked_at: Instant })
  .transform((row) => ({ code: row.code, by: row.ticked_by, at: row.ticked_at }))
const PlanRow = z
  .object({
    hash: z.string().transform((text) => text as PlanHash),
    items: z.array(PlanItem),
    lines: z.array(PlanLine),
    scope: Scope.nullable(),
    proposed_by: Person,
    proposed_at: Instant,
    first_approval: z.object({ by: Person, at: Instant }).nullable(),
    approved_by: Person.nullable(),
    approved_at: Instant.nullable(),
    lines_done: z.array(z.string()),
    lines_aside: z.array(z.object({ line: z.string(), kind: z.enum(asideKinds) })),
    executed_at: Instant.nullable(),
  })
  .transform((row) => ({
    hash: row.hash,
    items: row.items,
    lines: row.lines,
    scope: row.scope,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    firstApproval: row.first_approval,
    approval: row.approved_at === null ? null : { by: row.approved_by, at: row.approved_at },
    linesDone: row.lines_done,
    linesAside: row.lines_aside,
    executedAt: row.executed_at,
  }))

const FactsRow = z.object({
  reference: CaseReference,
  version: z.int().positive(),
  status: z.enum(caseStatuses),
  received_at: Instant,
  channel: z.enum(intakeChannels),
  language: z.enum(['nb', 'en']),
  is_on_behalf: z.boolean(),
  opened_by: Person,
  opened_at: Instant,
  assignee: Person.nullable(),
  subject_person: Person.nullable(),
  identity: Identity,
  clarification: Clarification.nullable(),
  pauses: z.array(Pause),
  extension: Extension.nullable(),
  recipients: z.enum(['not_needed', 'open', 'notified', 'exempted']),
  notice_version: z.string(),
  merged_into: CaseReference.nullable(),
  is_late_refusal: z.boolean(),
  responded_at: Instant.nullable(),
  closed_at: Instant.nullable(),
})

/** A case as the loading statement gives it: the row, its items and ticks, and its current plan, as JSON. */
export const StoredCase = z.object({
  facts: FactsRow,
  items: z.array(ItemRow).min(1),
  ticks: z.array(TickRow),
  plan: PlanRow.nullable(),
})
type StoredCase = z.infer<typeof StoredCase>

function factsOf({ facts: row, items, ticks }: StoredCase) {
  return {
    reference: row.reference,
    version: row.version,
    receivedAt: row.received_at,
    channel: row.channel,
    language: row.language,
    isOnBehalf: row.is_on_behalf,
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    assignee: row.assignee,
    subjectPerson: row.subject_person,
    items,
    identity: row.identity,
    clarification: row.clarification,
    pauses: row.pauses,
    extension: row.extension,
    ticks,
    recipients: row.recipients,
    noticeVersion: row.notice_version,
    mergedInto: row.merged_into,
    isLateRefusal: row.is_late_refusal,
  }
}

/** A value that the rows must hold in this status; says which one is missing, never what is there. */
function needed<T>(value: T | null, what: string): T {
  if (value === null) throw new Error(`a stored case lacks its ${what}`)
  return value
}

function approved(plan: StoredCase['plan']) {
  const found = needed(plan, 'plan')
  return { ...found, approval: needed(found.approval, 'approval') }
}

/** The domain's case from its rows. Throws when the rows do not fit together. */
export function caseOf(stored: StoredCase): RightsRequest {
  const facts = factsOf(stored)
  const { status, responded_at: respondedAt, closed_at: closedAt } = stored.facts
  switch (status) {
    case 'awaiting_approval':
      return { ...facts, status, plan: needed(stored.plan, 'plan') }
    case 'approved':
      return { ...facts, status, plan: approved(stored.plan) }
    case 'responded':
      return {
        ...facts,
        status,
        plan: approved(stored.plan),
        respondedAt: needed(respondedAt, 'responded_at'),
      }
    case 'closed':
      return {
        ...facts,
        status,
        plan: stored.plan && approved(stored.plan),
        closedAt: needed(closedAt, 'closed_at'),
      }
    default:
      return { ...facts, status, plan: null }
  }
}
