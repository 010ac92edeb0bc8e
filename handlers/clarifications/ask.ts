import { z } from 'zod'
import type { RightsRequest } from '../../src/domain/case/types.js'
import { clarificationForm } from '../../src/views/forms/clarification.js'
import { caseChoice, choice } from '../case-act.js'
import type { Context } from '../context.js'
import { answerInput, answerInstant, FreeText, Ticked, type Answered } from '../requests/input.js'
import { sealText } from '../sealed-text.js'

interface Filled extends Answered {
  readonly question?: string | undefined
  readonly largeVolume: boolean
}

/** Support asks the person what is meant, records the answer, or goes on without one (T06, T07). */
export const askClarification = caseChoice({
  fields: {
    act: z.enum(['ask', 'answered', 'proceed']),
    question: FreeText.optional(),
    largeVolume: Ticked,
    ...answerInput,
  },
  form: ({ context, found }) => clarificationForm(context.draw, found),
  acts: {
    ask: choice({
      command: 'clarification.ask',
      async input(context: Context, { question, largeVolume }: Filled, { reference }) {
        return { ...(await sealText(context, reference, 'question', question)), isLargeVolume: largeVolume }
      },
    }),
    answered: choice({
      command: 'clarification.record',
      input: ({ now }: Context, given: Filled, { clarification }: RightsRequest) => ({
        answeredAt: answerInstant(given, now, clarification?.askedAt),
      }),
    }),
    proceed: choice({ command: 'clarification.proceed', input: (_context: Context, _given: Filled) => ({}) }),
  },
})
