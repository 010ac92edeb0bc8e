import { createHmac } from 'node:crypto'
import type { Vault } from './vault.js'

/**
 * Makes the function that turns a normalised e-mail address or phone number into its blind index: HMAC-SHA-256 in
 * hex (domain specification §5.3). The kind is part of what is hashed, so equal texts of two kinds differ.
 * Throws when the key is not 32 bytes.
 */
export function blindIndex(key: Buffer): Vault['blindIndex'] {
  if (key.length !== 32) throw new RangeError('the blind index key must be 32 bytes')
  return (kind, normalised) => createHmac('sha256', key).update(`${kind}:${normalised}`).digest('hex')
}
