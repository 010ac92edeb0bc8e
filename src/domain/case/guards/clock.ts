import type { DateTime } from 'luxon'
import { deadlines, isOverdue, type Deadlines } from '../../time/deadlines.js'
import {
  extensionWordsMin,
  isExtensionDate,
  isExtensionReason,
  mayExtendRight,
} from '../../time/extension.js'
import { isAskedInTime, suspendedDays } from '../../time/suspension.js'
import { localDate } from '../../time/calendar.js'
import { refuse } from '../../refusals.js'
import type { Act } from '../decision.js'
import { missingElements } from '../letters.js'
import { openItems } from '../plan.js'
import { askedAt } from '../suspending.js'
import type { RightsRequest } from '../types.js'
import { outside, type Guard } from './guard.js'

type Extend = Guard<Act<'deadline.extend'>>
type ExtensionSent = Guard<Act<'deadline.extension_sent'>>
type Suspend = Guard<Act<'clock.suspend'>>

const datesOf = (found: RightsRequest, at: DateTime): Deadlines =>
  deadlines(found.receivedAt, suspendedDays(found.pauses, at))

/** §2.5: once per case. */
export const notYetExtended: Extend = ({ found }) =>
  found.extension === null ? null : refuse('E_EXT_ALREADY', { newDue: found.extension.newDue })

/** Art. 12(3): within one month of receipt, whatever the notice promises. */
export const extendedInTime: Extend = ({ found, at }) => {
  const { extensionNoticeBy } = datesOf(found, at)
  return isOverdue(extensionNoticeBy, at) ? refuse('E_EXT_AFTER_DEADLINE', { extensionNoticeBy }) : null
}

/** C3: an allowed reason, and words that name the concrete complexity or number. */
export const extensionReasoned: Extend = ({ input }) => {
  if (!isExtensionReason(input.reason)) return refuse('E_EXT_REASON', {}, 'reason')
  const isNamed = input.hasReason && input.reasonLength >= extensionWordsMin
  return isNamed ? null : refuse('E_EXT_REASON', { characters: extensionWordsMin }, 'words')
}

/** The rights covered are listed, asked for, not yet answered, and such as can wait (§2.5). */
export const rightsExtendable: Extend = ({ found, input }) => {
  const open = openItems(found.items).map((item) => item.right)
  const wrong = input.rights.filter((right) => !open.includes(right) || !mayExtendRight(right))
  return wrong.length > 0 || input.rights.length === 0
    ? refuse('E_EXT_RIGHT', { rights: wrong }, 'rights')
    : null
}

export const extensionDateFits: Extend = ({ found, input, at }) => {
  const dates = datesOf(found, at)
  const { effectiveDue, extendedDue } = dates
  return isExtensionDate(input.newDue, dates)
    ? null
    : refuse('E_EXT_DATE', { effectiveDue, extendedDue }, 'newDue')
}

/** The notice needs a decision, and goes out once. */
export const extensionDecided: ExtensionSent = ({ found: { extension } }) => {
  if (extension === null) return refuse('E_EXT_NOT_DECIDED')
  return extension.noticeSentAt === null ? null : refuse('E_ALREADY_DONE')
}

export const noticeSentAtKnown: ExtensionSent = ({ found, input, at }) =>
  outside(input.sentAt, found.extension?.decidedAt ?? found.receivedAt, at, 'sentAt')

/** Effective only when sent before the end of `statutoryDue` (§2.5). */
export const noticeInTime: ExtensionSent = ({ found, input }) => {
  const { extensionNoticeBy } = datesOf(found, input.sentAt)
  return isOverdue(extensionNoticeBy, input.sentAt)
    ? refuse('E_EXT_AFTER_DEADLINE', { extensionNoticeBy })
    : null
}

export const extensionLetterComplete: ExtensionSent = ({ input }) => {
  const missing = missingElements('LET-EXT', input.elements)
  return missing.length === 0
    ? null
    : refuse('E_LETTER_INCOMPLETE', { letter: 'LET-EXT', missing }, 'elements')
}

/** U1, U3: only a waiting question about identity or a large volume, never a slow customer or colleague. */
export const suspensionGrounded: Suspend = ({ found, input }) =>
  askedAt(found, input.ground) === null ? refuse('E_SUSPEND_GROUND', {}, 'ground') : null

/** U4: pauses do not overlap. */
export const noPauseThere: Suspend = ({ found, input }) => {
  const asked = askedAt(found, input.ground)
  const overlaps = found.pauses.some(
    (pause) => pause.answeredAt === null || (asked !== null && asked < pause.answeredAt),
  )
  return overlaps ? refuse('E_SUSPEND_OPEN') : null
}

/** U3: asked without undue delay, or a manager says why it stops the clock all the same. */
export const askedInTime: Suspend = ({ found, input }) => {
  const asked = askedAt(found, input.ground)
  if (asked === null || input.hasReason || isAskedInTime(found.receivedAt, asked)) return null
  return refuse('E_SUSPEND_LATE_QUESTION', { askedOn: localDate(asked) }, 'reason')
}

type Resume = Guard<Act<'clock.resume'>>

export const clockStands: Resume = ({ found }) =>
  found.pauses.some((pause) => pause.answeredAt === null) ? null : refuse('E_ALREADY_DONE')

export const resumedAfterQuestion: Resume = ({ found, input, at }) => {
  const open = found.pauses.find((pause) => pause.answeredAt === null)
  return outside(input.answeredAt, open?.askedAt ?? found.receivedAt, at, 'answeredAt')
}
