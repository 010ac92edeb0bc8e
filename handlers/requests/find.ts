import { findCase } from '../../db/cases.js'
import type { Reference, RightsRequest } from '../../src/domain/case/types.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import type { ReadContext } from '../context.js'

/** The case to show. One about the reader themself is hidden from them as if it did not exist (§5.7). */
export async function findVisible(
  { tx, actor }: ReadContext,
  reference: Reference,
): Promise<{ ok: true; found: RightsRequest } | Refusal> {
  const found = await findCase(tx, reference)
  return found && found.subjectPerson !== actor.id
    ? { ok: true, found }
    : refuse('E_UNKNOWN_CASE', { reference })
}
