import type { DateTime } from 'luxon'
import type { Block, View } from '../chat/view.js'
import type { RightsRequest } from '../domain/case/types.js'
import type { Drawing } from './drawing.js'
import { sayInstant, z2 } from './text/text.js'

/** A text that somebody wrote on the case. */
interface Note {
  readonly at: DateTime
  readonly words: string
}

/** Details of the person as opened from the sealed store; null = not kept. */
export interface SubjectDetails {
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly requestText: string | null
  readonly notes: readonly Note[]
}

/** Details of the person, for one reader on demand (Z2, §5.1). Its type keeps it out of channels. */
export function subjectDetails(
  d: Drawing,
  { reference }: Pick<RightsRequest, 'reference'>,
  details: SubjectDetails,
): View {
  const { say } = d
  const none = say('details.none')
  const value = (words: string | null) => (words === null ? none : z2(words))
  return {
    title: say('details.title', { reference }),
    summary: say('details.summary'),
    blocks: [
      { kind: 'text', text: say('details.summary'), tone: 'warning' },
      {
        kind: 'facts',
        facts: [
          { label: say('details.name'), value: value(details.name) },
          { label: say('details.email'), value: value(details.email) },
          { label: say('details.phone'), value: value(details.phone) },
        ],
      },
      { kind: 'heading', text: say('details.request') },
      { kind: 'text', text: value(details.requestText) },
      ...notes(d, details.notes),
    ],
  }
}

function notes({ say }: Drawing, written: readonly Note[]): readonly Block[] {
  if (written.length === 0) return []
  const entries = written.map(({ at, words }) => ({ title: sayInstant(say, at), details: [z2(words)] }))
  return [
    { kind: 'heading', text: say('details.notes') },
    { kind: 'entries', entries },
  ]
}
