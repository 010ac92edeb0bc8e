import type { Role } from '../people/roles.js'
import type { EventType } from '../proof/event.js'
import type { CaseCommand } from './commands.js'
import { caseStatuses, type CaseStatus } from './types.js'

export interface Transition {
  /** Number in §3.3; several rows may share a command, and a command of ours has the number of its neighbour. */
  readonly id: `T${number}${'' | 'a' | 'b' | 'c'}`
  readonly command: CaseCommand
  readonly from: readonly CaseStatus[]
  /** `same`: the status stays. */
  readonly to: CaseStatus | 'same'
  readonly roles: readonly Role[]
  /** The first event of the act, and those it may record instead. */
  readonly events: readonly EventType[]
}

const open = caseStatuses.filter((status) => status !== 'closed')
/** The question is about something still being worked: nothing is planned yet. */
const unplanned = ['received', 'awaiting_identity', 'awaiting_clarification', 'in_progress'] as const
const beforeAnswer = [...unplanned, 'awaiting_approval', 'approved'] as const
const deciders = ['manager', 'engineer'] as const
const anybody = ['support', 'manager', 'engineer', 'dpo', 'auditor', 'system'] as const

type Cells = readonly [
  id: Transition['id'],
  command: CaseCommand,
  from: readonly CaseStatus[],
  to: Transition['to'],
  roles: readonly Role[],
  ...events: readonly EventType[],
]

const cells: readonly Cells[] = [
  // T01 is `open`; T24 and T25 live on objects of their own.
  ['T02', 'request.start', ['received'], 'in_progress', ['support'], 'request.started'],
  // Asking again while waiting is the second attempt that T05 demands of a person who stays silent (U6).
  [
    'T03',
    'identity.request',
    ['received', 'in_progress', 'awaiting_identity'],
    'awaiting_identity',
    ['support'],
    'identity.requested',
  ],
  ['T03a', 'identity.waive', ['received', 'in_progress'], 'same', ['support'], 'identity.waived'],
  ['T03b', 'identity.waive', ['awaiting_identity'], 'in_progress', ['support'], 'identity.waived'],
  [
    'T04',
    'identity.record',
    ['awaiting_identity'],
    'in_progress',
    ['support'],
    'identity.verified',
    'identity.failed',
  ],
  ['T05', 'plan.propose', ['awaiting_identity'], 'awaiting_approval', ['support'], 'plan.proposed'],
  [
    'T06',
    'clarification.ask',
    ['received', 'in_progress'],
    'awaiting_clarification',
    ['support'],
    'clarification.requested',
  ],
  [
    'T07',
    'clarification.record',
    ['awaiting_clarification'],
    'in_progress',
    ['support'],
    'clarification.received',
  ],
  [
    'T07a',
    'clarification.proceed',
    ['awaiting_clarification'],
    'in_progress',
    ['support'],
    'clarification.waived',
  ],
  ['T07b', 'step.tick', open, 'same', ['support', 'manager', 'engineer', 'system'], 'step.ticked'],
  ['T07c', 'step.untick', open, 'same', ['support', 'manager', 'engineer'], 'step.unticked'],
  ['T08', 'plan.propose', ['in_progress'], 'awaiting_approval', ['support'], 'plan.proposed'],
  ['T09', 'plan.propose', ['in_progress'], 'approved', ['support'], 'plan.auto_approved'],
  ['T10', 'plan.approve', ['awaiting_approval'], 'approved', deciders, 'approval.granted'],
  // The first of two approvals, where a plan erases and refuses another right.
  ['T10a', 'plan.approve', ['awaiting_approval'], 'same', deciders, 'approval.granted'],
  ['T11', 'plan.reject', ['awaiting_approval'], 'in_progress', deciders, 'approval.denied'],
  [
    'T12',
    'plan.execute',
    ['approved'],
    'same',
    ['system', 'support', 'engineer'],
    'execution.started',
    'execution.line_done',
  ],
  [
    'T12a',
    'plan.set_aside',
    ['approved'],
    'same',
    ['engineer'],
    'execution.line_skipped',
    'execution.line_handed',
  ],
  ['T13', 'plan.revise', ['approved'], 'in_progress', ['support'], 'plan.revised'],
  // A letter may answer one right of several: the case is `responded` when all are.
  ['T14', 'response.send', ['approved'], 'responded', ['support', 'manager'], 'response.sent'],
  ['T14a', 'response.send', ['approved'], 'same', ['support', 'manager'], 'response.sent'],
  ['T15', 'request.close', ['responded'], 'closed', ['support'], 'request.closed'],
  [
    'T15a',
    'recipients.notify',
    ['approved', 'responded'],
    'same',
    ['support', 'manager'],
    'recipients.notified',
    'recipients.exempted',
  ],
  ['T16', 'request.withdraw', open, 'closed', ['support'], 'request.withdrawn'],
  ['T17', 'request.redirect', ['received', 'in_progress'], 'closed', ['support'], 'request.redirected'],
  ['T18', 'request.merge', ['received'], 'closed', ['support'], 'request.merged'],
  ['T19', 'request.dismiss', ['received'], 'closed', ['manager'], 'request.dismissed'],
  ['T20', 'request.reopen', ['closed'], 'in_progress', ['manager'], 'request.reopened'],
  ['T21', 'deadline.extend', beforeAnswer, 'same', ['manager'], 'extension.decided'],
  ['T21a', 'deadline.extension_sent', beforeAnswer, 'same', ['support', 'manager'], 'extension.notice_sent'],
  ['T22', 'clock.suspend', open, 'same', ['manager'], 'clock.suspended'],
  ['T22a', 'clock.resume', open, 'same', ['manager', 'system'], 'clock.resumed'],
  ['T23', 'request.assign', open, 'same', ['support', 'manager'], 'request.assigned'],
  [
    'T26',
    'disclosure.report_misdelivery',
    ['responded', 'closed'],
    'same',
    anybody,
    'disclosure.misdelivered',
  ],
  ['T27', 'response.bounce', ['responded'], 'approved', ['system', 'support'], 'response.bounced'],
]

/** The life cycle of a request (§3.3): which command leads where, and in which role it may be given. */
export const transitions: readonly Transition[] = cells.map(([id, command, from, to, roles, ...events]) => ({
  id,
  command,
  from,
  to,
  roles,
  events,
}))

const byCommand = new Map<CaseCommand, Transition[]>()
for (const row of transitions) byCommand.set(row.command, [...(byCommand.get(row.command) ?? []), row])

/** Every command that `decide` takes, in the order of the life cycle. */
export const caseCommands: readonly CaseCommand[] = [...byCommand.keys()]

/** The rows of a command; empty for a name that is none. */
export function transitionsOf(command: CaseCommand): readonly Transition[] {
  return byCommand.get(command) ?? []
}

/** The roles that may give the command at all (§3.2). Which of them decides on a plan is `approverRole`. */
export function rolesFor(command: CaseCommand): readonly Role[] {
  return [...new Set(transitionsOf(command).flatMap((row) => row.roles))]
}
