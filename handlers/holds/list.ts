import { z } from 'zod'
import { listActiveHolds } from '../../db/holds.js'
import { holdRoles } from '../../src/domain/case/holds.js'
import { actingRole, readingCommands } from '../../src/domain/people/policy.js'
import { holdList } from '../../src/views/holds.js'
import { handler, type ReadContext } from '../context.js'
import { withoutOwn } from './own.js'

/** Whoever may see case metadata sees the legal holds in force; managers with the buttons to decide on them. */
export const listHolds = handler({
  access: readingCommands['hold.list'],
  effect: 'read',
  input: z.object({}),
  run: (context) => showHolds(context, 'private'),
})

/** The holds as they stand now, without any on the reader themself. */
export async function showHolds(context: ReadContext, kind: 'private' | 'replace') {
  const { tx, draw, actor } = context
  const shown = await withoutOwn(context, await listActiveHolds(tx))
  return { kind, view: holdList(draw, shown, actingRole(actor, holdRoles) !== null) } as const
}
