import { findCases } from '../../db/cases.js'
import type { Hold } from '../../src/domain/case/holds.js'
import { isAboutSelf } from '../../src/domain/people/policy.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import type { ReadContext } from '../context.js'

/** A hold on the person of a case is none of that person's business at work (§3.2, §5.7). */
export async function refusalOfOwn({ tx, actor }: ReadContext, { scope }: Hold): Promise<Refusal | null> {
  const cases = await findCases(tx, scope.references)
  return cases.some((found) => isAboutSelf(found, actor)) ? refuse('E_SELF_SUBJECT') : null
}
