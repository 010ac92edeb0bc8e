import type { CloudView } from '../../src/local/slack-cloud/state.js'
import type { Filled } from '../../src/local/slack-cloud/fill.js'
import { everything } from '../support/acts.js'

/** A made-up data subject, and a word that stands in every reason that somebody writes. */
export const secret = {
  name: 'Kvitrine Fuglesang',
  email: 'kvitrine.fuglesang@example.org',
  phone: '+47 401 23 456',
  text: 'Please forget the saffron kestrel.',
  reason: 'Tremolando is the word in every reason of this run.',
} as const

/** Whatever of it is found somewhere is a leak. */
export const secretWords = [
  'kvitrine',
  'fuglesang',
  secret.email,
  '40123456',
  '401 23 456',
  'saffron',
  'kestrel',
  'tremolando',
] as const

const { reason } = secret
const person = {
  name: secret.name,
  email: secret.email,
  phone: secret.phone,
  text: secret.text,
  keepText: true,
}
const first = 'RR-2026-0001'
/** The case whose person is searched for and erased in the stores. */
export const erased = 'RR-2026-0006'

type Act = readonly [who: string, text: string, filled?: Filled | ((form: CloudView) => Filled)]

const open = (right: string, more: Filled = {}): Act => [
  'U0OLA',
  'open',
  { ...person, rights: [right], ...more },
]
const plan: Act = [
  'U0OLA',
  `plan ${first}`,
  { outcome_rectification: 'partially_fulfilled', ground_rectification: 'manifestly_unfounded', reason },
]
const approve: Act = ['U0MONA', `approve ${first}`, { typedReference: first }]
const respond: Act = [
  'U0OLA',
  `respond ${first}`,
  (form) => ({ elements: everything(form)['elements']!, lateReason: reason }),
]

const exception = {
  inquiry: 'KS-2026-1142',
  reason,
  systems: ['register'],
  email: secret.email,
  phone: secret.phone,
  endsOn: '2026-06-01',
}

const hold = { matter: '2026-114', legalReference: 'tvisteloven § 22-1', reviewBy: '2026-05-01' }

/** What is reached by the button of a list alone: who presses, the list, the button, and its form filled. */
export const presses: readonly (readonly [who: string, list: string, action: string, filled?: Filled])[] = [
  ['U0PER', 'people', 'people.confirm'],
  ['U0PER', 'people', 'people.link_confirm'],
  ['U0MONA', 'holds', 'hold.release'],
  ['U0PER', 'holds', 'hold.review', { reviewBy: '2026-05-02' }],
  ['U0OLA', 'exceptions', 'exception.renew', { endsOn: '2026-09-01', reason }],
  ['U0MONA', 'exceptions', 'exception.confirm'],
  ['U0OLA', 'exceptions', 'exception.end'],
  ['U0OLA', `restrict ${first}`, 'restriction.apply', { ground: 'a', systems: secret.name }],
  ['U0OLA', `restrict ${first}`, 'restriction.apply', { ground: 'a' }],
  ['U0OLA', `restrict ${first}`, 'restriction.lift_notice', { isAskedByPerson: true }],
  ['U0MONA', `restrict ${first}`, 'restriction.lift'],
]

