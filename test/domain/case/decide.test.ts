import { describe, expect, test } from 'vitest'
import type { CaseCommand, CommandInput } from '../../../src/domain/case/commands.js'
import { allowedCommands, decide, refusalToTry } from '../../../src/domain/case/decide.js'
import { caseCommands, rolesFor, transitions } from '../../../src/domain/case/transitions.js'
import { caseStatuses, type RightsRequest } from '../../../src/domain/case/types.js'
import { roles, type Actor, type Role } from '../../../src/domain/people/roles.js'
import { aCase, anne, dag, eva, granted, kari, mona, monday, nils, ola } from '../../support/case-builder.js'

const inStatus: Record<RightsRequest['status'], RightsRequest> = {
  received: aCase().received(),
  awaiting_identity: aCase().awaitingIdentity(),
  awaiting_clarification: aCase().awaitingClarification(),
  in_progress: aCase().inProgress(),
  awaiting_approval: aCase().awaitingApproval(),
  approved: aCase().approved(),
  responded: aCase().responded(),
  closed: aCase().closed(),
}

const as = (role: (typeof roles)[number]): Actor => ({ ...ola, roles: [role] })
const none = {} as CommandInput[CaseCommand]

describe('role and status of every command', () => {
  test.each(caseCommands)('%s: only the roles of the table', (command) => {
    const froms = transitions.filter((row) => row.command === command).flatMap((row) => row.from)
    const found = inStatus[froms[0]!]
    const refused = roles.filter((role) => refusalToTry(command, found, as(role))?.code === 'E_NOT_ALLOWED')
    const isVerdict = command === 'plan.approve' || command === 'plan.reject'
    const may: readonly Role[] = isVerdict ? ['manager'] : rolesFor(command)
    expect(refused).toEqual(roles.filter((role) => !may.includes(role)))
  })

  test.each(['plan.approve', 'plan.reject'] as const)(
    '%s of a refused erasure is a manager’s, though erasure was asked for',
    (command) => {
      const items = [{ ...granted('erasure'), outcome: 'refused', ground: 'erasure_exc_e' } as const]
      const found = aCase().forRights('erasure').awaitingApproval({ items })
      expect(refusalToTry(command, found, as('engineer'))).toMatchObject({
        code: 'E_NOT_ALLOWED',
        facts: { roles: ['manager'] },
      })
      expect(refusalToTry(command, found, as('manager'))).toBeNull()
    },
  )

  test.each(caseCommands)('%s: only the statuses of the table', (command) => {
    const froms = transitions.filter((row) => row.command === command).flatMap((row) => row.from)
    const actor = as(rolesFor(command)[0]!)
    const refused = caseStatuses.filter((status) => {
      const no = refusalToTry(command, inStatus[status], actor)
      return no?.code === 'E_WRONG_STATE' && no.facts['status'] === status
    })
    expect(refused).toEqual(caseStatuses.filter((status) => !froms.includes(status)))
  })

  test.each(caseCommands)('%s: nobody acts on a case about themselves', (command) => {
    const actor = as(rolesFor(command)[0]!)
    const found = aCase().aboutStaff(actor.id).received()
    expect(decide(command, found, actor, none, monday)).toMatchObject({ code: 'E_SELF_SUBJECT' })
  })

  test('role comes before own case, own case before status, status before guards', () => {
    const own = aCase().aboutStaff(dag.id).closed()
    expect(decide('request.start', own, dag, {}, monday)).toMatchObject({
      code: 'E_NOT_ALLOWED',
      facts: { roles: ['support'] },
    })
    const about = aCase().aboutStaff(kari.id).closed()
    expect(decide('request.start', about, kari, {}, monday)).toMatchObject({ code: 'E_SELF_SUBJECT' })
    expect(decide('request.start', aCase().closed(), kari, {}, monday)).toMatchObject({
      code: 'E_WRONG_STATE',
    })
  })
})

describe('who may not', () => {
  test('the dpo decides nothing (Art. 38(6)), the auditor changes nothing', () => {
    const commands = caseCommands.filter((c) => rolesFor(c).some((r) => r === 'dpo' || r === 'auditor'))
    expect(commands).toEqual(['disclosure.report_misdelivery'])
  })

  test('support neither approves, extends, suspends nor reopens', () => {
    const held = [
      'plan.approve',
      'plan.reject',
      'deadline.extend',
      'clock.suspend',
      'request.reopen',
    ] as const
    expect(held.filter((command) => rolesFor(command).includes('support'))).toEqual([])
  })
})

describe('allowedCommands', () => {
  test('a received case', () => {
    expect(allowedCommands(aCase().received(), kari)).toEqual([
      'request.start',
      'identity.request',
      'identity.waive',
      'clarification.ask',
      'step.tick',
      'step.untick',
      'request.withdraw',
      'request.redirect',
      'request.merge',
      'deadline.extension_sent',
      'request.assign',
    ])
  })

  test('an erasure plan is offered to engineers, another plan to managers', () => {
    const verdicts = (found: RightsRequest, actor: Actor) =>
      allowedCommands(found, actor).filter(
        (command) => command === 'plan.approve' || command === 'plan.reject',
      )
    const erasure = aCase().forRights('erasure').awaitingApproval()
    const access = aCase().forRights('access').awaitingApproval()
    expect([nils, eva, mona, kari].map((actor) => verdicts(erasure, actor).length)).toEqual([2, 2, 0, 0])
    expect([nils, eva, mona, kari].map((actor) => verdicts(access, actor).length)).toEqual([0, 0, 2, 0])
  })

  test('a closed case can be reopened and nothing else', () => {
    expect(allowedCommands(aCase().closed(), mona)).toEqual([
      'request.reopen',
      'disclosure.report_misdelivery',
    ])
    expect(allowedCommands(aCase().closed(), kari)).toEqual(['disclosure.report_misdelivery'])
  })

  test('of a case about oneself nothing, and nothing without a role', () => {
    expect(allowedCommands(aCase().aboutStaff(kari.id).received(), kari)).toEqual([])
    expect(allowedCommands(aCase().received(), { ...kari, roles: [] })).toEqual([])
    expect(allowedCommands(aCase().received(), anne)).toEqual([])
  })
})

test('an act adds one to the version and records the role in which it was done', () => {
  const found = aCase().with({ version: 7 }).awaitingApproval()
  const both: Actor = { ...mona, roles: ['engineer', 'manager'] }
  const decision = decide('plan.approve', found, both, { planHash: found.plan!.hash }, monday)
  expect(decision).toMatchObject({ ok: true, role: 'manager', next: { version: 8 } })
})
