import { z } from 'zod'
import { holdRoles, latestReview, reviewHold } from '../../src/domain/case/holds.js'
import { holdReviewForm } from '../../src/views/forms/hold.js'
import { handler } from '../context.js'
import { CivilDate } from '../requests/input.js'
import { changeHold } from './change.js'
import { HoldReference } from './input.js'

/** A manager keeps a hold after a look at it, until the next one (§4.7). `extra` is the hold. */
export const reviewLegalHold = handler({
  access: holdRoles,
  effect: 'write',
  input: z.object({ extra: HoldReference, reviewBy: CivilDate }),
  form: ({ draw, now }, { extra }) =>
    Promise.resolve(holdReviewForm(draw, HoldReference.parse(extra), latestReview(now))),
  run: (context, { extra, reviewBy }) => {
    const { actor, now } = context
    return changeHold(context, extra, (hold) => reviewHold(hold, actor, { reviewBy }, now), 'private')
  },
})
