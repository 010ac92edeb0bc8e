import { z } from 'zod'
import { lockCase } from '../../db/cases.js'
import { listEventsOf } from '../../db/events.js'
import { isTickable, mayTick, stepsOf } from '../../src/domain/case/checklist.js'
import type { RightsRequest } from '../../src/domain/case/types.js'
import { refuse } from '../../src/domain/refusals.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { stepsForm } from '../../src/views/forms/steps.js'
import { act, type Acted } from '../act.js'
import { openForm, showActed } from '../case-act.js'
import { handler, isRefusal, type Context } from '../context.js'
import { CaseReference } from '../requests/input.js'
import { rolesFor } from '../../src/domain/case/transitions.js'

/** The form has one group of boxes for each checklist, named `steps_…`; an empty group is not sent at all. */
const Input = z.looseObject({ reference: CaseReference }).transform(({ reference, ...rest }) => ({
  reference,
  ticked: Object.entries(rest)
    .filter(([name]) => name.startsWith('steps_'))
    .flatMap(([, codes]) => z.array(z.string()).catch([]).parse(codes)),
}))

/** People tick the steps of a case that they have done; a step ticked by mistake is taken back (§1.4–1.11). */
export const tickSteps = handler({
  access: rolesFor('step.tick'),
  effect: 'write',
  input: Input,
  form: openForm(['step.tick'], ({ context, found }) => stepsForm(context.draw, found, context.actor)),
  async run(context, { reference, ticked }, { version }) {
    const found = await lockCase(context.tx, reference)
    if (!found) return refuse('E_UNKNOWN_CASE', { reference })
    let acted: Acted = { ok: true, next: found, dates: caseDates(found, context.now) }
    const meanwhile = await changedSince(context, found, version ?? found.version)
    for (const { command, code } of changes(context, found, ticked)) {
      // Boxes are independent of each other: who ticks one does not undo what somebody else ticked meanwhile.
      if (meanwhile.has(code)) continue
      const one = await act(context, command, reference, { by: 'form' }, () => ({ code }))
      if (isRefusal(one)) return one
      acted = one
    }
    return showActed(context, 'step.tick', acted)
  },
})

/** Steps that were ticked or opened again after the form was drawn: its boxes do not show them as they are. */
async function changedSince(
  { tx }: Context,
  { reference, version: current }: RightsRequest,
  version: number,
): Promise<ReadonlySet<unknown>> {
  if (version === current) return new Set()
  const events = await listEventsOf(tx, reference)
  const later = events.filter(
    ({ type, fields }) => type.startsWith('step.') && Number(fields['version']) > version,
  )
  return new Set(later.map(({ fields }) => fields['code']))
}

/** What the boxes change, among the steps that this person may tick. */
function changes({ actor }: Context, found: RightsRequest, ticked: readonly string[]) {
  const before = new Set(found.ticks.map(({ code }) => code))
  return stepsOf(found)
    .filter((step) => mayTick(step, actor) && (before.has(step.code) || isTickable(step, found, actor)))
    .filter(({ code }) => before.has(code) !== ticked.includes(code))
    .map(({ code }) => ({
      code,
      command: before.has(code) ? ('step.untick' as const) : ('step.tick' as const),
    }))
}
