import { z } from 'zod'
import { identityMethods, type IdentityMethod } from '../../src/domain/case/types.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import { identityForm } from '../../src/views/forms/identity.js'
import { caseChoice, choice } from '../case-act.js'
import type { Context } from '../context.js'
import { answerInput, answerInstant, FreeText, type Answered } from '../requests/input.js'
import { sealText } from '../sealed-text.js'
import type { RightsRequest } from '../../src/domain/case/types.js'

interface Filled extends Answered {
  readonly method?: IdentityMethod | undefined
  readonly note?: string | undefined
}

/** Support decides whether identity is in doubt, asks, and records the result; no document is kept (T03, T04, C7). */
export const checkIdentity = caseChoice({
  fields: {
    act: z.enum(['ask', 'waive', 'verified', 'failed']),
    method: z.enum(identityMethods).optional(),
    note: FreeText.optional(),
    ...answerInput,
  },
  form: ({ context, found }) => identityForm(context.draw, found),
  acts: {
    ask: choice({
      command: 'identity.request',
      async input(context: Context, { method, note }: Filled, { reference }) {
        return withMethod(method, async (chosen) => ({
          ...(await sealText(context, reference, 'doubt', note)),
          method: chosen,
        }))
      },
    }),
    waive: choice({
      command: 'identity.waive',
      input: (context: Context, { note }: Filled, { reference }) =>
        sealText(context, reference, 'reason', note),
    }),
    verified: record('verified'),
    failed: record('failed'),
  },
})

function record(result: 'verified' | 'failed') {
  return choice({
    command: 'identity.record',
    input: ({ now }: Context, { method, ...given }: Filled, { identity }: RightsRequest) =>
      withMethod(method ?? identity.method ?? undefined, (chosen) =>
        Promise.resolve({ result, method: chosen, answeredAt: answerInstant(given, now, identity.askedAt) }),
      ),
  })
}

/** The method says how the person can show, or showed, who they are; without one nothing is recorded. */
function withMethod<T>(
  method: IdentityMethod | undefined,
  make: (method: IdentityMethod) => Promise<T>,
): Promise<T | Refusal> {
  return method ? make(method) : Promise.resolve(refuse('E_INPUT', {}, 'method'))
}
