import { z } from 'zod'
import { endException, exceptionRoles } from '../../src/domain/retention/exceptions.js'
import { handler } from '../context.js'
import { changeException } from './change.js'
import { ExceptionReference } from './input.js'

/** Support or a manager ends an exception before its day (RET-ARCH). `extra` is the exception. */
export const endArchiveException = handler({
  access: exceptionRoles,
  effect: 'write',
  input: z.object({ extra: ExceptionReference }),
  run: (context, { extra }) =>
    changeException(context, extra, (exception) => endException(exception, context.actor, context.now)),
})
