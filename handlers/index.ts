import { askClarification } from './clarifications/ask.js'
import type { Handler } from './context.js'
import { showHelp } from './help.js'
import { confirmArchiveException } from './exceptions/confirm.js'
import { endArchiveException } from './exceptions/end.js'
import { grantArchiveException } from './exceptions/grant.js'
import { listExceptions } from './exceptions/list.js'
import { renewArchiveException } from './exceptions/renew.js'
import { listHolds } from './holds/list.js'
import { placeLegalHold } from './holds/place.js'
import { releaseLegalHold } from './holds/release.js'
import { reviewLegalHold } from './holds/review.js'
import { showHome } from './home.js'
import { pauseErasures, resume } from './erasure/pause.js'
import { retryErasure } from './erasure/retry.js'
import { checkIdentity } from './identity/check.js'
import { handOver } from './oncall/hand-over.js'
import { overrideRoster } from './oncall/override.js'
import { planWeeks } from './oncall/plan-weeks.js'
import { showRoster } from './oncall/show.js'
import { changeAccount } from './people/account.js'
import { confirmGrant } from './people/confirm.js'
import { grantRole } from './people/grant.js'
import { chooseLanguage } from './people/language.js'
import { nameContacts } from './people/contacts.js'
import { linkAccounts } from './people/link.js'
import { confirmLink } from './people/link-confirm.js'
import { declineLink } from './people/link-decline.js'
import { listPeople } from './people/list.js'
import { revokeRole } from './people/revoke.js'
import { changeSettings } from './people/settings.js'
import { unlinkAccounts } from './people/unlink.js'
import { approvePlan } from './plans/approve.js'
import { executePlan } from './plans/execute.js'
import { proposePlan } from './plans/propose.js'
import { rejectPlan } from './plans/reject.js'
import { revisePlan } from './plans/revise.js'
import { setLineAside } from './plans/set-aside.js'
import { snoozeReminder } from './reminders/snooze.js'
import { showProof } from './proof/show.js'
import { assignRequest } from './requests/assign.js'
import { explainDates } from './requests/clock.js'
import { closeRequest } from './requests/close.js'
import { dismissRequest } from './requests/dismiss.js'
import { extendDeadline } from './requests/extend.js'
import { recordExtensionSent } from './requests/extension-sent.js'
import { showHistory } from './requests/history.js'
import { listRequests } from './requests/list.js'
import { mergeRequest } from './requests/merge.js'
import { openRequest } from './requests/open.js'
import { redirectRequest } from './requests/redirect.js'
import { reopenRequest } from './requests/reopen.js'
import { resumeClock } from './requests/resume.js'
import { showRequest } from './requests/show.js'
import { startRequest } from './requests/start.js'
import { suspendClock } from './requests/suspend.js'
import { withdrawRequest } from './requests/withdraw.js'
import { restrictProcessing } from './restrictions/apply.js'
import { liftProcessing } from './restrictions/lift.js'
import { recordLiftNotice } from './restrictions/lift-notice.js'
import { listRestrictions } from './restrictions/list.js'
import { recordBounce } from './responses/bounce.js'
import { reportMisdelivery } from './responses/misdelivery.js'
import { notifyRecipients } from './responses/notify-recipients.js'
import { sendResponse } from './responses/send.js'
import { approveSweep } from './sweeps/approve.js'
import { dryRunSweep } from './sweeps/dry-run.js'
import { showSweepHistory } from './sweeps/history.js'
import { showSweep } from './sweeps/show.js'
import { vetoSweep } from './sweeps/veto.js'
import { tickSteps } from './steps/tick.js'
import { viewSubject } from './subjects/view.js'

