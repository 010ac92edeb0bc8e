import { z } from 'zod'
import { findOutboundPii } from '../../src/domain/privacy/pii.js'
import type { HoldRef } from '../../src/domain/case/hold-ref.js'

/** A number or code of a matter in one word with a digit in it: a name does not fit. */
export const Matter = z
  .string()
  .trim()
  .regex(/^(?=.*\d)[\p{L}\p{N}][\p{L}\p{N}/._-]{1,39}$/u, 'E_INPUT')
  .refine((text) => findOutboundPii(text).length === 0, 'E_INPUT')

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
