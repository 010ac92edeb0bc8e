import { retentionRules } from '../retention/rules.js'
import type { Collection, RetentionInMap, System } from './types.js'

const key = 'rights_desk'

interface Own {
  readonly name: string
  /** The table in the desk's own database. */
  readonly table: string
  readonly categories: readonly string[]
  readonly retention: RetentionInMap
}

const anchoredAt = (field: string) => ({ source: 'field', field }) as const
const months = (rule: 'RET-BOT-TEXT' | 'RET-BOT-CASE' | 'RET-BOT-ACCESS') => ({
  rule,
  months: retentionRules[rule].period.months,
})

const texts = months('RET-BOT-TEXT')
const whole = months('RET-BOT-CASE')

const own: readonly Own[] = [
  {
    name: 'case_texts',
    table: 'public.sealed_texts',
    categories: ['user.content'],
    retention: { ...texts, anchor: anchoredAt('closed_at') },
  },
  {
    name: 'cases',
    table: 'public.cases',
    categories: ['user.contact.email', 'user.contact.phone_number', 'user.name', 'user.unique_id'],
    retention: { ...whole, anchor: anchoredAt('closed_at') },
  },
  {
    name: 'access_log',
    table: 'public.events',
    categories: ['user.unique_id'],
    retention: { ...months('RET-BOT-ACCESS'), anchor: anchoredAt('at') },
  },
  // Acts of no case: they go when those of a case that ended on the same day would.
  {
    name: 'events',
    table: 'public.events',
    categories: ['user.unique_id'],
    retention: { ...whole, anchor: anchoredAt('at') },
  },
  // Digests, reminders and summaries name cases while these are open; a year later nobody needs them, and they are gone
  // from the platforms long before the cases are.
  {
    name: 'messages',
    table: 'public.outbox',
    categories: ['user.unique_id'],
    retention: { rule: 'RET-BOT-CASE', months: 12, anchor: anchoredAt('sent_at') },
  },
  {
    name: 'hold_texts',
    table: 'public.holds',
    categories: ['user.content'],
    retention: { ...texts, anchor: anchoredAt('released_at') },
  },
  {
    name: 'holds',
    table: 'public.holds',
    categories: ['user.unique_id'],
    retention: { ...whole, anchor: anchoredAt('released_at') },
  },
  // Answers that a platform without messages for a moment keeps in the private chat.
  {
    name: 'answers',
    table: 'public.answers',
    categories: ['user.unique_id'],
    retention: { rule: 'RET-BOT-CASE', months: 12, anchor: anchoredAt('at') },
  },
  // Of the rules that count hours, no months are reckoned.
  {
    name: 'shown_details',
    table: 'public.answers',
    categories: ['user.contact', 'user.content', 'user.name'],
    retention: { rule: 'RET-BOT-DRAFT', months: 0, anchor: anchoredAt('at') },
  },
  {
    name: 'drafts',
    table: 'public.erasure_pages',
    categories: ['user.unique_id'],
    retention: { rule: 'RET-BOT-DRAFT', months: 0, anchor: anchoredAt('proposed_at') },
  },
]

const collectionOf = ({ name, table, categories, retention }: Own): Collection => ({
  system: key,
  name,
  nativeName: table,
  fields: [],
  key: ['id'],
  categories,
  searching: { by: 'nothing', why: 'cases are found by their reference' },
  retention,
  erasure: { action: 'delete' },
  tombstones: null,
  options: {},
})

/**
 * The desk's own personal data (§5.4), as a system of the data map that no file has to name: the sweep goes over it as
 * over the others. `handlers/own-data` is the store behind it.
 */
export const rightsDesk: System = {
  key,
  name: 'Rights Desk',
  connection: { kind: 'postgres', timeoutMs: 10_000, concurrency: 1, settings: {} },
  collections: own.map(collectionOf),
  // §5.3: backups of the desk's own database are kept for 35 days at most.
  backups: [{ name: 'backups of the database', days: 35 }],
}
