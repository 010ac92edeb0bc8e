import type { DateTime } from 'luxon'
import { refuse, type Refusal } from '../../refusals.js'
import type { CaseCommand, Reason } from '../commands.js'
import type { Act } from '../decision.js'

/** Says why an act may not happen; null when nothing stands in its way. */
export type Guard<A> = (act: A) => Refusal | null

/** The part of an act that is there for every command. */
export type AnyAct = Omit<Act<CaseCommand>, 'input'>

/** A written reason must be there; its words are in the sealed store. */
export const reasonGiven: Guard<{ input: Reason }> = ({ input }) =>
  input.hasReason ? null : refuse('E_REASON', {}, 'reason')

/** Sender and desk may read different clocks. */
const toleranceMinutes = 5

/** An instant that somebody reports lies between `from` and now, else `E_INPUT` at its field. */
export function outside(instant: DateTime, from: DateTime, at: DateTime, field: string): Refusal | null {
  const isInside = instant.isValid && instant >= from && instant <= at.plus({ minutes: toleranceMinutes })
  return isInside ? null : refuse('E_INPUT', {}, field)
}
