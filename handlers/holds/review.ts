import { z } from 'zod'
import { lockHold, saveHold } from '../../db/holds.js'
import { holdRoles, latestReview, reviewHold } from '../../src/domain/case/holds.js'
import { refuse } from '../../src/domain/refusals.js'
import { holdReviewForm } from '../../src/views/forms/hold.js'
import { handler } from '../context.js'
import { CivilDate } from '../requests/input.js'
import { HoldReference } from './input.js'
import { keepDecision } from './keep.js'
import { showHolds } from './list.js'
import { refusalOfOwn } from './own.js'

/** A manager keeps a hold after a look at it, until the next one (§4.7). `extra` is the hold. */
export const reviewLegalHold = handler({
  access: holdRoles,
  effect: 'write',
  input: z.object({ extra: HoldReference, reviewBy: CivilDate }),
  form: ({ draw, now }, { extra }) =>
    Promise.resolve(holdReviewForm(draw, HoldReference.parse(extra), latestReview(now))),
  async run(context, { extra, reviewBy }) {
    const { tx, actor, now } = context
    const hold = await lockHold(tx, extra)
    if (!hold) return refuse('E_INPUT')
    const decided = (await refusalOfOwn(context, hold)) ?? reviewHold(hold, actor, { reviewBy }, now)
    if (!decided.ok) return decided
    await saveHold(tx, decided.next)
    await keepDecision(context, decided)
    return showHolds(context, 'private')
  },
})
