import { normaliseEmail, normalisePhone } from '../privacy/normalise.js'
import type { IdentityKind } from './types.js'

/** Spellings by which systems keep one value: they compare byte for byte, and people type as they like. */
const spellings: Partial<Record<IdentityKind, (value: string) => readonly (string | null)[]>> = {
  email: (value) => [normaliseEmail(value)],
  phone_number: (value) => {
    const number = normalisePhone(value, 'NO')
    if (number === null) return []
    const digits = number.slice(1)
    return [number, digits, `00${digits}`, ...(digits.startsWith('47') ? [digits.slice(2)] : [])]
  },
}

/** The value as it is, and as systems usually keep values of its kind; each once. */
export function searchValues(kind: IdentityKind, value: string): string[] {
  const typed = value.trim()
  const others = spellings[kind]?.(typed) ?? []
  return [...new Set([typed, ...others.filter((other) => other !== null)])].filter((text) => text !== '')
}
