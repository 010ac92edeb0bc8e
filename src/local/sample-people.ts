import type { CloudChannel } from './slack-cloud/state.js'
import type { GrantableRole } from '../domain/people/roles.js'

/** Somebody of the local workspace: plainly fictitious. */
export interface SamplePerson {
  readonly userId: string
  readonly name: string
  readonly locale: string
  readonly role: GrantableRole | null
}

export const samplePeople: readonly SamplePerson[] = [
  { userId: 'U0KARI', name: 'Kari Eksempel (support)', locale: 'nb-NO', role: 'support' },
  { userId: 'U0OLA', name: 'Ola Eksempel (support)', locale: 'en-GB', role: 'support' },
  { userId: 'U0MONA', name: 'Mona Eksempel (manager)', locale: 'en-GB', role: 'manager' },
  { userId: 'U0PER', name: 'Per Eksempel (manager)', locale: 'nb-NO', role: 'manager' },
  { userId: 'U0NILS', name: 'Nils Eksempel (engineer)', locale: 'en-GB', role: 'engineer' },
  { userId: 'U0EVA', name: 'Eva Eksempel (engineer)', locale: 'nb-NO', role: 'engineer' },
  { userId: 'U0ANNE', name: 'Anne Eksempel (auditor)', locale: 'en-GB', role: 'auditor' },
  { userId: 'U0GURI', name: 'Guri Eksempel (no role)', locale: 'nb-NO', role: null },
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
