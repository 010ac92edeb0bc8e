import { z } from 'zod'
import { confirmRenewal, renewalRoles } from '../../src/domain/retention/exceptions.js'
import { handler } from '../context.js'
import { CivilDate } from '../requests/input.js'
import { changeException } from './change.js'
import { ExceptionReference } from './input.js'

/** `EX-0001:2027-03-01`: the exception, and the day until which the button said that it would be renewed. */
const Shown = z
  .string()
  .transform((text) => text.split(':'))
  .pipe(z.tuple([ExceptionReference, CivilDate]))

/** A manager confirms the renewal of an exception that another person asked for (RET-ARCH, four-eyes). */
export const confirmArchiveException = handler({
  access: renewalRoles,
  effect: 'write',
  input: z.object({ extra: Shown }),
  run: (context, { extra: [ref, endsOn] }) =>
    changeException(context, ref, (exception) =>
      confirmRenewal(exception, context.actor, endsOn, context.now),
    ),
})
