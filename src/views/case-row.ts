import type { Entry } from '../chat/view.js'
import type { RightsRequest } from '../domain/case/types.js'
import type { CaseDates } from '../domain/time/deadlines.js'
import { readButton } from './buttons.js'
import { daysWords, isAnswerOwed, rightsWords } from './case-words.js'
import type { Drawing } from './drawing.js'
import { nextStep } from './next-step.js'

/** A case with its dates at the instant of drawing, as lists show it. */
export interface CaseRow {
  readonly found: RightsRequest
  readonly dates: CaseDates
  /** Where its card stands, for the reader's platform. */
  readonly link?: string
}

/** A way from a line about a case to its card. */
export const cardLink = ({ say }: Drawing, { link }: CaseRow): Pick<Entry<'Z1'>, 'link'> =>
  link === undefined ? {} : { link: { label: say('link.card'), url: link } }

export const listScopes = ['mine', 'due', 'overdue', 'all'] as const
export type ListScope = (typeof listScopes)[number]

/** One case in a list: what is asked, its state and date, its next step, and a button to show it. */
export function caseEntry(d: Drawing, row: CaseRow): Entry<'Z1'> {
  const { say } = d
  const { found, dates } = row
  const status = say(`status.${found.status}`)
  const line = isAnswerOwed(found)
    ? say('list.row', { status, due: dates.effectiveDue, days: daysWords(say, dates.daysLeft) })
    : say('list.row_ended', { status })
  return {
    title: say('card.title', { reference: found.reference, rights: rightsWords(say, found) }),
    details: [
      line,
      say('list.row_assignee', { person: d.who(found.assignee) }),
      say('card.next', { step: nextStep(d, found).words }),
    ],
    button: readButton(d, found, 'request.show'),
    ...cardLink(d, row),
  }
}
