import type { View } from '../chat/view.js'
import type { Drawing } from './drawing.js'

/** Stands in the place of a message that the platform does not let the desk delete (M9). Says nothing of what it was. */
export function removedView({ say }: Drawing): View<'Z1'> {
  return {
    title: say('removed.title'),
    summary: say('removed.summary'),
    blocks: [{ kind: 'text', text: say('removed.summary'), tone: 'muted' }],
  }
}
