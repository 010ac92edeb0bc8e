import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { insertRestriction } from '../../db/restrictions.js'
import { applyRestriction, restrictionGrounds, restrictionRoles } from '../../src/domain/case/restrictions.js'
import { restrictForm } from '../../src/views/forms/restriction.js'
import { handler, isRefusal } from '../context.js'
import { keepDecision } from '../holds/keep.js'
import { Names } from '../holds/input.js'
import { findVisible } from '../requests/find.js'
import { CaseReference } from '../requests/input.js'
import { showRestrictions } from './list.js'

/** Support restricts the processing of a person's data, at once (T25, Art. 18). Nothing named means all of it. */
export const restrictProcessing = handler({
  access: restrictionRoles.apply,
  effect: 'write',
  input: z.object({
    reference: CaseReference,
    ground: z.enum(restrictionGrounds),
    systems: Names,
    categories: Names,
  }),
  async form(context, given) {
    const visible = await findVisible(context, CaseReference.parse(given['reference']))
    return isRefusal(visible) ? visible : restrictForm(context.draw, visible.found.reference)
  },
  async run(context, { reference, ground, systems, categories }) {
    const visible = await findVisible(context, reference)
    if (isRefusal(visible)) return visible
    const places = systems.length + categories.length === 0 ? ['all'] : systems
    const input = { id: randomUUID(), reference, ground, systems: places, categories }
    const decided = applyRestriction(input, context.actor, context.now)
    if (!decided.ok) return decided
    await insertRestriction(context.tx, decided.next)
    await keepDecision(context, decided)
    return showRestrictions(context, reference, 'private')
  },
})
