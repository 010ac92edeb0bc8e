import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  caseStatuses,
  type CaseLanguage,
  type CaseStatus,
  type IntakeChannel,
  type LineAside,
  type PlanHash,
  type PlanItem,
  type PlanLine,
  type RecipientsNotice,
  type Reference,
} from '../../src/domain/case/types.js'
import type { ErasureScope } from '../../src/domain/erasure/scope.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import type { RefusalGround } from '../../src/domain/rights/grounds.js'
import type { Outcome, RightType } from '../../src/domain/rights/rights.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'
import { instant, oneOf, writtenAt } from './columns.js'

/** One row a year: the last number given out, so that references are gap-free (§5.2 M2). */
export const referenceCounters = pgTable('reference_counters', {
  year: integer('year').primaryKey(),
  last: integer('last').notNull(),
})

/** Rights requests. Case metadata only (Z1); details of the person are in `subjects`, sealed. */
export const cases = pgTable(
  'cases',
  {
    reference: text('reference').$type<Reference>().primaryKey(),
    version: integer('version').notNull(),
    status: text('status').$type<CaseStatus>().notNull(),
    receivedAt: instant('received_at').notNull(),
    channel: text('channel').$type<IntakeChannel>().notNull(),
    language: text('language').$type<CaseLanguage>().notNull(),
    isOnBehalf: boolean('is_on_behalf').notNull(),
    openedBy: uuid('opened_by').$type<PersonId>().notNull(),
    openedAt: instant('opened_at').notNull(),
    assignee: uuid('assignee').$type<PersonId>(),
    subjectPerson: uuid('subject_person').$type<PersonId>(),
    /** Identity, Clarification, Pause[] and Extension of the domain, with instants as ISO text. */
    identity: jsonb('identity').notNull(),
    clarification: jsonb('clarification'),
    pauses: jsonb('pauses').notNull(),
    extension: jsonb('extension'),
    recipients: text('recipients').$type<RecipientsNotice>().notNull(),
    noticeVersion: text('notice_version').notNull(),
    mergedInto: text('merged_into').$type<Reference>(),
    isLateRefusal: boolean('is_late_refusal').notNull(),
    respondedAt: instant('responded_at'),
    closedAt: instant('closed_at'),
    /** Worked out by the rules at each save, so that lists and reminders can be read from an index. */
    promisedDue: date('promised_due', { mode: 'string' }).$type<LocalDate>().notNull(),
    statutoryDue: date('statutory_due', { mode: 'string' }).$type<LocalDate>().notNull(),
    effectiveDue: date('effective_due', { mode: 'string' }).$type<LocalDate>().notNull(),
    workBy: date('work_by', { mode: 'string' }).$type<LocalDate>().notNull(),
    /** The day of the run that looks at the case again for reminders. Each save puts it back: the next run looks. */
    remindOn: date('remind_on', { mode: 'string' }).notNull().default('-infinity'),
    writtenAt: writtenAt(),
  },
  (t) => [
    index('cases_remind')
      .on(t.remindOn, t.reference)
      .where(sql`status <> 'closed'`),
    // A case that is answered or closed is never due: these two indexes hold open work only, and stay small.
    index('cases_open_due')
      .on(t.effectiveDue, t.reference)
      .where(sql`status not in ('responded', 'closed')`),
    index('cases_standing')
      .on(t.effectiveDue, t.reference)
      .where(sql`status not in ('responded', 'closed') and pauses @> '[{"answeredAt": null}]'::jsonb`),
    index('cases_received').on(t.receivedAt),
    index('cases_ended').on(sql`coalesce(closed_at, responded_at)`),
    index('cases_closed_at')
      .on(t.closedAt, t.reference)
      .where(sql`status = 'closed'`),
    index('cases_merged_into')
      .on(t.mergedInto)
      .where(sql`merged_into is not null`),
    index('cases_assignee_due')
      .on(t.assignee, t.effectiveDue, t.reference)
      .where(sql`status <> 'closed'`),
    index('cases_status_due').on(t.status, t.effectiveDue, t.reference),
    index('cases_opened').on(t.openedAt, t.reference),
    check('cases_status', oneOf(t.status, caseStatuses)),
    check('cases_reference', sql`${t.reference} ~ '^RR-[0-9]{4}-[0-9]{4,}$'`),
    check('cases_version', sql`${t.version} > 0`),
    check('cases_closed', sql`(${t.status} = 'closed') = (${t.closedAt} is not null)`),
  ],
)

/** The rights asked for in a case. */
export const caseItems = pgTable(
  'case_items',
  {
    reference: text('reference')
      .$type<Reference>()
      .notNull()
      .references(() => cases.reference),
    right: text('right').$type<RightType>().notNull(),
    position: integer('position').notNull(),
    outcome: text('outcome').$type<Outcome>(),
    ground: text('ground').$type<RefusalGround>(),
    lawReference: text('law_reference'),
    respondedAt: instant('responded_at'),
  },
  (t) => [primaryKey({ columns: [t.reference, t.right] })],
)

/** Ticked steps of the checklists. */
export const caseSteps = pgTable(
  'case_steps',
  {
    reference: text('reference')
      .$type<Reference>()
      .notNull()
      .references(() => cases.reference),
    code: text('code').notNull(),
    tickedBy: uuid('ticked_by').$type<PersonId>().notNull(),
    tickedAt: instant('ticked_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.reference, t.code] })],
)

/** Plans, the current one and those before it. Holds no value of a person. */
export const plans = pgTable(
  'plans',
  {
    id: uuid('id').primaryKey(),
    reference: text('reference')
      .$type<Reference>()
      .notNull()
      .references(() => cases.reference),
    isCurrent: boolean('is_current').notNull(),
    hash: text('hash').$type<PlanHash>().notNull(),
    items: jsonb('items').$type<readonly PlanItem[]>().notNull(),
    lines: jsonb('lines').$type<readonly PlanLine[]>().notNull(),
    /** What was searched for it; null for a plan made without the stores. */
    scope: jsonb('scope').$type<ErasureScope>(),
    proposedBy: uuid('proposed_by').$type<PersonId>().notNull(),
    proposedAt: instant('proposed_at').notNull(),
    /** Who gave the first of two approvals, and when; null where it takes one. */
    firstApproval: jsonb('first_approval'),
    approvedBy: uuid('approved_by').$type<PersonId>(),
    approvedAt: instant('approved_at'),
    linesDone: jsonb('lines_done').$type<readonly string[]>().notNull(),
    linesAside: jsonb('lines_aside').$type<readonly LineAside[]>().notNull().default([]),
    executedAt: instant('executed_at'),
    writtenAt: writtenAt(),
  },
  (t) => [
    uniqueIndex('plans_current')
      .on(t.reference)
      .where(sql`is_current`),
    check('plans_executed', sql`${t.executedAt} is null or ${t.approvedAt} is not null`),
  ],
)
