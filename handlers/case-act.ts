import { z } from 'zod'
import type { Form } from '../src/chat/form.js'
import type { Text } from '../src/chat/view.js'
import type { CaseCommand } from '../src/domain/case/commands.js'
import { refusalToTry } from '../src/domain/case/decide.js'
import { rolesFor } from '../src/domain/case/transitions.js'
import type { Reference, RightsRequest } from '../src/domain/case/types.js'
import type { Refusal } from '../src/domain/refusals.js'
import { caseCard } from '../src/views/case-card.js'
import { done } from '../src/views/done.js'
import { act, refuseLate, type Acted, type MakeInput } from './act.js'
import {
  handler,
  isRefusal,
  type Call,
  type Context,
  type Given,
  type Handler,
  type ReadContext,
} from './context.js'
import { findVisible } from './requests/find.js'
import { CaseReference } from './requests/input.js'

type Shape = Readonly<Record<string, z.ZodType>>
type Fields<S extends Shape> = z.infer<z.ZodObject<S>> & { readonly reference: Reference }

/** What a form needs of the moment it is opened in. */
export interface Opening {
  readonly context: ReadContext
  readonly found: RightsRequest
  readonly given: Given
}

/** The form to fill first; null when what was typed is enough; a refusal when there is nothing to fill in. */
type MakeForm = (opening: Opening) => Form | Refusal | null | Promise<Form | Refusal | null>

interface CaseAct<N extends CaseCommand, S extends Shape> {
  readonly command: N
  readonly fields: S
  /** Absent: the command needs no more than the case. */
  readonly form?: MakeForm
  readonly input: (context: Context, fields: Fields<S>, found: RightsRequest) => ReturnType<MakeInput<N>>
  /** What follows in the same transaction, once the case is saved; what it gives is said above the case. */
  readonly after?: (context: Context, fields: Fields<S>, acted: Acted) => Promise<void | Text<'Z1'> | null>
}

/** A handler that gives one command on one case, and then shows the case as it stands. */
export function caseAct<N extends CaseCommand, S extends Shape>({
  command,
  fields,
  form,
  input,
  after,
}: CaseAct<N, S>): Handler {
  return handler({
    access: rolesFor(command),
    effect: 'write',
    input: z.object({ ...fields, reference: CaseReference }),
    ...(form ? { form: openForm([command], form) } : {}),
    async run(context, given, call) {
      const filled = given as Fields<S>
      const acted = await act(context, command, filled.reference, call, (found) =>
        input(context, filled, found),
      )
      if (isRefusal(acted)) return acted
      const note = await after?.(context, filled, acted)
      return showActed(context, command, acted, note ?? undefined)
    },
  })
}

interface Choice<N extends CaseCommand, F> {
  readonly command: N
  readonly input: (context: Context, fields: F, found: RightsRequest) => ReturnType<MakeInput<N>>
}

/** One way to go on, with its type kept between command and input. */
export const choice = <N extends CaseCommand, F>(made: Choice<N, F>) =>
  made as unknown as Choice<CaseCommand, F>

/** A handler whose form asks which of several commands is meant, in the field `act`. */
export function caseChoice<S extends Shape & { readonly act: z.ZodType<string> }>({
  fields,
  form,
  acts,
}: {
  readonly fields: S
  readonly form: (opening: Opening) => Form
  readonly acts: Readonly<Record<string, Choice<CaseCommand, Fields<S>>>>
}): Handler {
  const commands = [...new Set(Object.values(acts).map(({ command }) => command))]
  return handler({
    access: [...new Set(commands.flatMap(rolesFor))],
    effect: 'write',
    input: z.object({ ...fields, reference: CaseReference }),
    form: openForm(commands, form),
    async run(context, given, call) {
      const filled = given as Fields<S>
      const chosen = acts[String((given as { readonly act: unknown }).act)]!
      const acted = await act(context, chosen.command, filled.reference, call, (found) =>
        chosen.input(context, filled, found),
      )
      return isRefusal(acted) ? acted : showActed(context, chosen.command, acted)
    },
  })
}

/** Opens a form about a case, unless each of its commands would be refused whatever is filled in. */
export function openForm(commands: readonly CaseCommand[], form: MakeForm) {
  return async (context: ReadContext, given: Given, call: Call): Promise<Form | Refusal | null> => {
    const reference = CaseReference.safeParse(given['reference'])
    // What was typed is no reference: `run` says so.
    if (!reference.success) return null
    const visible = await findVisible(context, reference.data)
    if (isRefusal(visible)) return visible
    const { found } = visible
    const late = await refuseLate(context, found, commands, call)
    const refused = commands.map((command) => refusalToTry(command, found, context.actor))
    return late ?? (refused.every((one) => one !== null) ? refused[0]! : form({ context, found, given }))
  }
}

/** What the person who acted sees: that it is done, and the case with what can be done next. */
export function showActed(
  { draw, actor }: Context,
  command: string,
  { next, dates }: Acted,
  note?: Text<'Z1'>,
) {
  const drawn = caseCard(draw, next, dates, { for: 'person', actor })
  const warning = note ? [{ kind: 'text', text: note, tone: 'warning' } as const] : []
  const card = { ...drawn, blocks: [...warning, ...drawn.blocks] }
  return { kind: 'private', view: done(draw, command, { reference: next.reference }, card) } as const
}
