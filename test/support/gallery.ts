import { usage, type CommandSpec } from '../../src/chat/grammar.js'
import { mention } from '../../src/chat/mention.js'
import type { Form } from '../../src/chat/form.js'
import { tokens } from '../../src/chat/token.js'
import type { View } from '../../src/chat/view.js'
import type { RightsRequest } from '../../src/domain/case/types.js'
import { genesisHash, type ChainedEvent, type EventType } from '../../src/domain/proof/event.js'
import { refuse } from '../../src/domain/refusals.js'
import { asLocalDate } from '../../src/domain/time/calendar.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { caseCard } from '../../src/views/case-card.js'
import { caseList } from '../../src/views/case-list.js'
import type { CaseRow } from '../../src/views/case-row.js'
import { explainClock } from '../../src/views/clock.js'
import { done } from '../../src/views/done.js'
import type { Drawing } from '../../src/views/drawing.js'
import { history } from '../../src/views/events.js'
import { misdeliveryView } from '../../src/views/misdelivery.js'
import { removedView } from '../../src/views/removed.js'
import { help } from '../../src/views/help.js'
import { home } from '../../src/views/home.js'
import { opened } from '../../src/views/opened.js'
import { peopleList } from '../../src/views/people.js'
import { refusalView } from '../../src/views/refusal.js'
import { subjectDetails } from '../../src/views/subject-details.js'
import { digestViews, remindersViews } from './gallery-digest.js'
import { erasureViews } from './gallery-erasure.js'
import { accountLinkViews } from './gallery-account-links.js'
import { keeperViews } from './gallery-keepers.js'
import { sweepViews } from './gallery-sweep.js'
import { languages, say, type Language } from '../../src/views/text/text.js'
import { aCase, kari, mona, monday, nils, ola } from './case-builder.js'
import { galleryForms } from './gallery-forms.js'

/** One drawn thing, for renderers to be tried on. */
export type Sample = { readonly name: string } & ({ readonly view: View } | { readonly form: Form })

/** Draws in a language, with people as mentions of a platform and real signatures. */
export function drawing(language: Language, at = monday): Drawing {
  const words = say(language)
  const { sign } = tokens(Buffer.alloc(32, 1))
  return {
    say: words,
    at,
    who: (id) =>
      id === null
        ? words('person.nobody')
        : { zone: 'Z1', words: mention({ platform: 'slack', userId: `U${id.slice(-4)}` }) },
    sign,
  }
}

const wide = aCase().forRights('access', 'erasure', 'objection_direct_marketing')

/** A case in each status, and some in rare conditions. */
export const cases: Readonly<Record<string, RightsRequest>> = {
  received: wide.received(),
  'on behalf': aCase().with({ isOnBehalf: true, assignee: kari.id }).received(),
  'awaiting identity': wide.with({ assignee: kari.id }).awaitingIdentity(),
  'awaiting clarification': aCase().with({ assignee: kari.id }).awaitingClarification(),
  'in progress': wide.with({ assignee: kari.id }).identified().inProgress(),
  'ready for a plan': wide.prepared().inProgress(),
  'awaiting approval': wide.prepared().awaitingApproval(),
  approved: wide.prepared().approved(),
  executed: wide.prepared().executed(),
  responded: wide.prepared().with({ recipients: 'open' }).responded(),
  closed: wide.closed(),
  suspended: wide
    .with({ pauses: [{ ground: 'identity', askedAt: monday, answeredAt: null }] })
    .awaitingIdentity(),
  extended: wide
    .with({
      extension: {
        decidedAt: monday,
        decidedBy: mona.id,
        reason: 'volume',
        newDue: asLocalDate('2026-05-20'),
        rights: ['access', 'erasure', 'objection_direct_marketing'],
        noticeSentAt: monday,
      },
    })
    .inProgress(),
}

const specs: readonly CommandSpec[] = [
  { verb: 'help', aliases: [], action: 'help', args: [] },
  {
    verb: 'list',
    aliases: [],
    action: 'request.list',
    args: [{ name: 'scope', kind: 'choice', choices: ['mine', 'all'], isOptional: true }],
  },
  {
    verb: 'assign',
    aliases: [],
    action: 'request.assign',
    args: [
      { name: 'reference', kind: 'reference' },
      { name: 'assignee', kind: 'person', isOptional: true },
    ],
  },
]

const acts: readonly EventType[] = [
  'request.received',
  'request.assigned',
  'identity.requested',
  'command.denied',
]
const events: readonly ChainedEvent[] = Array.from({ length: 34 }, (_, n) => ({
  seq: n + 1,
  type: acts[n % acts.length]!,
  reference: cases['received']!.reference,
  fields: {},
  at: monday.plus({ minutes: n }),
  actor: kari.id,
  role: 'support',
  prevHash: genesisHash,
  hash: genesisHash,
  redactedBy: null,
}))

