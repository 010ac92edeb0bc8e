import type { Block, Button, Entry, Text, View } from '../chat/view.js'
import {
  addWeeks,
  isoWeek,
  onCallAt,
  weekBounds,
  type IsoWeek,
  type Roster,
} from '../domain/people/on-call.js'
import { actingRole, onCallCommands } from '../domain/people/policy.js'
import type { Actor, PersonId } from '../domain/people/roles.js'
import { localDate } from '../domain/time/calendar.js'
import type { Drawing } from './drawing.js'
import { sayInstant, sayList } from './text/text.js'

const weeksShown = 6

/** `Week 11, from Mon 9 Mar 2026`. */
export function weekWords({ say }: Drawing, week: IsoWeek): Text<'Z1'> {
  return say('oncall.week', { number: Number(week.slice(-2)), from: localDate(weekBounds(week).from) })
}

/** Who is on call now and in the weeks to come, with the buttons that the reader may use. */
export function rosterView(d: Drawing, roster: Roster, actor: Actor): View<'Z1'> {
  const { say } = d
  const now = onCallAt(roster, d.at)
  const summary = nowWords(d, now)
  return {
    title: say('oncall.title'),
    summary,
    blocks: [
      { kind: 'text', text: summary, ...(now.length === 0 ? { tone: 'warning' } : {}) },
      { kind: 'entries', entries: [...weekEntries(d, roster), ...coverEntries(d, roster)] },
      ...buttonBlock(d, now, actor),
    ],
  }
}

/** `On call now: …`, or that nobody is. */
function nowWords(d: Drawing, now: readonly PersonId[]): Text<'Z1'> {
  return now.length === 0 ? d.say('oncall.nobody') : d.say('oncall.now', { people: peopleWords(d, now) })
}

const peopleWords = (d: Drawing, people: readonly PersonId[]) =>
  sayList(
    d.say,
    people.map((person) => d.who(person)),
  )

function weekEntries(d: Drawing, { turns, engineers }: Roster): readonly Entry<'Z1'>[] {
  const first = isoWeek(d.at)
  return Array.from({ length: weeksShown }, (_, index) => {
    const week = addWeeks(first, index)
    const people = turns.filter((turn) => turn.week === week).map(({ person }) => person)
    const gone = people.filter((person) => !engineers.includes(person))
    const details = [people.length === 0 ? d.say('oncall.free') : peopleWords(d, people)]
    // Whoever lost the role stays in the plan and does not count: that must be seen in time.
    const warning = gone.length === 0 ? [] : [d.say('oncall.not_engineer', { people: peopleWords(d, gone) })]
    return { title: weekWords(d, week), details: [...details, ...warning] }
  })
}

function coverEntries(d: Drawing, { covers }: Roster): readonly Entry<'Z1'>[] {
  return covers.map(({ kind, person, insteadOf, from, until }) => ({
    title: d.say('oncall.cover', { from: sayInstant(d.say, from), until: sayInstant(d.say, until) }),
    details: [
      insteadOf === null
        ? d.say(`oncall.cover.${kind === 'also' ? 'also' : 'instead'}`, { person: d.who(person) })
        : d.say('oncall.cover.handover', { person: d.who(person), other: d.who(insteadOf) }),
    ],
  }))
}

function buttonBlock(d: Drawing, now: readonly PersonId[], actor: Actor): readonly Block<'Z1'>[] {
  const buttons = (Object.keys(onCallCommands) as (keyof typeof onCallCommands)[])
    .filter((action) => actingRole(actor, onCallCommands[action]) !== null)
    .filter((action) => action !== 'oncall.hand_over' || now.includes(actor.id))
    .map((action): Button<'Z1'> => ({ label: d.say(`button.${action}`), action, token: d.sign({ action }) }))
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }]
}
