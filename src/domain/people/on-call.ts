import { DateTime } from 'luxon'
import { refuse, type Refusal } from '../refusals.js'
import { zone } from '../time/calendar.js'
import type { PersonId } from './roles.js'

/** An ISO 8601 week of Oslo, `YYYY-Www`. Compares in time order as a string. */
export type IsoWeek = string & { readonly __brand: 'IsoWeek' }

/** A person who is on call for a week, as planned. Several may share one. */
export interface Turn {
  readonly week: IsoWeek
  readonly person: PersonId
}

/** `instead`: of everybody else; `also`: beside them; `handover`: instead of the one who hands over. */
export const coverKinds = ['instead', 'also', 'handover'] as const
export type CoverKind = (typeof coverKinds)[number]

/** A change of who is on call, from an instant up to and not including another. */
export interface Cover {
  readonly id: string
  readonly kind: CoverKind
  readonly person: PersonId
  /** Who handed over; null for the other kinds. */
  readonly insteadOf: PersonId | null
  readonly from: DateTime
  readonly until: DateTime
  readonly decidedAt: DateTime
}

/** Everything that says who is on call. */
export interface Roster {
  readonly turns: readonly Turn[]
  readonly covers: readonly Cover[]
  /** People who may use the role of an engineer now: nobody else is ever on call. */
  readonly engineers: readonly PersonId[]
}

const weekPattern = /^(\d{4})-W(\d{2})$/u

/** The ISO week of an instant, by its date in Oslo. Throws on an invalid instant. */
export function isoWeek(at: DateTime): IsoWeek {
  if (!at.isValid) throw new RangeError('Not an instant')
  return at.setZone(zone).toFormat("kkkk-'W'WW") as IsoWeek
}

function monday(week: IsoWeek): DateTime {
  const hit = weekPattern.exec(week)
  const found = DateTime.fromObject({ weekYear: Number(hit?.[1]), weekNumber: Number(hit?.[2]) }, { zone })
  if (!hit || !found.isValid) throw new RangeError('Not a week of the form YYYY-Www')
  return found
}

/** Reads an ISO week; null for anything but a week that exists. */
export function readWeek(text: string): IsoWeek | null {
  const hit = weekPattern.exec(text)
  if (!hit) return null
  const found = DateTime.fromObject({ weekYear: Number(hit[1]), weekNumber: Number(hit[2]) }, { zone })
  return found.isValid ? (text as IsoWeek) : null
}

/** From Monday 00:00 in Oslo up to and not including the next, as UTC instants. Throws on what is no week. */
export function weekBounds(week: IsoWeek): { readonly from: DateTime; readonly until: DateTime } {
  const from = monday(week)
  return { from: from.toUTC(), until: from.plus({ weeks: 1 }).toUTC() }
}

/** The week `n` weeks later. */
export function addWeeks(week: IsoWeek, n: number): IsoWeek {
  return isoWeek(monday(week).plus({ weeks: n }))
}

function covered(people: readonly PersonId[], { kind, person, insteadOf }: Cover): readonly PersonId[] {
  if (kind === 'instead') return [person]
  if (kind === 'also') return [...people, person]
  return people.map((one) => (one === insteadOf ? person : one))
}

/** Who is on call at an instant: the week's people, then each change in the order it was decided; engineers only. */
export function onCallAt({ turns, covers, engineers }: Roster, at: DateTime): readonly PersonId[] {
  const week = isoWeek(at)
  const planned = turns.filter((turn) => turn.week === week).map(({ person }) => person)
  const people = covers
    .filter(({ from, until }) => from <= at && at < until)
    .sort((a, b) => a.decidedAt.toMillis() - b.decidedAt.toMillis())
    .reduce(covered, planned)
  return [...new Set(people)].filter((person) => engineers.includes(person))
}

/** Refuses whoever is not on call now; that nobody is, is said: it never means that everybody may. */
export function refusalOffCall(person: PersonId, onCall: readonly PersonId[]): Refusal | null {
  if (onCall.includes(person)) return null
  return refuse(onCall.length === 0 ? 'E_NOBODY_ON_CALL' : 'E_NOT_ON_CALL')
}

/** Whose approval a plan can have now: people on call but the one who proposed it and the one it is about (T10). */
export function possibleApprovers(
  onCall: readonly PersonId[],
  { proposedBy, subjectPerson }: { readonly proposedBy: PersonId; readonly subjectPerson: PersonId | null },
): readonly PersonId[] {
  return onCall.filter((person) => person !== proposedBy && person !== subjectPerson)
}
