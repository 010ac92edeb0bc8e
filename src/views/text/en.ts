import { accountLinks } from './en/account-links.js'
import { alerts } from './en/alerts.js'
import { buttons } from './en/buttons.js'
import { cards } from './en/cards.js'
import { clock } from './en/clock.js'
import { codes } from './en/codes.js'
import { digest } from './en/digest.js'
import { done } from './en/done.js'
import { erasure } from './en/erasure.js'
import { erasureRun } from './en/erasure-run.js'
import { events } from './en/events.js'
import { exceptions } from './en/exceptions.js'
import { forms } from './en/forms.js'
import { holds } from './en/holds.js'
import { letters } from './en/letters.js'
import { reminders } from './en/reminders.js'
import { onCall } from './en/on-call.js'
import { refusals } from './en/refusals.js'
import { settings } from './en/settings.js'
import { sweep } from './en/sweep.js'
import { sweepActs } from './en/sweep-acts.js'
import { teams } from './en/teams.js'
import { steps } from './en/steps.js'

/** Every word people read in English. Values stand in double braces; plural forms end in `_zero`, `_one`, `_other`. */
export const en = {
  ...accountLinks,
  ...alerts,
  ...buttons,
  ...cards,
  ...clock,
  ...codes,
  ...digest,
  ...done,
  ...erasure,
  ...erasureRun,
  ...events,
  ...exceptions,
  ...forms,
  ...holds,
  ...letters,
  ...reminders,
  ...onCall,
  ...refusals,
  ...settings,
  ...sweep,
  ...sweepActs,
  ...teams,
  ...steps,
}