/** Every command once at least, with its form filled, and much that is refused; five cases of one person. */
export const story: readonly Act[] = [
  open('rectification'),
  ...['erasure', 'access', 'access', 'portability'].map((right) =>
    open(right, { receivedOn: '2026-02-20', backdateReason: reason }),
  ),
  // Refused: at fields, for identifiers, for words that are no command.
  open('access', { name: `${secret.name} 01819012365` }),
  open('access', { email: 'kvitrine.fuglesang at example' }),
  open('access', { phone: 'tremolando' }),
  open('access', { receivedOn: '2026-02-20' }),
  ['U0OLA', `Fuglesang ${secret.email}`],
  ['U0OLA', `start ${first} for ${secret.name}`],
  ['U0OLA', `show ${secret.name}`],
  ['U0GURI', `open ${secret.phone}`],
  ['U0OLA', `assign ${first} @tremolando`],
  ['U0OLA', 'help'],
  ['U0OLA', 'home'],
  ['U0OLA', 'language en'],
  ['U0OLA', 'settings', { language: 'en', digestHour: '10', via: 'dm' }],
  ['U0MONA', 'contacts', { deputy: 'U0PER' }],
  ['U0OLA', `assign ${first} @U0OLA`],
  ['U0OLA', `identity ${first}`, { act: 'ask', method: 'login', note: reason }],
  ['U0MONA', `suspend ${first}`, { overrideReason: reason }],
  ['U0MONA', `resume ${first}`],
  ['U0OLA', `identity ${first}`, { act: 'verified', note: reason }],
  ['U0OLA', `clarify ${first}`, { act: 'ask', question: reason, largeVolume: true }],
  ['U0OLA', `clarify ${first}`, { act: 'answered' }],
  ['U0OLA', `steps ${first}`, everything],
  ['U0MONA', `extend ${first}`, { reasonCode: 'volume', reason, newDue: '2026-05-01' }],
  ['U0OLA', `extension-sent ${first}`, everything],
  plan,
  ['U0MONA', `reject ${first}`, { reason }],
  plan,
  ['U0MONA', `approve ${first}`, { typedReference: 'tremolando' }],
  approve,
  ['U0OLA', `revise ${first}`],
  plan,
  approve,
  ['U0OLA', `execute ${first}`, everything],
  respond,
  ['U0OLA', `misdelivered ${first}`, { awareAt: 'tremolando' }],
  ['U0OLA', `misdelivered ${first}`],
  ['U0OLA', `bounce ${first}`],
  respond,
  ['U0OLA', `notify ${first}`, { recipients: 'exempted', exemptReason: reason }],
  ['U0MONA', `steps ${first}`, everything],
  ['U0OLA', `steps ${first}`, everything],
  ['U0OLA', `close ${first}`],
  ['U0MONA', `reopen ${first}`, { reason }],
  ['U0OLA', `start RR-2026-0002`],
  ['U0OLA', 'redirect RR-2026-0002', { customer: 'Tremolando Ltd', forwarded: true }],
  ['U0OLA', 'redirect RR-2026-0002', { customer: 'Tremolando Ltd', forwarded: true, toldRequester: true }],
  ['U0OLA', 'merge RR-2026-0003', { target: 'tremolando' }],
  ['U0OLA', 'merge RR-2026-0003', { target: 'RR-2026-0004' }],
  ['U0OLA', 'withdraw RR-2026-0004', { inWriting: true }],
  ['U0MONA', 'dismiss RR-2026-0005', { reason, answered: true }],
  // Searched and erased in the stores, with a stop, and a line that people take over.
  open('erasure', { receivedOn: '2026-02-20', backdateReason: reason }),
  ['U0OLA', `assign ${erased} @U0OLA`],
  ['U0OLA', `identity ${erased}`, { act: 'waive', note: reason }],
  ['U0OLA', `steps ${erased}`, everything],
  ['U0OLA', `start ${erased}`],
  ['U0OLA', `steps ${erased}`, everything],
  ['U0EVA', `steps ${erased}`, everything],
  ['U0OLA', `plan ${erased}`, { outcome_erasure: 'fulfilled', reason }],
  ['U0NILS', 'pause'],
  ['U0NILS', `approve ${erased}`, { typedReference: erased }],
  ['U0NILS', `set-aside ${erased}`, { line: 'register.customers', kind: 'handed', reason }],
  ['U0MONA', 'resume'],
  ['U0NILS', `execute ${erased}`, everything],
  // Looked at: by those who may, and refused to those who may not.
  ...['U0OLA', 'U0MONA', 'U0NILS', 'U0ANNE', 'U0GURI'].flatMap((who): Act[] => [
    [who, `details ${first}`, { reason }],
    [who, `show ${first}`],
    [who, `clock ${first}`],
    [who, `history ${first}`],
    [who, `snooze ${first}`],
    [who, 'list all'],
  ]),
  ['U0MONA', 'hold', { ...hold, purpose: reason, systems: secret.name }],
  ['U0MONA', 'hold', { ...hold, purpose: reason, matter: secret.name }],
  ['U0MONA', `hold ${first}`, { ...hold, purpose: reason }],
  ['U0OLA', 'exception', { ...exception, inquiry: secret.name }],
  ['U0OLA', 'exception', { ...exception, phone: 'tremolando' }],
  ['U0OLA', 'exception', { ...exception, from: '2026-02-02', until: '2026-02-01' }],
  ['U0OLA', 'exception', exception],
  ...['U0OLA', 'U0MONA', 'U0NILS', 'U0ANNE', 'U0GURI'].map((who): Act => [who, 'exceptions']),
  ['U0NILS', `retry ${first}`],
  ['U0NILS', `proof ${first}`],
  ['U0NILS', 'oncall'],
  ['U0MONA', 'sweep'],
  ['U0MONA', 'sweep approve'],
  ['U0MONA', 'sweep history'],
  ['U0MONA', 'sweep veto'],
  ['U0MONA', 'sweep dry-run'],
  ['U0NILS', 'oncall plan', { first: 'U0NILS' }],
  ['U0MONA', 'oncall override', { person: 'U0EVA', until: '2026-03-06' }],
  ['U0MONA', `oncall override ${secret.name}`],
  ['U0EVA', 'oncall handover @U0NILS'],
  ['U0MONA', 'people'],
  ['U0OLA', 'people link tremolando'],
  ['U0OLA', `people link ${secret.name}`],
  ['U0OLA', 'people unlink'],
  ['U0MONA', 'people grant @U0GURI support'],
  ['U0MONA', 'people revoke @U0EVA engineer'],
]
