import { z } from 'zod'
import { letterElements } from '../../src/domain/case/letters.js'
import {
  earliestLift,
  restrictionRoles,
  sendLiftNotice,
  type Restriction,
} from '../../src/domain/case/restrictions.js'
import { liftNoticeForm } from '../../src/views/forms/restriction.js'
import { handler, isRefusal } from '../context.js'
import { findVisible } from '../requests/find.js'
import { CaseReference, choicesOf, CivilDate, instantOf, Ticked } from '../requests/input.js'
import { changeRestriction } from './change.js'

/** The person was told that the restriction will be lifted, and when (T25, Art. 18(3)). `extra` is the restriction. */
export const recordLiftNotice = handler({
  access: restrictionRoles.notice,
  effect: 'write',
  input: z.object({
    reference: CaseReference,
    extra: z.uuid(),
    sentOn: CivilDate,
    liftOn: CivilDate,
    elements: choicesOf(letterElements),
    isAskedByPerson: Ticked,
  }),
  async form(context, given) {
    const visible = await findVisible(context, CaseReference.parse(given['reference']))
    if (isRefusal(visible)) return visible
    return liftNoticeForm(
      context.draw,
      visible.found.reference,
      z.uuid().parse(given['extra']),
      earliestLift(context.now),
    )
  },
  run(context, { sentOn, ...given }) {
    const { actor, now } = context
    const decide = (found: Restriction) => {
      const sentAt = instantOf(sentOn, undefined, now, found.appliedAt)
      return sendLiftNotice(found, actor, { ...given, sentAt }, now)
    }
    return changeRestriction(context, given, decide, 'private')
  },
})
