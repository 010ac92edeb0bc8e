import type { Block, Text } from '../chat/view.js'
import type { HoldRef } from '../domain/case/hold-ref.js'
import type { Reference } from '../domain/case/types.js'
import type { PersonId } from '../domain/people/roles.js'
import type { ReminderCode } from '../domain/time/reminders.js'
import type { Drawing } from './drawing.js'
import { join, z1 } from './text/text.js'

/** A reminder that reached nobody. */
export interface LostLine {
  readonly reference: Reference | HoldRef
  readonly code: ReminderCode
  /** Null: the privacy channel. */
  readonly person: PersonId | null
  /** It may have arrived: the platform did not say. */
  readonly isUnclear: boolean
}

/** What did not get through. */
export interface Troubles {
  /** Those that are named. */
  readonly lost: readonly LostLine[]
  /** All that were lost. */
  readonly lostInAll: number
  /** Messages that were not sent. */
  readonly failed: number
  /** Messages of which nobody knows whether they arrived. */
  readonly ambiguous: number
}

/** Reminders and messages that did not get through; nothing when all did. */
export function troubleBlocks(
  d: Drawing,
  { lost, lostInAll, failed, ambiguous }: Troubles,
): readonly Block<'Z1'>[] {
  const { say } = d
  const warn = (text: Text<'Z1'>) => ({ kind: 'text', text, tone: 'warning' }) as const
  const more = lostInAll - lost.length
  const lines = [
    say('digest.lost', { count: lostInAll }),
    ...lost.map((one) => lostLine(d, one)),
    ...(more > 0 ? [say('digest.more', { count: more })] : []),
  ]
  return [
    ...(lostInAll > 0 ? [warn(join(lines, '\n'))] : []),
    ...(failed > 0 ? [warn(say('digest.failed', { count: failed }))] : []),
    ...(ambiguous > 0 ? [warn(say('digest.ambiguous', { count: ambiguous }))] : []),
  ]
}

function lostLine({ say, who }: Drawing, { reference, code, person, isUnclear }: LostLine): Text<'Z1'> {
  const line = say('digest.lost_line', {
    reference: z1(reference),
    person: person === null ? say('digest.channel') : who(person),
    reminder: say(`reminder.${code}`),
  })
  return isUnclear ? say('digest.lost_unclear', { line }) : line
}
