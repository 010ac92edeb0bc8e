import type { CloudChannel } from './slack-cloud/state.js'
import type { GrantableRole } from '../domain/people/roles.js'

/** Somebody of the local workspace: plainly fictitious. */
export interface SamplePerson {
  /** Account in Slack. */
  readonly userId: string
  /** Account in the directory, as Teams knows them: everybody here has both, linked. */
  readonly directoryId: string
  readonly name: string
  readonly locale: string
  readonly role: GrantableRole | null
}

const directory = (n: number) => `00000000-0000-4000-8000-00000000000${n}`

export const samplePeople: readonly SamplePerson[] = [
  {
    userId: 'U0KARI',
    directoryId: directory(1),
    name: 'Kari Eksempel (support)',
    locale: 'nb-NO',
    role: 'support',
  },
  {
    userId: 'U0OLA',
    directoryId: directory(2),
    name: 'Ola Eksempel (support)',
    locale: 'en-GB',
    role: 'support',
  },
  {
    userId: 'U0MONA',
    directoryId: directory(3),
    name: 'Mona Eksempel (manager)',
    locale: 'en-GB',
    role: 'manager',
  },
  {
    userId: 'U0PER',
    directoryId: directory(4),
    name: 'Per Eksempel (manager)',
    locale: 'nb-NO',
    role: 'manager',
  },
  {
    userId: 'U0NILS',
    directoryId: directory(5),
    name: 'Nils Eksempel (engineer)',
    locale: 'en-GB',
    role: 'engineer',
  },
  {
    userId: 'U0EVA',
    directoryId: directory(6),
    name: 'Eva Eksempel (engineer)',
    locale: 'nb-NO',
    role: 'engineer',
  },
  {
    userId: 'U0ANNE',
    directoryId: directory(7),
    name: 'Anne Eksempel (auditor)',
    locale: 'en-GB',
    role: 'auditor',
  },
  {
    userId: 'U0GURI',
    directoryId: directory(8),
    name: 'Guri Eksempel (no role)',
    locale: 'nb-NO',
    role: null,
  },
]

const members = (isIn: (person: SamplePerson) => boolean) => [
  'U0BOT',
  ...samplePeople.filter(isIn).map(({ userId }) => userId),
]

/** Where they meet: case cards in `privacy`, whoever decides on erasure in `on-call`, everybody in `general`. */
export const sampleChannels: readonly CloudChannel[] = [
  { id: 'C0PRIVACY', name: 'privacy', isPrivate: true, members: members(({ role }) => role !== null) },
  {
    id: 'C0ONCALL',
    name: 'on-call',
    isPrivate: true,
    members: members(({ role }) => role === 'engineer' || role === 'manager'),
  },
  { id: 'C0GENERAL', name: 'general', members: members(() => true) },
]
