import type { View } from '../../src/chat/view.js'
import { linkCode, linkedAccounts, linkEnded, linkWaiting } from '../../src/views/account-links.js'
import type { Drawing } from '../../src/views/drawing.js'
import { peopleList } from '../../src/views/people.js'
import { kari, mona } from './case-builder.js'

const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
const claimed = {
  slack: { platform: 'slack', userId: 'U0KARI' },
  teams: { platform: 'teams', userId: '00000000-0000-4000-8000-000000000001' },
} as const

/** Samples of accounts that are linked: the code, waiting, linked, ended, and what a manager confirms. */
export function accountLinkViews(d: Drawing): Record<string, View> {
  const link = { id, person: kari.id }
  return {
    'link: the code': linkCode(d, 'K7QM-3XWD', d.at.plus({ minutes: 10 })),
    'link: waiting': linkWaiting(d, id, d.at.plus({ days: 7 })),
    'link: made': linkedAccounts(d, mona.id),
    'link: ended': linkEnded(d, 'unlinked'),
    'link: declined': linkEnded(d, 'declined'),
    'people: links that wait': peopleList(
      d,
      [],
      [
        { ...link, claimed: claimed.teams, isSameEmail: true },
        { ...link, claimed: claimed.slack, isSameEmail: false },
        { ...link, claimed: claimed.teams, isSameEmail: null },
      ],
    ),
  }
}
