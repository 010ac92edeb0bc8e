import { z } from 'zod'
import { holdRoles, releaseHold } from '../../src/domain/case/holds.js'
import { handler } from '../context.js'
import { changeHold } from './change.js'
import { HoldReference } from './input.js'

/** One manager proposes to release a hold, another one releases it (T24, four-eyes). `extra` is the hold. */
export const releaseLegalHold = handler({
  access: holdRoles,
  effect: 'write',
  input: z.object({ extra: HoldReference }),
  run: (context, { extra }) => {
    const { actor, now } = context
    return changeHold(context, extra, (hold) => releaseHold(hold, actor, now), 'replace')
  },
})
