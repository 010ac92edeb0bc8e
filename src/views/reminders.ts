import type { Block, Button, Entry, View } from '../chat/view.js'
import type { HoldRef } from '../domain/case/hold-ref.js'
import type { Reference, RightsRequest } from '../domain/case/types.js'
import type { Actor, PersonId } from '../domain/people/roles.js'
import { isEscalation } from '../domain/time/due-reminders.js'
import type { ReminderCode } from '../domain/time/reminders.js'
import { actButton, offeredActs, readButton, takeButton } from './buttons.js'
import { cardLink, type CaseRow } from './case-row.js'
import { daysWords, isAnswerOwed, rightsWords } from './case-words.js'
import type { Drawing } from './drawing.js'
import { nextStep } from './next-step.js'
import { join, sayList, z1 } from './text/text.js'

/** What somebody is reminded of, and the gravest reason. */
export interface ReminderLine {
  readonly code: ReminderCode
  readonly reference: Reference | HoldRef
  /** Null: a hold that names no case. */
  readonly about: CaseRow | null
}

export interface Reminders {
  /** Those that are drawn, the gravest first. */
  readonly lines: readonly ReminderLine[]
  /** Those that are counted: all of them. */
  readonly all: readonly ReminderLine[]
  /** Whoever reads it; null in a channel. */
  readonly actor: Actor | null
  /** Whom the message mentions, where others read it too. */
  readonly mentions?: PersonId | null
}

/** One message with all that concerns one reader: counts first, then the cases, the gravest first. */
export function remindersView(d: Drawing, { lines, all, actor, mentions = null }: Reminders): View<'Z1'> {
  const { say } = d
  const left = all.length - lines.length
  return {
    title: say('reminders.title', { count: all.length }),
    summary: say('reminders.summary', { counts: countsOf(d, all) }),
    blocks: [
      ...(mentions
        ? [{ kind: 'text', text: say('reminders.for', { person: d.who(mentions) }) } as const]
        : []),
      { kind: 'text', text: countsOf(d, all), tone: all.some(isGrave) ? 'danger' : 'plain' },
      ...lines.flatMap((line) => drawLine(d, line, actor)),
      ...(left > 0
        ? [{ kind: 'text', text: say('reminders.more', { count: left }), tone: 'muted' } as const]
        : []),
    ],
  }
}

const isGrave = ({ code }: ReminderLine) => isEscalation(code)

/** What the reasons come to, in the order of their gravity. */
const groups = {
  late: ['R-OVERDUE', 'R-STAT'],
  today: ['R-DUE'],
  soon: ['R-W1', 'R-W3', 'R-T7', 'R-T14', 'R-T30'],
  waiting: ['R-APPROVAL', 'R-EXEC', 'R-EXTNOTICE'],
  other: null,
} as const satisfies Record<string, readonly ReminderCode[] | null>
type Group = keyof typeof groups

function groupOf(code: ReminderCode): Group {
  const hit = Object.entries(groups).find(([, codes]) =>
    (codes as readonly ReminderCode[] | null)?.includes(code),
  )
  return (hit?.[0] ?? 'other') as Group
}

/** `2 past their date, 1 due today`: how many cases of each group. */
function countsOf({ say }: Drawing, all: readonly ReminderLine[]) {
  const counted = Object.keys(groups).flatMap((group) => {
    const count = all.filter(({ code }) => groupOf(code) === group).length
    return count > 0 ? [say(`reminder_count.${group as Group}`, { count })] : []
  })
  return sayList(say, counted)
}

function drawLine(d: Drawing, line: ReminderLine, actor: Actor | null): readonly Block<'Z1'>[] {
  const { about, code } = line
  if (about === null) return [{ kind: 'entries', entries: [holdEntry(d, line)] }]
  const buttons = actor ? buttonsOf(d, code, about.found, actor) : [takeButton(d, about.found)]
  return [
    { kind: 'entries', entries: [reminderEntry(d, code, about)] },
    ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
  ]
}

function holdEntry({ say, sign }: Drawing, { reference, code }: ReminderLine): Entry<'Z1'> {
  return {
    title: z1(reference),
    details: [say(`reminder.${code}`)],
    button: { label: say('button.hold.list'), action: 'hold.list', token: sign({ action: 'hold.list' }) },
  }
}

function reminderEntry(d: Drawing, code: ReminderCode, about: CaseRow): Entry<'Z1'> {
  const { say } = d
  const { found, dates } = about
  const due = say('reminders.due', { due: dates.effectiveDue, days: daysWords(say, dates.daysLeft) })
  return {
    title: say('card.title', { reference: found.reference, rights: rightsWords(say, found) }),
    details: [
      join([say(`reminder.${code}`), ...missed(d, about)]),
      ...(isAnswerOwed(found) ? [due] : []),
      say('card.next', { step: nextStep(d, found).words }),
    ],
    button: readButton(d, found, 'request.show'),
    ...cardLink(d, about),
  }
}

/** The promise and the law apart: either, or both, may be missed. */
function missed({ say }: Drawing, { found, dates }: CaseRow) {
  if (!isAnswerOwed(found)) return []
  return [
    ...(dates.promiseMissed ? [say('flag.promise_missed')] : []),
    ...(dates.statutoryMissed ? [say('flag.statutory_missed')] : []),
  ]
}

function buttonsOf(
  d: Drawing,
  code: ReminderCode,
  found: RightsRequest,
  actor: Actor,
): readonly Button<'Z1'>[] {
  const offered = offeredActs(found, actor)
  const mayTake = found.assignee === null && offered.includes('request.assign')
  return [
    ...(mayTake ? [takeButton(d, found)] : []),
    ...(offered.includes('plan.approve') ? [actButton(d, found, 'plan.approve', 'primary')] : []),
    ...(offered.includes('deadline.extend') ? [actButton(d, found, 'deadline.extend')] : []),
    ...(isEscalation(code) ? [] : [snoozeButton(d, found)]),
  ]
}

function snoozeButton(d: Drawing, { reference }: RightsRequest): Button<'Z1'> {
  const label = d.say('button.reminder.snooze')
  return {
    label,
    action: 'reminder.snooze',
    token: d.sign({ action: 'reminder.snooze', reference }),
    describe: d.say('button.describe', { label, reference }),
  }
}
