import { z } from 'zod'
import { lockRestriction, saveRestriction } from '../../db/restrictions.js'
import { liftRestriction, restrictionRoles } from '../../src/domain/case/restrictions.js'
import { refuse } from '../../src/domain/refusals.js'
import { handler, isRefusal } from '../context.js'
import { keepDecision } from '../holds/keep.js'
import { findVisible } from '../requests/find.js'
import { CaseReference } from '../requests/input.js'
import { showRestrictions } from './list.js'

/** A manager lifts a restriction whose person was told, from the announced day on (T25). `extra` is the restriction. */
export const liftProcessing = handler({
  access: restrictionRoles.lift,
  effect: 'write',
  input: z.object({ reference: CaseReference, extra: z.uuid() }),
  async run(context, { reference, extra }) {
    const { tx, actor, now } = context
    const visible = await findVisible(context, reference)
    if (isRefusal(visible)) return visible
    const found = await lockRestriction(tx, extra)
    if (!found) return refuse('E_INPUT')
    const decided = liftRestriction(found, actor, now)
    if (!decided.ok) return decided
    await saveRestriction(tx, decided.next)
    await keepDecision(context, decided)
    return showRestrictions(context, reference, 'replace')
  },
})
