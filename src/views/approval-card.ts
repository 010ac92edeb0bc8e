import type { Block, Entry, Fact, Text, View } from '../chat/view.js'
import { approverRole, asideOf, openLines } from '../domain/case/plan.js'
import type { Plan, PlanLine, RightsRequest } from '../domain/case/types.js'
import { localDate } from '../domain/time/calendar.js'
import { actButton, readButton } from './buttons.js'
import { rightsWords } from './case-words.js'
import type { Drawing } from './drawing.js'
import { notRun, ofMap, runBlocks, runButtons, type Run } from './erasure-run.js'
import { nextStep } from './next-step.js'
import { recipientNames } from './recipients.js'
import { join, sayInstant } from './text/text.js'

/** Lines that a card shows; the form to approve shows all. */
const linesShown = 20

/**
 * A plan that erases, as the engineers on call see it in their channel: what goes, what stays and why, how far it is.
 * Nothing of the person (Z1).
 */
export function approvalCard(d: Drawing, found: RightsRequest, run: Run = notRun): View<'Z1'> {
  const { say } = d
  const { plan, reference } = found
  const status = say(`status.${found.status}`)
  return {
    title: say('approval.title', { reference }),
    summary: say('approval.summary', { reference, status }),
    blocks: [
      ...runBlocks(d, found, run),
      { kind: 'facts', facts: [...caseFacts(d, found), ...(plan ? planFacts(d, plan) : [])] },
      ...(plan ? lineBlocks(d, plan, run) : []),
      ...(plan?.scope ? backupBlocks(d, plan) : []),
      ...recipientBlocks(d, plan),
      { kind: 'text', text: say('card.next', { step: nextStep(d, found).words }) },
      { kind: 'buttons', buttons: buttonsOf(d, found, run) },
    ],
  }
}

function caseFacts({ say }: Drawing, found: RightsRequest): readonly Fact<'Z1'>[] {
  return [
    { label: say('card.status'), value: say(`status.${found.status}`) },
    { label: say('approval.rights'), value: rightsWords(say, found) },
  ]
}

function planFacts(d: Drawing, plan: Plan): readonly Fact<'Z1'>[] {
  const { say } = d
  const proposed = say('approval.by_at', {
    person: d.who(plan.proposedBy),
    at: sayInstant(say, plan.proposedAt),
  })
  const { approval, firstApproval } = plan
  const first = firstApproval
    ? [
        {
          label: say('approval.approved_first'),
          value: say('approval.by_at', {
            person: d.who(firstApproval.by),
            at: sayInstant(say, firstApproval.at),
          }),
        },
      ]
    : []
  const approved =
    approval?.by == null
      ? []
      : [
          {
            label: say('approval.approved'),
            value: say('approval.by_at', { person: d.who(approval.by), at: sayInstant(say, approval.at) }),
          },
          ...(openLines(plan).length === 0
            ? []
            : [{ label: say('approval.expires'), value: sayInstant(say, approval.at.plus({ days: 14 })) }]),
        ]
  return [
    { label: say('approval.proposed'), value: proposed },
    ...first,
    ...approved,
    { label: say('approval.hash'), value: ofMap(plan.hash.slice('sha256:'.length, 'sha256:'.length + 12)) },
  ]
}

function lineBlocks(d: Drawing, plan: Plan, run: Run): readonly Block<'Z1'>[] {
  const entries = plan.lines.slice(0, linesShown).map((line) => lineEntry(d, plan, line, run))
  const left = plan.lines.length - entries.length
  return [
    { kind: 'entries', entries },
    ...(left > 0
      ? [{ kind: 'text', text: d.say('approval.more_lines', { count: left }), tone: 'muted' } as const]
      : []),
  ]
}

function stateOf({ say }: Drawing, plan: Plan, line: PlanLine, { erased }: Run): readonly Text<'Z1'>[] {
  if (plan.linesDone.includes(line.id)) return [say('approval.line_done')]
  const aside = asideOf(plan, line.id)
  if (aside !== null) return [say(`approval.line_${aside}`)]
  const count = erased[line.id] ?? 0
  return count > 0 && line.count !== null ? [say('approval.line_progress', { count, all: line.count })] : []
}

function lineEntry(d: Drawing, plan: Plan, line: PlanLine, run: Run): Entry<'Z1'> {
  const { say } = d
  const records =
    line.count === null ? say('form.records_unknown') : say('form.records', { count: line.count })
  const act = say('form.line', { action: say(`plan_action.${line.action}`), records })
  const why = line.keepGround === null ? [] : [ofMap(line.keepGround)]
  const until = line.keepUntil === null ? [] : [say('approval.until', { date: line.keepUntil })]
  const state = stateOf(d, plan, line, run)
  return {
    title: ofMap(
      line.system === 'all' ? say(`right.${line.right}`).words : `${line.system} · ${line.category}`,
    ),
    details: [join([act, ...why, ...until, ...state], ' · ')],
  }
}

/** Backups with the day on which the last copy is gone, if the records were erased today. */
function backupBlocks(d: Drawing, { scope }: Plan): readonly Block<'Z1'>[] {
  const { say } = d
  if (!scope || scope.backups.length === 0)
    return [{ kind: 'text', text: say('approval.no_backups'), tone: 'muted' }]
  const lines = scope.backups.map(({ system, name, days }) =>
    say('approval.backup', { name: ofMap(`${system} · ${name}`), date: localDate(d.at.plus({ days })) }),
  )
  return [{ kind: 'text', text: join([say('approval.backups'), ...lines], '\n'), tone: 'muted' }]
}

function recipientBlocks(d: Drawing, plan: Plan | null): readonly Block<'Z1'>[] {
  const names = recipientNames(d, plan)
  return names === null
    ? []
    : [{ kind: 'text', text: d.say('approval.recipients', { names }), tone: 'muted' }]
}

/** What a verdict takes: nothing once it is given, or while a manager has to give the first half. */
function verdictButtons(d: Drawing, found: RightsRequest) {
  if (found.status !== 'awaiting_approval' || approverRole(found.plan) !== 'engineer') return []
  return [actButton(d, found, 'plan.approve', 'primary'), actButton(d, found, 'plan.reject')]
}

function buttonsOf(d: Drawing, found: RightsRequest, run: Run) {
  const { plan } = found
  const proof = plan?.scope && plan.linesDone.length > 0 ? [readButton(d, found, 'proof.show')] : []
  return [
    ...verdictButtons(d, found),
    ...runButtons(d, found, run),
    ...proof,
    readButton(d, found, 'request.show'),
  ]
}
