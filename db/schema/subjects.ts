import { boolean, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Reference } from '../../src/domain/case/types.js'
import { bytes, instant } from './columns.js'
import { cases } from './cases.js'

/** The data key of each case, wrapped. Deleting the row makes everything sealed with it unreadable. */
export const caseKeys = pgTable('case_keys', {
  reference: text('reference')
    .$type<Reference>()
    .primaryKey()
    .references(() => cases.reference),
  keyId: text('key_id').notNull(),
  wrapped: bytes('wrapped').notNull(),
})

/** Details of the data subject (Z2), sealed: name, contact, request text. */
export const subjects = pgTable('subjects', {
  /** Pseudonymous id of the data subject. */
  id: uuid('id').primaryKey(),
  reference: text('reference')
    .$type<Reference>()
    .notNull()
    .unique()
    .references(() => cases.reference),
  sealed: bytes('sealed').notNull(),
  /** False once the request text was taken out of what is sealed (§5.4). */
  hasText: boolean('has_text').notNull().default(true),
})

/** Blind indexes (§5.3), to see that two cases are about one person. Pseudonymised personal data. */
export const subjectIndexes = pgTable(
  'subject_indexes',
  {
    reference: text('reference')
      .$type<Reference>()
      .notNull()
      .references(() => cases.reference),
    kind: text('kind').$type<'email' | 'phone'>().notNull(),
    value: text('value').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.reference, t.kind, t.value] }),
    index('subject_indexes_value').on(t.value),
  ],
)

/** Free text about a case (reasons, questions, notes), sealed; events hold its id and the hash of the sealed bytes. */
export const sealedTexts = pgTable(
  'sealed_texts',
  {
    id: uuid('id').primaryKey(),
    reference: text('reference')
      .$type<Reference>()
      .notNull()
      .references(() => cases.reference),
    kind: text('kind').notNull(),
    sealed: bytes('sealed').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('sealed_texts_reference').on(t.reference)],
)