const actionNames = [
  'help',
  'home',
  'account.changed',
  'request.open',
  'request.list',
  'request.show',
  'request.clock',
  'request.history',
  'request.assign',
  'request.start',
  'request.withdraw',
  'request.redirect',
  'request.merge',
  'request.dismiss',
  'request.close',
  'request.reopen',
  'subject.view',
  'step.form',
  'identity.form',
  'clarification.form',
  'plan.propose',
  'plan.approve',
  'plan.reject',
  'plan.revise',
  'plan.execute',
  'plan.set_aside',
  'erasure.retry',
  'erasure.pause',
  'erasure.resume',
  'proof.show',
  'response.send',
  'response.bounce',
  'recipients.notify',
  'disclosure.report_misdelivery',
  'deadline.extend',
  'deadline.extension_sent',
  'clock.suspend',
  'clock.resume',
  'hold.place',
  'hold.list',
  'hold.review',
  'hold.release',
  'exception.grant',
  'exception.list',
  'exception.renew',
  'exception.confirm',
  'exception.end',
  'restriction.list',
  'restriction.apply',
  'restriction.lift_notice',
  'restriction.lift',
  'reminder.snooze',
  'sweep.show',
  'sweep.dry_run',
  'sweep.approve',
  'sweep.veto',
  'sweep.history',
  'oncall.show',
  'oncall.plan',
  'oncall.hand_over',
  'oncall.override',
  'people.list',
  'people.grant',
  'people.confirm',
  'people.revoke',
  'people.link',
  'people.link_confirm',
  'people.link_decline',
  'people.unlink',
  'people.language',
  'people.settings',
  'people.contacts',
] as const
/** Everything that people and platforms can make the desk do. */
export type ActionName = (typeof actionNames)[number]

export function isAction(name: string): name is ActionName {
  return (actionNames as readonly string[]).includes(name)
}

/** Each action and who does it: a missing row does not compile. */
export const handlers: Readonly<Record<ActionName, Handler>> = {
  help: showHelp,
  home: showHome,
  'account.changed': changeAccount,
  'request.open': openRequest,
  'request.list': listRequests,
  'request.show': showRequest,
  'request.clock': explainDates,
  'request.history': showHistory,
  'request.assign': assignRequest,
  'request.start': startRequest,
  'request.withdraw': withdrawRequest,
  'request.redirect': redirectRequest,
  'request.merge': mergeRequest,
  'request.dismiss': dismissRequest,
  'request.close': closeRequest,
  'request.reopen': reopenRequest,
  'subject.view': viewSubject,
  'step.form': tickSteps,
  'identity.form': checkIdentity,
  'clarification.form': askClarification,
  'plan.propose': proposePlan,
  'plan.approve': approvePlan,
  'plan.reject': rejectPlan,
  'plan.revise': revisePlan,
  'plan.execute': executePlan,
  'plan.set_aside': setLineAside,
  'erasure.retry': retryErasure,
  'erasure.pause': pauseErasures,
  'erasure.resume': resume,
  'proof.show': showProof,
  'response.send': sendResponse,
  'response.bounce': recordBounce,
  'recipients.notify': notifyRecipients,
  'disclosure.report_misdelivery': reportMisdelivery,
  'deadline.extend': extendDeadline,
  'deadline.extension_sent': recordExtensionSent,
  'clock.suspend': suspendClock,
  'clock.resume': resumeClock,
  'hold.place': placeLegalHold,
  'hold.list': listHolds,
  'hold.review': reviewLegalHold,
  'hold.release': releaseLegalHold,
  'exception.grant': grantArchiveException,
  'exception.list': listExceptions,
  'exception.renew': renewArchiveException,
  'exception.confirm': confirmArchiveException,
  'exception.end': endArchiveException,
  'restriction.list': listRestrictions,
  'restriction.apply': restrictProcessing,
  'restriction.lift_notice': recordLiftNotice,
  'restriction.lift': liftProcessing,
  'reminder.snooze': snoozeReminder,
  'sweep.show': showSweep,
  'sweep.dry_run': dryRunSweep,
  'sweep.approve': approveSweep,
  'sweep.veto': vetoSweep,
  'sweep.history': showSweepHistory,
  'oncall.show': showRoster,
  'oncall.plan': planWeeks,
  'oncall.hand_over': handOver,
  'oncall.override': overrideRoster,
  'people.list': listPeople,
  'people.grant': grantRole,
  'people.confirm': confirmGrant,
  'people.revoke': revokeRole,
  'people.link': linkAccounts,
  'people.link_confirm': confirmLink,
  'people.link_decline': declineLink,
  'people.unlink': unlinkAccounts,
  'people.language': chooseLanguage,
  'people.settings': changeSettings,
  'people.contacts': nameContacts,
}