function views(d: Drawing): Record<string, View> {
  const row = (found: RightsRequest, at = d.at): CaseRow => ({ found, dates: caseDates(found, at) })
  const rows = Object.values(cases).map((found) => row(found))
  const received = cases['received']!
  const late = { ...d, at: d.at.plus({ months: 3 }) }
  return {
    ...Object.fromEntries(
      Object.entries(cases).flatMap(([name, found]) => [
        [`card in channel: ${name}`, caseCard(d, found, caseDates(found, d.at), { for: 'channel' })],
        [
          `card for support: ${name}`,
          caseCard(d, found, caseDates(found, d.at), { for: 'person', actor: kari }),
        ],
        [
          `card for manager: ${name}`,
          caseCard(d, found, caseDates(found, d.at), { for: 'person', actor: mona }),
        ],
        [`clock: ${name}`, explainClock(d, found, caseDates(found, d.at))],
      ]),
    ),
    'card for engineer: awaiting approval': caseCard(
      d,
      cases['awaiting approval']!,
      caseDates(received, d.at),
      { for: 'person', actor: nils },
    ),
    'card in channel: overdue': caseCard(late, received, caseDates(received, late.at), { for: 'channel' }),
    'list: empty': caseList(d, { scope: 'overdue', rows: [], page: 1, pages: 1, total: 0 }),
    'list: a middle page': caseList(d, { scope: 'all', rows, page: 2, pages: 3, total: 30 }),
    'home: full': home(d, {
      mine: rows.slice(0, 5),
      dueSoon: rows.slice(0, 2),
      waiting: [],
      more: { dueSoon: 3, waiting: 0 },
      page: 1,
      pages: 3,
      roles: ['support', 'manager'],
    }),
    'home: no role': home(d, {
      mine: [],
      dueSoon: [],
      waiting: [],
      more: { dueSoon: 0, waiting: 0 },
      page: 1,
      pages: 1,
      roles: [],
    }),
    help: help(d, specs),
    'refusal: role': refusalView(d, refuse('E_NOT_ALLOWED', { roles: ['manager', 'dpo'] })),
    'refusal: steps': refusalView(d, refuse('E_CHECKLIST_INCOMPLETE', { steps: ['INT-05', 'ACC-02'] })),
    'refusal: already': refusalView(d, refuse('E_ALREADY_DONE', { by: ola.id, at: d.at.toISO()! })),
    'refusal: usage': refusalView(d, refuse('E_INPUT'), usage(specs[2]!)),
    done: done(
      d,
      'request.start',
      { reference: received.reference },
      caseCard(d, received, caseDates(received, d.at), { for: 'channel' }),
    ),
    'done: a role': done(d, 'people.confirm', { person: ola.id, role: 'support' }),
    opened: opened(d, received, caseDates(received, d.at)),
    'details: full': subjectDetails(d, received, {
      name: 'Test Testesen',
      email: 'test.testesen@example.org',
      phone: '+47 22 00 00 00',
      requestText: 'Please send me what you have.\n<!channel> *bold* & <b>',
      notes: [{ at: d.at, words: 'Called back.' }],
    }),
    'details: nothing kept': subjectDetails(d, received, {
      name: null,
      email: null,
      phone: null,
      requestText: null,
      notes: [],
    }),
    'people: some': peopleList(d, [
      {
        person: mona.id,
        isLinked: true,
        roles: [{ role: 'manager', state: 'active', grantId: '0f8fad5b-d9cb-469f-a165-70867728950e' }],
      },
      {
        person: ola.id,
        isLinked: false,
        roles: [{ role: 'support', state: 'pending', grantId: '7c9e6679-7425-40de-944b-e07fc1f90ae7' }],
      },
    ]),
    'people: nobody': peopleList(d, []),
    ...accountLinkViews(d),
    'a message that was removed': removedView(d),
    'an answer at the wrong person': misdeliveryView(d, {
      reference: received.reference,
      awareAt: d.at,
      reportBy: d.at.plus({ hours: 72 }),
    }),
    ...keeperViews(d, received.reference),
    ...digestViews(d, rows),
    ...remindersViews(d, rows),
    ...erasureViews(d),
    ...sweepViews(d),
    history: history(d, received.reference, events),
    'history: nothing': history(d, received.reference, []),
  }
}

/** Every view and form of the desk, in each language. */
export const gallery: readonly Sample[] = languages.flatMap((language) => {
  const d = drawing(language)
  return [
    ...Object.entries(views(d)).map(([name, view]) => ({ name: `${language} ${name}`, view })),
    ...Object.entries(galleryForms(d, cases)).map(([name, form]) => ({
      name: `${language} form ${name}`,
      form,
    })),
  ]
})
