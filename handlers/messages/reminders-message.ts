import { findCases } from '../../db/cases.js'
import { appendEvents } from '../../db/events.js'
import { findMessageActor, listPeopleInRole } from '../../db/recipients.js'
import { endReminders, insertReminders, listWaiting, watchedNow, type Reminder } from '../../db/reminders.js'
import type { Tx } from '../../db/client.js'
import type { OutboxMessage } from '../../db/outbox.js'
import type { Platform } from '../../src/chat/interaction.js'
import { systemActor, type Actor, type PersonId } from '../../src/domain/people/roles.js'
import { localDate, type LocalDate } from '../../src/domain/time/calendar.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { gravity, isEscalation, stillHolds, watchCodes } from '../../src/domain/time/due-reminders.js'
import type { Reference } from '../../src/domain/case/types.js'
import type { CaseRow } from '../../src/views/case-row.js'
import type { EventDraft } from '../../src/domain/proof/event.js'
import { remindersView, type ReminderLine } from '../../src/views/reminders.js'
import { drawer } from '../drawer.js'
import type { JobContext } from '../jobs/job.js'
import { channelRecipient } from '../reminders/recipients.js'
import { enqueue } from '../../db/enqueue.js'
import type { MessageKind } from './message-kind.js'
import { withCardLinks } from './card-links.js'
import { destinationOf } from './place.js'
import { queueMessage } from './queue-message.js'

/** So many cases are drawn in one message; the rest are counted. */
const mostLines = 10

export const recipientOf = ({ person }: OutboxMessage): string => person ?? channelRecipient

/** One message with all that concerns a person, or the channel: what still holds now, the gravest first. */
export const remindersMessage: MessageKind = {
  async prepare(context, message) {
    const now = context.clock()
    const waiting = await listWaiting(context.db, recipientOf(message), localDate(now))
    const { lines, holding, lapsed } = await sortOut(context, waiting, localDate(now))
    const to = await destinationOf(context, context.db, message)
    const reader = message.person ? await findMessageActor(context.db, message.person) : null
    const actor: Actor | null = reader && { id: reader.person, roles: reader.roles }
    const end = async (tx: Tx) => {
      await endReminders(tx, lapsed, 'lapsed', now)
      await endReminders(tx, holding, 'told', now)
      await appendEvents(tx, holding.flatMap(eventsOf), { actor: systemActor.id, role: 'system', at: now })
    }
    if (lines.length === 0) return { view: null, redraws: null, onEnd: end }
    const view = remindersView(drawer(context, reader).draw, {
      lines: await linked(context, to?.platform ?? message.platform, lines.slice(0, mostLines)),
      all: lines,
      actor,
      mentions: to?.channel === undefined ? null : message.person,
    })
    return { view, redraws: null, onEnd: end }
  },
  /** From the channel to direct messages, from these to e-mail; where none of them is left somebody has to be told. */
  async onLost(context, tx, message, error) {
    if (error === 'ambiguous') return giveUp(context, tx, message, 'unclear')
    if (message.person === null) await handOver(context, tx, message)
    else if (await wasMention(context, tx, message)) return sendDirectly(tx, message, message.person)
    else if (context.mail) return enqueue(tx, 'mail-reminders', { id: message.id })
    await giveUp(context, tx, message, 'undeliverable')
  },
}

async function linked(
  context: JobContext,
  platform: Platform,
  lines: readonly ReminderLine[],
): Promise<readonly ReminderLine[]> {
  const rows = await withCardLinks(
    context,
    platform,
    lines.flatMap(({ about }) => about ?? []),
  )
  const byReference = new Map<string, CaseRow>(rows.map((row) => [row.found.reference, row]))
  return lines.map((line) => ({ ...line, about: byReference.get(line.reference) ?? null }))
}

async function wasMention(context: JobContext, tx: Tx, message: OutboxMessage): Promise<boolean> {
  return (await destinationOf(context, tx, message))?.channel !== undefined
}

async function sendDirectly(tx: Tx, { platform, day }: OutboxMessage, person: PersonId): Promise<void> {
  const coalesceKey = `reminders-direct:${person}`
  await queueMessage(tx, { kind: 'reminders-direct', platform, person, coalesceKey, ...(day ? { day } : {}) })
}

