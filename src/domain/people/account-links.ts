import { refuse, type Refusal } from '../refusals.js'
import type { PersonId } from './roles.js'

/** Crockford's alphabet: no letter is taken for a digit or for another letter. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 8

/** How long a code may be typed, and how long a manager may take to confirm. */
export const codeMinutes = 10
export const claimDays = 7
/** Wrong codes of one account within an hour; after them none is looked at. */
export const wrongCodes = 5

/** A code of 40 bits from as many random bytes as it has signs, written in two halves. */
export function codeFrom(random: Uint8Array): string {
  const signs = [...random.subarray(0, codeLength)].map((byte) => alphabet[byte % alphabet.length])
  if (signs.length < codeLength) throw new RangeError(`A code takes ${codeLength} random bytes`)
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`
}

/** A code as it was meant, however it was typed; null when it cannot be one. */
export function readCode(typed: string): string | null {
  const signs = typed.toUpperCase().replaceAll('-', '').replaceAll('O', '0').replaceAll(/[IL]/gu, '1')
  return signs.length === codeLength && [...signs].every((sign) => alphabet.includes(sign)) ? signs : null
}

/** The two persons that are to be one: whose account showed the code, and whose account typed it. */
export interface Pair {
  readonly person: PersonId
  readonly other: PersonId
}

/** A manager confirms that two accounts are of one person; not of themself, by whichever account (§3.2). */
export function refusalToLink({ person, other }: Pair, by: PersonId): Refusal | null {
  return by === person || by === other ? refuse('E_FOUR_EYES') : null
}
