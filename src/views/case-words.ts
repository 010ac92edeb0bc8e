import type { Block, Text } from '../chat/view.js'
import { stepsOf } from '../domain/case/checklist.js'
import type { RightsRequest } from '../domain/case/types.js'
import type { CaseDates } from '../domain/time/deadlines.js'
import type { Drawing } from './drawing.js'
import { sayList, type Say } from './text/text.js'

/** The rights of a case as a list: `access and erasure`. */
export function rightsWords(say: Say, { items }: Pick<RightsRequest, 'items'>): Text<'Z1'> {
  return sayList(
    say,
    items.map(({ right }) => say(`right.${right}`)),
  )
}

/** `3 days left`, `due today`, `2 days overdue`. Civil days in Oslo. */
export function daysWords(say: Say, daysLeft: number): Text<'Z1'> {
  if (daysLeft === 0) return say('days.today')
  return daysLeft > 0 ? say('days.left', { count: daysLeft }) : say('days.overdue', { count: -daysLeft })
}

/** Whether an answer is still owed: dates matter only until then. */
export function isAnswerOwed({ status }: Pick<RightsRequest, 'status'>): boolean {
  return status !== 'responded' && status !== 'closed'
}

/** `3 of 7`: steps of the checklist that people tick. */
export function progressWords(say: Say, found: RightsRequest): Text<'Z1'> {
  const ticked = new Set(found.ticks.map(({ code }) => code))
  const codes = handSteps(found)
  return say('card.progress', { ticked: codes.filter((code) => ticked.has(code)).length, all: codes.length })
}

/** Codes of the steps that people tick, in checklist order. */
export function handSteps(found: RightsRequest) {
  return stepsOf(found)
    .filter(({ who }) => who.some((role) => role !== 'system'))
    .map(({ code }) => code)
}

/** What is out of the ordinary about a case, the gravest first. */
export function flags({ say }: Drawing, found: RightsRequest, dates: CaseDates): readonly Block<'Z1'>[] {
  const isOwed = isAnswerOwed(found)
  const rows = [
    [isOwed && dates.statutoryMissed, 'flag.statutory_missed', 'danger'],
    [isOwed && dates.isOverdue && !dates.statutoryMissed, 'flag.overdue', 'danger'],
    [isOwed && dates.promiseMissed, 'flag.promise_missed', 'warning'],
    [isOwed && dates.isClockStopped, 'flag.clock_stopped', 'warning'],
    [
      isOwed && found.extension !== null && found.extension.noticeSentAt === null,
      'flag.extension_unsent',
      'warning',
    ],
    [dates.isExtended, 'flag.extended', 'muted'],
    [found.isLateRefusal, 'flag.late_refusal', 'warning'],
    [found.isOnBehalf, 'flag.on_behalf', 'muted'],
  ] as const
  return rows.flatMap(([holds, key, tone]) =>
    holds ? [{ kind: 'text', text: say(key), tone } as const] : [],
  )
}
