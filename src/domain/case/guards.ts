import type { CaseCommand } from './commands.js'
import type { Act } from './decision.js'
import * as answer from './guards/answer.js'
import * as clock from './guards/clock.js'
import * as ending from './guards/ending.js'
import { reasonGiven, type Guard } from './guards/guard.js'
import * as intake from './guards/intake.js'
import * as plan from './guards/plan.js'

/** What must hold for each command, asked in this order after role and status; the first refusal is the answer (§3.3). */
export const guards: { readonly [N in CaseCommand]: readonly Guard<Act<N>>[] } = {
  'request.start': [intake.identitySettled, intake.stepsTickedBefore('start')],
  'identity.request': [reasonGiven],
  'identity.waive': [intake.identityNotSettled, reasonGiven],
  'identity.record': [intake.answerAfterQuestion],
  'clarification.ask': [reasonGiven],
  'clarification.record': [intake.answerAfterQuestion],
  'clarification.proceed': [],
  'step.tick': [intake.stepIsTheirs, intake.stepOpen, intake.stepInTime, intake.identityStepTrue],
  'step.untick': [intake.stepIsTheirs, intake.stepDone, intake.notUnderPlan],
  'plan.propose': [
    plan.coversOpenItems,
    plan.stepsBeforePlan,
    plan.identityForPlan,
    plan.identityTried,
    plan.groundsValid,
    plan.outcomesPossible,
    plan.refusalExplained,
    plan.linesFit,
  ],
  'plan.approve': [
    plan.approverFits,
    plan.fourEyes,
    plan.planIntact,
    plan.planAsShown,
    plan.erasureFree,
    plan.storesSound,
  ],
  'plan.reject': [plan.approverFits, reasonGiven],
  'plan.revise': [],
  'plan.execute': [
    plan.linesKnown,
    plan.linesTheirs,
    plan.linesLeft,
    plan.planIntact,
    plan.approvalFresh,
    plan.erasureStillFree,
  ],
  'plan.set_aside': [plan.asideByOnCall, plan.lineTried, reasonGiven],
  'response.send': [
    answer.letterIsDue,
    answer.executionDone,
    answer.copyChecked,
    answer.letterComplete,
    answer.channelSecure,
    answer.sentAtKnown,
    answer.refusalInTime,
  ],
  'response.bounce': [answer.bouncedAtKnown],
  'recipients.notify': [answer.recipientsOpen, answer.exemptionExplained],
  'request.close': [
    answer.outcomesSet,
    ending.recipientsSettled,
    ending.closingExemptionExplained,
    intake.stepsTickedBefore('close'),
  ],
  'request.withdraw': [ending.withdrawalWritten, ending.dayKnown],
  'request.redirect': [ending.redirectComplete, ending.dayKnown],
  'request.merge': [ending.targetFits],
  'request.dismiss': [reasonGiven, ending.senderAnswered],
  'request.reopen': [reasonGiven, ending.rightsToReopen],
  'request.assign': [intake.assigneeFit, intake.assigneeNew],
  'deadline.extend': [
    clock.notYetExtended,
    clock.extendedInTime,
    clock.extensionReasoned,
    clock.rightsExtendable,
    clock.extensionDateFits,
  ],
  'deadline.extension_sent': [
    clock.extensionDecided,
    clock.noticeSentAtKnown,
    clock.noticeInTime,
    clock.extensionLetterComplete,
  ],
  'clock.suspend': [clock.suspensionGrounded, clock.noPauseThere, clock.askedInTime],
  'clock.resume': [clock.clockStands, clock.resumedAfterQuestion],
  'disclosure.report_misdelivery': [answer.awareAtKnown],
}
