import type { Text } from '../chat/view.js'
import { missingSteps } from '../domain/case/checklist.js'
import { approverRole, deskLines, handLines, skippedLines } from '../domain/case/plan.js'
import type { CaseStatus, RightsRequest } from '../domain/case/types.js'
import type { ActAction } from './buttons.js'
import type { Drawing } from './drawing.js'

/** What has to happen next in a case, in words, and the button for it. */
export interface NextStep {
  readonly words: Text<'Z1'>
  readonly action: ActAction | null
}

type Next = (d: Drawing, found: RightsRequest) => NextStep

const received: Next = ({ say }, found) => {
  if (found.assignee === null) return { words: say('next.assign'), action: 'request.assign' }
  if (found.identity.state === 'undecided') return { words: say('next.identity'), action: 'identity.form' }
  const count = missingSteps(found, 'start').length
  if (count > 0) return { words: say('next.intake', { count }), action: 'step.form' }
  return { words: say('next.start'), action: 'request.start' }
}

const inProgress: Next = ({ say }, found) => {
  const count = missingSteps(found, 'plan').length
  if (count > 0) return { words: say('next.steps', { count }), action: 'step.form' }
  return { words: say('next.plan'), action: 'plan.propose' }
}

const awaitingApproval: Next = ({ say }, { plan }) => ({
  words: say(`next.approve_${plan ? approverRole(plan) : 'manager'}`),
  action: 'plan.approve',
})

const approved: Next = ({ say }, { plan }) => {
  const count = plan ? handLines(plan).length : 0
  if (plan && deskLines(plan).length > 0)
    return {
      words: say('next.erasing', { count: deskLines(plan).length }),
      action: count > 0 ? 'plan.execute' : null,
    }
  if (count > 0) return { words: say('next.execute', { count }), action: 'plan.execute' }
  if (plan && skippedLines(plan).length > 0)
    return { words: say('next.skipped', { count: skippedLines(plan).length }), action: null }
  return { words: say('next.respond'), action: 'response.send' }
}

const responded: Next = ({ say }, found) => {
  const count = missingSteps(found, 'close').length
  if (count > 0) return { words: say('next.close_steps', { count }), action: 'step.form' }
  return {
    words: say(found.recipients === 'open' ? 'next.recipients' : 'next.close'),
    action: 'request.close',
  }
}

const table: Record<CaseStatus, Next> = {
  received,
  awaiting_identity: ({ say }) => ({ words: say('next.await_identity'), action: 'identity.form' }),
  awaiting_clarification: ({ say }) => ({
    words: say('next.await_clarification'),
    action: 'clarification.form',
  }),
  in_progress: inProgress,
  awaiting_approval: awaitingApproval,
  approved,
  responded,
  closed: ({ say }) => ({ words: say('next.nothing'), action: null }),
}

/** The next step of a case, as one clause that ends a sentence. */
export function nextStep(d: Drawing, found: RightsRequest): NextStep {
  return table[found.status](d, found)
}
