import type { View } from '../chat/view.js'
import type { Drawing } from './drawing.js'
import { isKey } from './text/text.js'

/** Tells a manager why messages do not reach the privacy channel, and what to do. */
export function channelTroubleView({ say }: Drawing, code: string): View<'Z1'> {
  const key = `trouble.${code}`
  return {
    title: say('trouble.title'),
    summary: say('trouble.summary'),
    blocks: [
      { kind: 'text', text: say(isKey(key) ? (key as 'trouble.other') : 'trouble.other'), tone: 'danger' },
      { kind: 'text', text: say('trouble.cure') },
    ],
  }
}
