import { lockRestriction, saveRestriction } from '../../db/restrictions.js'
import type { Restriction, RestrictionDecision } from '../../src/domain/case/restrictions.js'
import type { Reference } from '../../src/domain/case/types.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import { isRefusal, type Context } from '../context.js'
import { keepDecision } from '../holds/keep.js'
import { findVisible } from '../requests/find.js'
import { showRestrictions } from './list.js'

/** Decides on a restriction as it stands now, keeps what was decided with its event, and shows those of the case. */
export async function changeRestriction(
  context: Context,
  { reference, extra: id }: { readonly reference: Reference; readonly extra: string },
  decide: (found: Restriction) => RestrictionDecision | Refusal,
  show: 'private' | 'replace',
) {
  const visible = await findVisible(context, reference)
  if (isRefusal(visible)) return visible
  const found = await lockRestriction(context.tx, id)
  if (!found) return refuse('E_INPUT')
  const decided = decide(found)
  if (!decided.ok) return decided
  await saveRestriction(context.tx, decided.next)
  await keepDecision(context, decided)
  return showRestrictions(context, reference, show)
}
