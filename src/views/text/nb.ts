import { accountLinks } from './nb/account-links.js'
import { alerts } from './nb/alerts.js'
import { buttons } from './nb/buttons.js'
import { cards } from './nb/cards.js'
import { clock } from './nb/clock.js'
import { codes } from './nb/codes.js'
import { digest } from './nb/digest.js'
import { done } from './nb/done.js'
import { erasure } from './nb/erasure.js'
import { erasureRun } from './nb/erasure-run.js'
import { events } from './nb/events.js'
import { exceptions } from './nb/exceptions.js'
import { forms } from './nb/forms.js'
import { holds } from './nb/holds.js'
import { letters } from './nb/letters.js'
import { reminders } from './nb/reminders.js'
import { onCall } from './nb/on-call.js'
import { refusals } from './nb/refusals.js'
import { settings } from './nb/settings.js'
import { sweep } from './nb/sweep.js'
import { sweepActs } from './nb/sweep-acts.js'
import { teams } from './nb/teams.js'
import { steps } from './nb/steps.js'
import type { en } from './en.js'
import type { Words } from './words.js'

/** Alt folk leser på norsk bokmål, under de samme nøklene som på engelsk. */
export const nb: Words<typeof en> = {
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
