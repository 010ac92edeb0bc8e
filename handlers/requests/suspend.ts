import { z } from 'zod'
import { groundsToSuspend } from '../../src/domain/case/suspending.js'
import { refuse } from '../../src/domain/refusals.js'
import { suspendForm } from '../../src/views/forms/suspend.js'
import { caseAct } from '../case-act.js'
import { sealText } from '../sealed-text.js'
import { FreeText } from './input.js'

/** A manager confirms that the clock stands still while the person's answer is awaited (T22, rules U1–U3). */
export const suspendClock = caseAct({
  command: 'clock.suspend',
  fields: { ground: z.string(), overrideReason: FreeText.optional() },
  form: ({ context, found }) =>
    groundsToSuspend(found).length === 0 ? refuse('E_SUSPEND_GROUND') : suspendForm(context.draw, found),
  async input(context, { ground, overrideReason }, { reference }) {
    return { ...(await sealText(context, reference, 'reason', overrideReason)), ground }
  },
})
