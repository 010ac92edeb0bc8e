import type { Button, Confirm } from '../chat/view.js'
import type { CommandName } from '../domain/case/commands.js'
import { allowedCommands } from '../domain/case/decide.js'
import { groundsToSuspend } from '../domain/case/suspending.js'
import { deskLines, handLines } from '../domain/case/plan.js'
import type { RightsRequest } from '../domain/case/types.js'
import type { Actor } from '../domain/people/roles.js'
import type { Drawing } from './drawing.js'

/** Acts on a case, in the order their buttons stand. Each is a command or opens the form of several. */
export const actActions = [
  'request.assign',
  'request.start',
  'identity.form',
  'clarification.form',
  'step.form',
  'plan.propose',
  'plan.approve',
  'plan.reject',
  'plan.execute',
  'plan.set_aside',
  'response.send',
  'recipients.notify',
  'request.close',
  'deadline.extension_sent',
  'deadline.extend',
  'clock.suspend',
  'clock.resume',
  'plan.revise',
  'response.bounce',
  'request.redirect',
  'request.merge',
  'request.withdraw',
  'request.dismiss',
  'request.reopen',
] as const
export type ActAction = (typeof actActions)[number]

/** The button behind which a command is found; commands that are not here have none on the card. */
const actionOf: Readonly<Partial<Record<CommandName, ActAction>>> = {
  ...(Object.fromEntries(actActions.map((action) => [action, action])) as Partial<
    Record<CommandName, ActAction>
  >),
  'identity.request': 'identity.form',
  'identity.waive': 'identity.form',
  'identity.record': 'identity.form',
  'clarification.ask': 'clarification.form',
  'clarification.record': 'clarification.form',
  'clarification.proceed': 'clarification.form',
  'step.tick': 'step.form',
  'step.untick': 'step.form',
}

const isStopped = ({ pauses }: RightsRequest) => pauses.some(({ answeredAt }) => answeredAt === null)

/** When an allowed act has a point; acts that are not here always have. */
const hasPoint: Readonly<Partial<Record<ActAction, (found: RightsRequest) => boolean>>> = {
  'identity.form': ({ identity: { state } }) => state !== 'verified' && state !== 'not_required',
  'plan.execute': ({ plan }) => plan !== null && handLines(plan).length > 0,
  'plan.set_aside': ({ plan }) => plan !== null && deskLines(plan).length > 0,
  'recipients.notify': ({ recipients }) => recipients === 'open',
  'deadline.extend': ({ extension }) => extension === null,
  'deadline.extension_sent': ({ extension }) => extension !== null && extension.noticeSentAt === null,
  'clock.suspend': (found) => !isStopped(found) && groundsToSuspend(found).length > 0,
  'clock.resume': isStopped,
}

/** The acts that are offered to a person on a case, in the order of their buttons. */
export function offeredActs(found: RightsRequest, actor: Actor): readonly ActAction[] {
  const allowed = new Set(allowedCommands(found, actor).map((command) => actionOf[command]))
  return actActions.filter((action) => allowed.has(action) && (hasPoint[action]?.(found) ?? true))
}

const dangerous: readonly ActAction[] = ['request.withdraw', 'request.dismiss', 'plan.reject']

/** Acts that a click carries out at once and that cannot simply be taken back. */
function confirmOf(d: Drawing, found: RightsRequest, action: ActAction): Confirm<'Z1'> | null {
  if (action !== 'plan.revise' && action !== 'response.bounce' && action !== 'request.close') return null
  // With recipients open, closing asks in a form of its own.
  if (action === 'request.close' && found.recipients === 'open') return null
  return {
    title: d.say(`confirm.${action}.title`),
    text: d.say(`confirm.${action}.text`),
    yes: d.say(`button.${action}`),
    no: d.say('confirm.no'),
  }
}

/** A button that acts on a case as it was drawn: a click on an old card is refused by its version. */
export function actButton(
  d: Drawing,
  found: RightsRequest,
  action: ActAction,
  style?: 'primary',
): Button<'Z1'> {
  const { reference, version } = found
  const label = d.say(`button.${action}`)
  const confirm = confirmOf(d, found, action)
  const drawn = style ?? (dangerous.includes(action) ? 'danger' : undefined)
  return {
    label,
    action,
    token: d.sign({ action, reference, version }),
    describe: d.say('button.describe', { label, reference }),
    ...(drawn ? { style: drawn } : {}),
    ...(confirm ? { confirm } : {}),
  }
}

/** Puts the reader in charge of the case, without a form. */
export function takeButton(d: Drawing, { reference, version }: RightsRequest): Button<'Z1'> {
  const label = d.say('button.take')
  return {
    label,
    action: 'request.assign',
    token: d.sign({ action: 'request.assign', reference, version, extra: 'me' }),
    describe: d.say('button.describe', { label, reference }),
  }
}

/** Lets an erasure go on that stands still. */
export function retryButton(d: Drawing, { reference, version }: RightsRequest): Button<'Z1'> {
  const label = d.say('button.erasure.retry')
  return {
    label,
    action: 'erasure.retry',
    token: d.sign({ action: 'erasure.retry', reference, version }),
    describe: d.say('button.describe', { label, reference }),
  }
}

const reads = {
  'request.show': 'button.show',
  'request.clock': 'button.clock.show',
  'request.history': 'button.case.history',
  'subject.view': 'button.subject.view',
  'proof.show': 'button.proof.show',
} as const
export type ReadAction = keyof typeof reads

/** A button that only shows something of a case; it is never too old. */
export function readButton(
  d: Drawing,
  { reference }: Pick<RightsRequest, 'reference'>,
  action: ReadAction,
): Button<'Z1'> {
  const label = d.say(reads[action])
  return {
    label,
    action,
    token: d.sign({ action, reference }),
    describe: d.say('button.describe', { label, reference }),
  }
}