/** What the channel should have been told goes to each manager, but not to whoever a case is about. */
async function handOver({ db, clock }: JobContext, tx: Tx, message: OutboxMessage): Promise<void> {
  const today = localDate(clock())
  const waiting = await listWaiting(tx, channelRecipient, today)
  const references = [...new Set(waiting.map(({ reference }) => reference as Reference))]
  const found = await findCases(db, references)
  const subjects = new Map<string, PersonId | null>(
    found.map(({ reference, subjectPerson }) => [reference, subjectPerson]),
  )
  for (const person of await listPeopleInRole(tx, 'manager')) {
    const theirs = waiting.filter(({ reference }) => subjects.get(reference) !== person)
    await insertReminders(
      tx,
      theirs.map((one) => ({ ...one, recipient: person })),
    )
    await sendDirectly(tx, message, person)
  }
}

/** Notes that what waits for a recipient reached nobody, or that nobody knows. */
export async function giveUp(
  { clock }: JobContext,
  tx: Tx,
  message: OutboxMessage,
  state: 'undeliverable' | 'unclear',
): Promise<void> {
  const now = clock()
  const waiting = await listWaiting(tx, recipientOf(message), localDate(now))
  await endReminders(tx, waiting, state, now)
  const drafts = waiting.map((one): EventDraft => {
    const { reference, fields } = told(one)
    const isKnown = state === 'undeliverable'
    return { type: 'reminder.undeliverable', reference, fields: { ...fields, isKnown } }
  })
  await appendEvents(tx, drafts, { actor: systemActor.id, role: 'system', at: now })
}

/** What the chain keeps of a reminder; a hold that names no case stands among the fields. */
function told({ reference, code, day, recipient }: Reminder) {
  const fields = { code, day, to: recipient }
  return reference.startsWith('RR-')
    ? { reference: reference as Reference, fields }
    : { reference: null, fields: { ...fields, holdRef: reference } }
}

/** The acts of a reminder that was sent. */
export function eventsOf(one: Reminder): readonly EventDraft[] {
  const { reference, fields } = told(one)
  return [
    { type: 'reminder.sent', reference, fields },
    ...(isEscalation(one.code) ? [{ type: 'escalation.raised', reference, fields } as const] : []),
  ]
}

interface SortedOut {
  readonly lines: readonly ReminderLine[]
  readonly holding: readonly Reminder[]
  readonly lapsed: readonly Reminder[]
}

/** One line a case, with its gravest reminder; what does not hold any more lapses. */
export async function sortOut(
  { db, clock }: JobContext,
  waiting: readonly Reminder[],
  today: LocalDate,
): Promise<SortedOut> {
  const references = [...new Set(waiting.map(({ reference }) => reference as Reference))]
  const now = clock()
  const cases = new Map<string, CaseRow>(
    (await findCases(db, references)).map((found) => [
      found.reference,
      { found, dates: caseDates(found, now) },
    ]),
  )
  const watched = await watchedNow(db, references)
  const holds = ({ code, reference }: Reminder) => {
    if ((watchCodes as readonly string[]).includes(code)) return watched.has(`${code} ${reference}`)
    const one = cases.get(reference)
    return one !== undefined && stillHolds(code, one, today)
  }
  const holding = waiting.filter(holds)
  const lines = new Map<string, ReminderLine>()
  for (const { code, reference } of holding.toSorted((a, b) => rank(a) - rank(b)))
    if (!lines.has(reference)) lines.set(reference, { code, reference, about: cases.get(reference) ?? null })
  return {
    lines: [...lines.values()].toSorted((a, b) => rank(a) - rank(b) || (dueOf(a) < dueOf(b) ? -1 : 1)),
    holding,
    lapsed: waiting.filter((one) => !holds(one)),
  }
}

const dueOf = ({ about }: ReminderLine) => about?.dates.effectiveDue ?? ''
const rank = ({ code }: Pick<Reminder, 'code'>) => gravity.indexOf(code)
