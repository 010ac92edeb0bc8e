import { z } from 'zod'
import type { ExceptionRef } from '../../src/domain/retention/exception-ref.js'

/** The reference of an exception, as its buttons and forms carry it. */
export const ExceptionReference = z
  .string()
  .regex(/^EX-\d{4,9}$/u)
  .transform((text) => text as ExceptionRef)
