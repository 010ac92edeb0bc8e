import { z } from 'zod'
import { lockRestriction, saveRestriction } from '../../db/restrictions.js'
import { letterElements } from '../../src/domain/case/letters.js'
import { earliestLift, restrictionRoles, sendLiftNotice } from '../../src/domain/case/restrictions.js'
import { refuse } from '../../src/domain/refusals.js'
import { liftNoticeForm } from '../../src/views/forms/restriction.js'
import { handler, isRefusal } from '../context.js'
import { keepDecision } from '../holds/keep.js'
import { findVisible } from '../requests/find.js'
import { CaseReference, choicesOf, CivilDate, instantOf, Ticked } from '../requests/input.js'
import { showRestrictions } from './list.js'

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
  async run(context, { reference, extra, sentOn, ...input }) {
    const { tx, actor, now } = context
    const visible = await findVisible(context, reference)
    if (isRefusal(visible)) return visible
    const found = await lockRestriction(tx, extra)
    if (!found) return refuse('E_INPUT')
    const sentAt = instantOf(sentOn, undefined, now, found.appliedAt)
    const decided = sendLiftNotice(found, actor, { ...input, sentAt }, now)
    if (!decided.ok) return decided
    await saveRestriction(tx, decided.next)
    await keepDecision(context, decided)
    return showRestrictions(context, reference, 'private')
  },
})
