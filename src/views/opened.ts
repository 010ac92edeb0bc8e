import type { Block, View } from '../chat/view.js'
import type { Reference, RightsRequest } from '../domain/case/types.js'
import type { CaseDates } from '../domain/time/deadlines.js'
import { actButton, readButton, takeButton } from './buttons.js'
import { flags } from './case-words.js'
import type { Drawing } from './drawing.js'
import { nextStep } from './next-step.js'
import { sayList, z1 } from './text/text.js'

/**
 * What whoever opened a request is told: its reference, when to answer and why, what comes next, and which other
 * cases are the same person's (INT-08).
 */
export function opened(
  d: Drawing,
  found: RightsRequest,
  dates: CaseDates,
  samePerson: readonly Reference[] = [],
): View<'Z1'> {
  const { say } = d
  const { reference } = found
  const next = nextStep(d, found)
  const acts =
    next.action === null || next.action === 'request.assign'
      ? []
      : [actButton(d, found, next.action, 'primary')]
  return {
    title: say('opened.title', { reference }),
    summary: say('opened.summary', { reference, due: dates.effectiveDue }),
    blocks: [
      ...flags(d, found, dates),
      {
        kind: 'text',
        text: say('opened.between', { received: dates.receivedLocalDate, due: dates.effectiveDue }),
      },
      {
        kind: 'text',
        text: say('opened.both', { promised: dates.promisedDue, statutory: dates.statutoryDue }),
        tone: 'muted',
      },
      ...(samePerson.length > 0 ? [samePersonBlock(d, samePerson)] : []),
      { kind: 'text', text: say('card.next', { step: next.words }) },
      {
        kind: 'buttons',
        buttons: [
          ...acts,
          ...(found.assignee === null ? [takeButton(d, found)] : []),
          readButton(d, found, 'request.show'),
          readButton(d, found, 'request.clock'),
        ],
      },
      { kind: 'text', text: say('opened.hint', { reference }), tone: 'muted' },
    ],
  }
}

function samePersonBlock({ say }: Drawing, references: readonly Reference[]): Block<'Z1'> {
  const list = sayList(say, references.map(z1))
  return { kind: 'text', text: say('opened.same_person', { references: list }), tone: 'warning' }
}
