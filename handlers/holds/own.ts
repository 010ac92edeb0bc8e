import { findCases } from '../../db/cases.js'
import type { Hold } from '../../src/domain/case/holds.js'
import { isAboutSelf } from '../../src/domain/people/policy.js'
import type { ReadContext } from '../context.js'

/** The holds without those on the reader as a data subject: these are none of their business at work (§3.2, §5.7). */
export async function withoutOwn(
  { tx, actor }: ReadContext,
  holds: readonly Hold[],
): Promise<readonly Hold[]> {
  const named = new Set(holds.flatMap(({ scope }) => scope.references))
  const cases = await findCases(tx, [...named])
  const own = new Set(cases.filter((found) => isAboutSelf(found, actor)).map(({ reference }) => reference))
  return holds.filter(({ scope }) => !scope.references.some((reference) => own.has(reference)))
}
