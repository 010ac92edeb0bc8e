import { z } from 'zod'
import { listActiveRestrictions } from '../../db/restrictions.js'
import { sameSubjectCases } from '../../db/subjects.js'
import { restrictionRoles } from '../../src/domain/case/restrictions.js'
import type { Reference } from '../../src/domain/case/types.js'
import { actingRole, readingCommands } from '../../src/domain/people/policy.js'
import { restrictionList } from '../../src/views/restrictions.js'
import { handler, isRefusal, type ReadContext } from '../context.js'
import { findVisible } from '../requests/find.js'
import { CaseReference } from '../requests/input.js'

/** Restrictions on the data of the person of a case, from this case and their others. */
export const listRestrictions = handler({
  access: readingCommands['restriction.list'],
  effect: 'read',
  input: z.object({ reference: CaseReference }),
  async run(context, { reference }) {
    const visible = await findVisible(context, reference)
    return isRefusal(visible) ? visible : showRestrictions(context, reference, 'private')
  },
})

/** The restrictions as they stand now. */
export async function showRestrictions(
  { tx, draw, actor }: ReadContext,
  reference: Reference,
  kind: 'private' | 'replace',
) {
  const references = [reference, ...(await sameSubjectCases(tx, reference))]
  const may = {
    apply: actingRole(actor, restrictionRoles.apply) !== null,
    lift: actingRole(actor, restrictionRoles.lift) !== null,
  }
  const found = await listActiveRestrictions(tx, references)
  return { kind, view: restrictionList(draw, reference, found, may) } as const
}
