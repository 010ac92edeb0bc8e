import type { DateTime } from 'luxon'
import { say, type Chats } from './web/chats.js'

/** What people said before the first start, so that the shortcut has a message to be used on. Hours count back. */
const talk: readonly (readonly [hoursAgo: number, userId: string, channel: string, words: string])[] = [
  [
    26,
    'U0MONA',
    'C0GENERAL',
    'Reminder: details of persons never go into a channel. Use the private form: /rights open',
  ],
  [
    5,
    'U0EVA',
    'C0ONCALL',
    'Jeg har vakt denne uka. Slettinger som venter på godkjenning, tar jeg etter lunsj.',
  ],
  [
    2,
    'U0OLA',
    'C0GENERAL',
    'A customer writes: “Please send me a copy of everything you have about me.” Who takes it?',
  ],
]

/** Has people say it, each at their time. */
export function sayTalk(chats: Chats, now: DateTime, setTime: (at: DateTime | null) => void): void {
  for (const [hoursAgo, userId, channel, words] of talk) {
    setTime(now.minus({ hours: hoursAgo }))
    say(chats, userId, channel, words)
  }
  setTime(null)
}
