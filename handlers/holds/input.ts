import { z } from 'zod'
import type { HoldRef } from '../../src/domain/case/hold-ref.js'

/** Names of systems or categories as the data map has them, with commas between; none given means every one. */
export const Names = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  )
  .pipe(z.array(z.string().regex(/^[a-z][a-z0-9_.-]{0,39}$/u, 'E_INPUT')).max(20, 'E_INPUT'))

/** The reference of a hold, as its buttons and forms carry it. */
export const HoldReference = z
  .string()
  .regex(/^LH-\d{4,9}$/u)
  .transform((text) => text as HoldRef)
