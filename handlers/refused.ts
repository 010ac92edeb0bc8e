import type { z } from 'zod'
import type { Reply } from '../src/chat/reply.js'
import { refusals, refuse, type Refusal, type RefusalCode } from '../src/domain/refusals.js'
import { refusalView, refusalWords } from '../src/views/refusal.js'
import type { Context, Given, Handler } from './context.js'
import type { Route } from './route.js'

/**
 * Checks what was given against what the handler takes. Messages of the schemas are refusal codes, so that
 * the words are made in one place and never repeat what was typed.
 */
export function readInput(made: Handler, given: Given): { value: unknown } | Refusal {
  const parsed = made.input.safeParse(given)
  if (parsed.success) return { value: parsed.data }
  const [first, ...rest] = parsed.error.issues.map(refusalOf)
  const others = rest.map(({ field, code }) => `${field}:${code}`)
  return { ...first!, facts: others.length > 0 ? { others } : {} }
}

function refusalOf({ path, message }: z.core.$ZodIssue): Refusal & { field: string } {
  const code = message in refusals ? (message as RefusalCode) : 'E_INPUT'
  return { ...refuse(code), field: String(path[0] ?? '') }
}

/**
 * Shows a refusal where the person typed: at the field of a form, else in a message that only they see. Of a form for
 * what is already done nothing is left to fill: who did it and when stands in its place.
 */
export function answerRefusal(
  { draw }: Pick<Context, 'draw'>,
  by: Route['call']['by'],
  refusal: Refusal,
): Reply {
  if (by !== 'form' || refusal.code === 'E_ALREADY_DONE')
    return by === 'home' || by === 'account'
      ? { kind: 'nothing' }
      : { kind: 'private', view: refusalView(draw, refusal), isRefusal: true }
  const others = Array.isArray(refusal.facts['others']) ? (refusal.facts['others'] as string[]) : []
  const rest = others.map((entry) => {
    const cut = entry.lastIndexOf(':')
    return [entry.slice(0, cut), refusalWords(draw, refuse(entry.slice(cut + 1) as RefusalCode))] as const
  })
  return {
    kind: 'fieldErrors',
    errors: { ...Object.fromEntries(rest), [refusal.field ?? '']: refusalWords(draw, refusal) },
  }
}

/** What a second delivery of the same act is answered: what came of the first, without doing it again. */
export function answerRepeat(
  context: Pick<Context, 'draw'>,
  by: Route['call']['by'],
  outcome: unknown,
): Reply {
  const code = (outcome as { code?: RefusalCode } | null)?.code
  return code && code in refusals ? answerRefusal(context, by, refuse(code)) : { kind: 'nothing' }
}
