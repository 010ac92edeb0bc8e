import type { DateTime } from 'luxon'
import type { View } from '../chat/view.js'
import type { Reference } from '../domain/case/types.js'
import { readButton } from './buttons.js'
import type { Drawing } from './drawing.js'
import { sayInstant } from './text/text.js'

/** Two instants: when it was noticed, and the end of the 72 hours. */
export interface Misdelivery {
  readonly reference: Reference
  readonly awareAt: DateTime
  readonly reportBy: DateTime
}

/** Tells whoever decides on breaches that an answer reached somebody else, and until when the authority is told (T26). */
export function misdeliveryView(d: Drawing, { reference, awareAt, reportBy }: Misdelivery): View<'Z1'> {
  const { say } = d
  const times = { awareAt: sayInstant(say, awareAt), reportBy: sayInstant(say, reportBy) }
  return {
    title: say('misdelivery.title'),
    summary: say('misdelivery.summary', { reference }),
    blocks: [
      { kind: 'text', text: say('misdelivery.summary', { reference }), tone: 'danger' },
      { kind: 'text', text: say('misdelivery.clock', times) },
      { kind: 'text', text: say('misdelivery.next') },
      { kind: 'buttons', buttons: [readButton(d, { reference }, 'request.show')] },
    ],
  }
}
