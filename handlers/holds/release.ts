import { z } from 'zod'
import { lockHold, saveHold } from '../../db/holds.js'
import { holdRoles, releaseHold } from '../../src/domain/case/holds.js'
import { refuse } from '../../src/domain/refusals.js'
import { handler } from '../context.js'
import { HoldReference } from './input.js'
import { keepDecision } from './keep.js'
import { showHolds } from './list.js'
import { refusalOfOwn } from './own.js'

/** One manager proposes to release a hold, another one releases it (T24, four-eyes). `extra` is the hold. */
export const releaseLegalHold = handler({
  access: holdRoles,
  effect: 'write',
  input: z.object({ extra: HoldReference }),
  async run(context, { extra }) {
    const { tx, actor, now } = context
    const hold = await lockHold(tx, extra)
    if (!hold) return refuse('E_INPUT')
    const decided = (await refusalOfOwn(context, hold)) ?? releaseHold(hold, actor, now)
    if (!decided.ok) return decided
    await saveHold(tx, decided.next)
    await keepDecision(context, decided)
    return showHolds(context, 'replace')
  },
})
