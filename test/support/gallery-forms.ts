import { contactsForm } from '../../src/views/forms/contacts.js'
import { settingsForm } from '../../src/views/forms/settings.js'
import type { Form } from '../../src/chat/form.js'
import type { RightsRequest } from '../../src/domain/case/types.js'
import { exceptionForms } from './gallery-exceptions.js'
import { erasureForms } from './gallery-erasure.js'
import { holdRef } from '../../src/domain/case/hold-ref.js'
import { asLocalDate } from '../../src/domain/time/calendar.js'
import type { Drawing } from '../../src/views/drawing.js'
import { approveForm } from '../../src/views/forms/approve.js'
import { assignForm } from '../../src/views/forms/assign.js'
import { clarificationForm } from '../../src/views/forms/clarification.js'
import { closeForm } from '../../src/views/forms/close.js'
import { dismissForm } from '../../src/views/forms/dismiss.js'
import { executeForm } from '../../src/views/forms/execute.js'
import { extendForm } from '../../src/views/forms/extend.js'
import { extensionSentForm } from '../../src/views/forms/extension-sent.js'
import { grantForm } from '../../src/views/forms/grant.js'
import { holdForm, holdReviewForm } from '../../src/views/forms/hold.js'
import { identityForm } from '../../src/views/forms/identity.js'
import { mergeForm } from '../../src/views/forms/merge.js'
import { openRequestForm } from '../../src/views/forms/open-request.js'
import { planForm } from '../../src/views/forms/plan.js'
import { redirectForm } from '../../src/views/forms/redirect.js'
import { rejectForm } from '../../src/views/forms/reject.js'
import { reopenForm } from '../../src/views/forms/reopen.js'
import { respondForm } from '../../src/views/forms/respond.js'
import { resumeForm } from '../../src/views/forms/resume.js'
import { liftNoticeForm, restrictForm } from '../../src/views/forms/restriction.js'
import { stepsForm } from '../../src/views/forms/steps.js'
import { suspendForm } from '../../src/views/forms/suspend.js'
import { viewReasonForm } from '../../src/views/forms/view-reason.js'
import { misdeliveryForm } from '../../src/views/forms/misdelivery.js'
import { withdrawForm } from '../../src/views/forms/withdraw.js'
import { aCase, kari } from './case-builder.js'

const unset = { language: null, platform: null, digestHour: null, via: 'dm' } as const

/** One sample of each form, by name, on cases of the gallery. */
export function galleryForms(
  d: Drawing,
  cases: Readonly<Record<string, RightsRequest>>,
): Record<string, Form> {
  const on = (name: string) => cases[name]!
  const today = asLocalDate('2026-03-09')
  return {
    'open by hand': openRequestForm(d, { today, now: '09:00', fromMessage: false }),
    'open from a message': openRequestForm(d, {
      today,
      now: '09:00',
      rights: ['erasure'],
      text: 'x'.repeat(5000),
      fromMessage: true,
    }),
    'identity undecided': identityForm(d, on('received')),
    'identity asked': identityForm(d, on('awaiting identity')),
    'clarification to ask': clarificationForm(d, on('in progress')),
    'clarification asked': clarificationForm(d, on('awaiting clarification')),
    steps: stepsForm(d, on('in progress'), kari),
    assign: assignForm(d, on('received'), 'U0KARI'),
    misdelivery: misdeliveryForm(d, on('responded')),
    withdraw: withdrawForm(d, on('received')),
    redirect: redirectForm(d, on('received')),
    merge: mergeForm(d, on('received')),
    dismiss: dismissForm(d, on('received')),
    close: closeForm(d, on('responded')),
    recipients: closeForm(d, on('responded'), 'recipients.notify'),
    reopen: reopenForm(d, on('closed')),
    extend: extendForm(d, on('in progress'), asLocalDate('2026-06-08')),
    'extension sent': extensionSentForm(d, on('extended')),
    suspend: suspendForm(d, on('awaiting identity')),
    resume: resumeForm(d, on('suspended')),
    plan: planForm(d, on('ready for a plan')),
    'plan of every right but marketing': planForm(
      d,
      aCase()
        .forRights(
          'access',
          'rectification',
          'erasure',
          'restriction',
          'portability',
          'objection',
          'consent_withdrawal',
          'automated_decision',
        )
        .prepared()
        .inProgress(),
    ),
    approve: approveForm(d, on('awaiting approval')),
    reject: rejectForm(d, on('awaiting approval')),
    execute: executeForm(d, on('approved')),
    ...erasureForms(d),
    respond: respondForm(d, on('executed')),
    'view reason': viewReasonForm(d, on('received')),
    grant: grantForm(d),
    settings: settingsForm(d, { ...unset, accounts: ['slack'] }),
    'settings on both platforms': settingsForm(d, {
      language: 'nb',
      platform: 'teams',
      digestHour: 14,
      via: 'mention',
      accounts: ['slack', 'teams'],
    }),
    contacts: contactsForm(d, { deputy: null, generalManager: 'U0PER' }),
    'hold on a case': holdForm(d, on('received').reference, asLocalDate('2026-06-07')),
    'hold on systems': holdForm(d, null, asLocalDate('2026-06-07')),
    'hold kept': holdReviewForm(d, holdRef(7), asLocalDate('2026-06-07')),
    ...exceptionForms(d),
    restrict: restrictForm(d, on('received').reference),
    'lifting announced': liftNoticeForm(
      d,
      on('received').reference,
      '0f8fad5b-d9cb-469f-a165-70867728950e',
      asLocalDate('2026-03-16'),
    ),
  }
}
