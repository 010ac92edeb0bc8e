import type { CaseCommand } from './commands.js'
import type { Act, Effect } from './decision.js'
import * as answer from './effects/answer.js'
import * as clock from './effects/clock.js'
import * as ending from './effects/ending.js'
import * as intake from './effects/intake.js'
import * as plan from './effects/plan.js'

/** What each command does to the case, once role, status and guards let it through. */
export const effects: { readonly [N in CaseCommand]: Effect<Act<N>> } = {
  'request.start': intake.start,
  'identity.request': intake.requestIdentity,
  'identity.waive': intake.waiveIdentity,
  'identity.record': intake.recordIdentity,
  'clarification.ask': intake.askClarification,
  'clarification.record': intake.recordClarification,
  'clarification.proceed': intake.proceedWithout,
  'step.tick': intake.tickStep,
  'step.untick': intake.untickStep,
  'request.assign': intake.assign,
  'plan.propose': plan.propose,
  'plan.approve': plan.approve,
  'plan.reject': plan.reject,
  'plan.revise': plan.revise,
  'plan.execute': plan.execute,
  'plan.set_aside': plan.setAside,
  'response.send': answer.send,
  'response.bounce': answer.bounce,
  'recipients.notify': answer.notifyRecipients,
  'disclosure.report_misdelivery': answer.reportMisdelivery,
  'request.close': ending.close,
  'request.withdraw': ending.withdraw,
  'request.redirect': ending.redirect,
  'request.merge': ending.merge,
  'request.dismiss': ending.dismiss,
  'request.reopen': ending.reopen,
  'deadline.extend': clock.extend,
  'deadline.extension_sent': clock.extensionSent,
  'clock.suspend': clock.suspend,
  'clock.resume': clock.resume,
}
