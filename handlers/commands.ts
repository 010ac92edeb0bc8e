import type { CommandSpec } from '../src/chat/grammar.js'
import { grantableRoles } from '../src/domain/people/roles.js'
import { rightTypes } from '../src/domain/rights/rights.js'
import { listScopes } from '../src/views/case-row.js'
import type { ActionName } from './index.js'

/** One row for each thing that people may type after `/rights`. Help, usage hints and manifests are made of it. */
export interface Command extends CommandSpec {
  readonly action: ActionName
}

const reference = { name: 'reference', kind: 'reference' } as const
const person = { name: 'person', kind: 'person' } as const
const role = { name: 'role', kind: 'choice', choices: grantableRoles } as const

/** A command about one case, named by its reference. */
const about = (verb: string, action: ActionName, aliases: readonly string[] = []): Command => ({
  verb,
  action,
  aliases,
  args: [reference],
})

export const commands: readonly Command[] = [
  { verb: 'help', action: 'help', aliases: ['?'], args: [] },
  { verb: 'home', action: 'home', aliases: ['hjem'], args: [] },
  {
    verb: 'open',
    action: 'request.open',
    aliases: ['new'],
    args: [{ name: 'right', kind: 'choice', choices: rightTypes, isOptional: true }],
  },
  {
    verb: 'list',
    action: 'request.list',
    aliases: ['ls'],
    args: [{ name: 'scope', kind: 'choice', choices: listScopes, isOptional: true }],
  },
  about('show', 'request.show'),
  about('clock', 'request.clock', ['dates']),
  about('history', 'request.history', ['log']),
  about('details', 'subject.view'),
  {
    verb: 'assign',
    action: 'request.assign',
    aliases: ['take'],
    args: [reference, { ...person, name: 'assignee', isOptional: true }],
  },
  about('steps', 'step.form', ['checklist']),
  about('start', 'request.start'),
  about('identity', 'identity.form'),
  about('clarify', 'clarification.form'),
  about('plan', 'plan.propose'),
  about('approve', 'plan.approve'),
  about('reject', 'plan.reject'),
  about('revise', 'plan.revise'),
  about('execute', 'plan.execute', ['done']),
  about('retry', 'erasure.retry'),
  about('set-aside', 'plan.set_aside', ['skip']),
  { verb: 'pause', action: 'erasure.pause', aliases: [], args: [] },
  about('proof', 'proof.show', ['slettebevis']),
  about('respond', 'response.send'),
  about('bounce', 'response.bounce'),
  about('notify', 'recipients.notify'),
  about('misdelivered', 'disclosure.report_misdelivery', ['breach']),
  about('withdraw', 'request.withdraw'),
  about('redirect', 'request.redirect'),
  about('merge', 'request.merge'),
  about('dismiss', 'request.dismiss'),
  about('close', 'request.close'),
  about('reopen', 'request.reopen'),
  about('extend', 'deadline.extend'),
  about('extension-sent', 'deadline.extension_sent'),
  about('suspend', 'clock.suspend'),
  { verb: 'resume', action: 'erasure.resume', aliases: [], args: [{ ...reference, isOptional: true }] },
  { verb: 'hold', action: 'hold.place', aliases: [], args: [{ ...reference, isOptional: true }] },
  { verb: 'holds', action: 'hold.list', aliases: [], args: [] },
  { verb: 'exception', action: 'exception.grant', aliases: [], args: [] },
  { verb: 'exceptions', action: 'exception.list', aliases: ['unntak'], args: [] },
  about('restrict', 'restriction.list'),
  about('snooze', 'reminder.snooze'),
  { verb: 'sweep', action: 'sweep.show', aliases: ['sweep status', 'sletting'], args: [] },
  { verb: 'sweep dry-run', action: 'sweep.dry_run', aliases: [], args: [] },
  { verb: 'sweep approve', action: 'sweep.approve', aliases: [], args: [] },
  { verb: 'sweep history', action: 'sweep.history', aliases: [], args: [] },
  { verb: 'sweep veto', action: 'sweep.veto', aliases: [], args: [] },
  { verb: 'oncall', action: 'oncall.show', aliases: ['vakt'], args: [] },
  { verb: 'oncall plan', action: 'oncall.plan', aliases: [], args: [] },
  {
    verb: 'oncall handover',
    action: 'oncall.hand_over',
    aliases: [],
    args: [{ ...person, isOptional: true }],
  },
  { verb: 'oncall override', action: 'oncall.override', aliases: [], args: [] },
  { verb: 'people', action: 'people.list', aliases: [], args: [] },
  {
    verb: 'people grant',
    action: 'people.grant',
    aliases: [],
    args: [
      { ...person, isOptional: true },
      { ...role, isOptional: true },
    ],
  },
  { verb: 'people revoke', action: 'people.revoke', aliases: [], args: [person, role] },
  {
    verb: 'people link',
    action: 'people.link',
    aliases: [],
    args: [{ name: 'code', kind: 'word', isOptional: true }],
  },
  { verb: 'people unlink', action: 'people.unlink', aliases: [], args: [{ ...person, isOptional: true }] },
  {
    verb: 'language',
    action: 'people.language',
    aliases: ['språk'],
    args: [{ name: 'language', kind: 'choice', choices: ['nb', 'en'] }],
  },
  { verb: 'settings', action: 'people.settings', aliases: ['innstillinger'], args: [] },
  { verb: 'contacts', action: 'people.contacts', aliases: ['kontakter'], args: [] },
]
