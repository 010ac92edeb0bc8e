import { z } from 'zod'
import { liftRestriction, restrictionRoles } from '../../src/domain/case/restrictions.js'
import { handler } from '../context.js'
import { CaseReference } from '../requests/input.js'
import { changeRestriction } from './change.js'

/** A manager lifts a restriction whose person was told, from the announced day on (T25). `extra` is the restriction. */
export const liftProcessing = handler({
  access: restrictionRoles.lift,
  effect: 'write',
  input: z.object({ reference: CaseReference, extra: z.uuid() }),
  run: (context, given) =>
    changeRestriction(
      context,
      given,
      (found) => liftRestriction(found, context.actor, context.now),
      'replace',
    ),
})
