import { createHash } from 'node:crypto'
import { DoesNotOpen, openBytes, sealBytes } from './envelope.js'
import type { KeyWrapper } from './vault.js'

/**
 * Wraps data keys with a key-encryption key held in memory. Its id is a fingerprint of the key, bound to every
 * wrapped key, so that a key of before an exchange is recognised. Throws when the key is not 32 bytes.
 */
export function localKeys(keyEncryptionKey: Buffer): KeyWrapper {
  if (keyEncryptionKey.length !== 32) throw new RangeError('the key-encryption key must be 32 bytes')
  const fingerprint = createHash('sha256')
    .update('rights-desk key id:')
    .update(keyEncryptionKey)
    .digest('hex')
  const keyId = `local:${fingerprint.slice(0, 16)}`
  return {
    keyId,
    wrap: async (dataKey) => sealBytes(keyEncryptionKey, keyId, dataKey),
    unwrap: async (key) => {
      if (key.keyId !== keyId) throw new DoesNotOpen()
      return openBytes(keyEncryptionKey, keyId, key.wrapped)
    },
  }
}
