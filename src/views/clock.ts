import type { Fact, View } from '../chat/view.js'
import type { RightsRequest } from '../domain/case/types.js'
import type { CaseDates } from '../domain/time/deadlines.js'
import { flags, isAnswerOwed } from './case-words.js'
import type { Drawing } from './drawing.js'
import { join, sayInstant, sayList } from './text/text.js'

type Explain = (d: Drawing, found: RightsRequest, dates: CaseDates) => readonly Fact<'Z1'>[]

const receipt: Explain = ({ say }, { receivedAt }, dates) => [
  {
    label: say('clock.receipt'),
    value: say('clock.receipt_text', { at: sayInstant(say, receivedAt), date: dates.receivedLocalDate }),
  },
]

const promise: Explain = ({ say }, _, { promisedDue }) => [
  { label: say('clock.promise'), value: say('clock.promise_text', { date: promisedDue }) },
]

const statutory: Explain = ({ say }, _, { statutoryNominal, statutoryDue }) => [
  {
    label: say('clock.statutory'),
    value:
      statutoryNominal === statutoryDue
        ? say('clock.statutory_text', { date: statutoryDue })
        : say('clock.statutory_rolled', { nominal: statutoryNominal, date: statutoryDue }),
  },
]

const suspension: Explain = ({ say }, _, dates) => {
  if (dates.suspendedDays === 0 && !dates.isClockStopped) return []
  const stood = say('clock.suspended_text', {
    count: dates.suspendedDays,
    promised: dates.originalPromisedDue,
    statutory: dates.originalStatutoryDue,
  })
  const now = dates.isClockStopped ? [say('clock.stopped_now')] : []
  return [{ label: say('clock.suspended'), value: join(dates.suspendedDays > 0 ? [stood, ...now] : now) }]
}

const extension: Explain = ({ say }, found, dates) => {
  const label = say('clock.extension')
  const { extension: decided } = found
  if (decided === null) {
    const value = say('clock.extension_possible', { date: dates.extendedDue, by: dates.extensionNoticeBy })
    return isAnswerOwed(found) && !dates.statutoryMissed ? [{ label, value }] : []
  }
  if (!dates.isExtended) {
    return [
      { label, value: say('clock.extension_unsent', { date: decided.newDue, by: dates.extensionNoticeBy }) },
    ]
  }
  const rights = sayList(
    say,
    decided.rights.map((right) => say(`right.${right}`)),
  )
  const reason = say(`extension_reason.${decided.reason}`)
  return [{ label, value: say('clock.extension_text', { reason, date: decided.newDue, rights }) }]
}

const effective: Explain = ({ say }, _, dates) => {
  const values = { date: dates.effectiveDue, workBy: dates.workBy }
  const value = dates.isExtended
    ? say('clock.effective_extended', values)
    : say('clock.effective_text', values)
  return [{ label: say('clock.effective'), value }]
}

const refusal: Explain = ({ say }, _, { refusalNoticeBy }) => [
  { label: say('clock.refusal'), value: say('clock.refusal_text', { date: refusalNoticeBy }) },
]

const order: readonly Explain[] = [receipt, promise, statutory, suspension, extension, effective, refusal]

/** Why each date of a case is what it is, with the article it rests on (§2). */
export function explainClock(d: Drawing, found: RightsRequest, dates: CaseDates): View<'Z1'> {
  const { say } = d
  const { reference } = found
  return {
    title: say('clock.title', { reference }),
    summary: say('clock.summary', { reference, due: dates.effectiveDue }),
    blocks: [
      ...flags(d, found, dates),
      { kind: 'facts', facts: order.flatMap((explain) => explain(d, found, dates)) },
    ],
  }
}
