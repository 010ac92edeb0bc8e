import type { Block, Button, Fact, Text, View } from '../chat/view.js'
import type { Plan, RightsRequest } from '../domain/case/types.js'
import { isAboutSelf, maySee } from '../domain/people/policy.js'
import type { Actor } from '../domain/people/roles.js'
import type { LocalDate } from '../domain/time/calendar.js'
import type { CaseDates } from '../domain/time/deadlines.js'
import { actButton, offeredActs, readButton, takeButton, type ActAction } from './buttons.js'
import { daysWords, flags, isAnswerOwed, progressWords, rightsWords } from './case-words.js'
import type { Drawing } from './drawing.js'
import { nextStep } from './next-step.js'
import { recipientNames } from './recipients.js'
import { sayDate, sayList, z1, type PlainKey } from './text/text.js'

/** Who looks: everybody in the private privacy channel, or one person with their own buttons. */
export type Reader = { readonly for: 'channel' } | { readonly for: 'person'; readonly actor: Actor }

/** A case as it stands: what is asked, by when, who works on it, what comes next (Z1, §5.2 M1). */
export function caseCard(d: Drawing, found: RightsRequest, dates: CaseDates, reader: Reader): View<'Z1'> {
  const { say } = d
  const next = nextStep(d, found)
  return {
    title: say('card.title', { reference: found.reference, rights: rightsWords(say, found) }),
    summary: summary(d, found, dates),
    blocks: [
      ...flags(d, found, dates),
      {
        kind: 'facts',
        facts: [...stateFacts(d, found), ...dateFacts(d, found, dates), ...workFacts(d, found)],
      },
      { kind: 'text', text: say('card.next', { step: next.words }) },
      ...buttons(d, found, next.action, reader),
    ],
  }
}

function summary({ say }: Drawing, found: RightsRequest, dates: CaseDates): Text<'Z1'> {
  const { reference } = found
  const common = { reference, rights: rightsWords(say, found), status: say(`status.${found.status}`) }
  return isAnswerOwed(found)
    ? say('card.summary', { ...common, due: dates.effectiveDue })
    : say('card.summary_ended', common)
}

function stateFacts(d: Drawing, found: RightsRequest): readonly Fact<'Z1'>[] {
  const { say } = d
  return [
    { label: say('card.status'), value: say(`status.${found.status}`) },
    { label: say('card.assignee'), value: d.who(found.assignee) },
    ...(found.mergedInto ? [{ label: say('card.merged_into'), value: z1(found.mergedInto) }] : []),
  ]
}

function dateFacts({ say }: Drawing, found: RightsRequest, dates: CaseDates): readonly Fact<'Z1'>[] {
  const received = say('card.received_value', {
    date: dates.receivedLocalDate,
    channel: say(`channel.${found.channel}`),
  })
  const first = { label: say('card.received'), value: received }
  if (!isAnswerOwed(found)) return [first]
  const due = say('card.due_value', { date: dates.effectiveDue, days: daysWords(say, dates.daysLeft) })
  const moved = (date: LocalDate, original: LocalDate) =>
    date === original ? sayDate(say, date) : say('card.was', { date, original })
  return [
    first,
    { label: say('card.answer_by'), value: due },
    { label: say('card.promise'), value: moved(dates.promisedDue, dates.originalPromisedDue) },
    { label: say('card.statutory'), value: moved(dates.statutoryDue, dates.originalStatutoryDue) },
    { label: say('card.work_by'), value: sayDate(say, dates.workBy) },
  ]
}

function workFacts(d: Drawing, found: RightsRequest): readonly Fact<'Z1'>[] {
  const { say } = d
  const decided = found.items.filter(({ outcome }) => outcome !== null)
  const facts: (readonly [PlainKey, Text<'Z1'> | null])[] = [
    ['card.identity', say(`identity.${found.identity.state}`)],
    ['card.checklist', progressWords(say, found)],
    ['card.plan', found.plan && planWords(d, found.plan)],
    ['card.recipients', recipientWords(d, found)],
    ['card.outcomes', decided.length === 0 ? null : outcomeWords(d, decided)],
  ]
  return facts.flatMap(([label, value]) => (value ? [{ label: say(label), value }] : []))
}

/** How they were dealt with; while they are open, who they are. */
function recipientWords(d: Drawing, { recipients, plan }: RightsRequest): Text<'Z1'> | null {
  if (recipients === 'not_needed') return null
  const state = d.say(`recipients.${recipients}`)
  const names = recipients === 'open' ? recipientNames(d, plan) : null
  return names === null ? state : d.say('card.recipients_named', { state, names })
}

function outcomeWords({ say }: Drawing, items: RightsRequest['items']): Text<'Z1'> {
  const lines = items.flatMap(({ right, outcome }) =>
    outcome
      ? [say('card.outcome_line', { right: say(`right.${right}`), outcome: say(`outcome.${outcome}`) })]
      : [],
  )
  return sayList(say, lines)
}

function planWords(d: Drawing, plan: Plan): Text<'Z1'> {
  const { say } = d
  if (plan.approval === null) return say('card.plan_proposed', { person: d.who(plan.proposedBy) })
  const { by } = plan.approval
  const state = by === null ? say('card.plan_policy') : say('card.plan_approved', { person: d.who(by) })
  if (plan.lines.length === 0) return state
  return say('card.plan_lines', { state, done: plan.linesDone.length, all: plan.lines.length })
}

function maySeeDetails(found: RightsRequest, actor: Actor): boolean {
  return (
    maySee(actor, 'Z2', { isHandler: found.assignee === actor.id, isSubject: isAboutSelf(found, actor) }) !==
    'no'
  )
}

function buttons(
  d: Drawing,
  found: RightsRequest,
  main: ActAction | null,
  reader: Reader,
): readonly Block<'Z1'>[] {
  if (reader.for === 'channel') return [{ kind: 'buttons', buttons: channelButtons(d, found, main) }]
  const acts = personButtons(d, found, main, reader.actor)
  const reads = (['request.clock', 'request.history'] as const).map((action) => readButton(d, found, action))
  const details = maySeeDetails(found, reader.actor) ? [readButton(d, found, 'subject.view')] : []
  return [
    ...(acts.length > 0 ? [{ kind: 'buttons', buttons: acts } as const] : []),
    { kind: 'buttons', buttons: [...reads, ...details] },
  ]
}

/** In a channel nobody in particular looks, so only what moves the case on; each click is checked. */
function channelButtons(d: Drawing, found: RightsRequest, main: ActAction | null): readonly Button<'Z1'>[] {
  const take = found.assignee === null && found.status !== 'closed' ? [takeButton(d, found)] : []
  const next = main === null || main === 'request.assign' ? [] : [actButton(d, found, main, 'primary')]
  return [...next, ...take, readButton(d, found, 'request.show')]
}

function personButtons(
  d: Drawing,
  found: RightsRequest,
  main: ActAction | null,
  actor: Actor,
): readonly Button<'Z1'>[] {
  const offered = offeredActs(found, actor)
  const first = offered
    .filter((action) => action === main)
    .map((action) => actButton(d, found, action, 'primary'))
  const take = offered.includes('request.assign') && found.assignee === null ? [takeButton(d, found)] : []
  const rest = offered.filter((action) => action !== main).map((action) => actButton(d, found, action))
  return [...first, ...take, ...rest]
}
