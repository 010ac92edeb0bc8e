import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { blindIndex } from './blind-index.js'
import type { KeyWrapper, Vault, WrappedKey } from './vault.js'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
/** First byte of everything sealed, so that a later format can be told apart. */
const format = 1

/** Sealed bytes that do not open: wrong key, wrong reference or changed bytes. Says no more than that, on purpose. */
export class DoesNotOpen extends Error {
  constructor() {
    super('the sealed bytes do not open with this key and reference')
    this.name = 'DoesNotOpen'
  }
}

/** AES-256-GCM under a fresh nonce: format byte, nonce, tag, ciphertext. `bound` must be given again to open it. */
export function sealBytes(key: Buffer, bound: string, plain: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(`${format}:${bound}`))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(format), nonce, cipher.getAuthTag(), body])
}

/** What `sealBytes` sealed. Throws `DoesNotOpen`. */
export function openBytes(key: Buffer, bound: string, sealed: Buffer): Buffer {
  try {
    if (sealed[0] !== format) throw new DoesNotOpen()
    const tagStart = 1 + nonceBytes
    const bodyStart = tagStart + tagBytes
    const decipher = createDecipheriv(algorithm, key, sealed.subarray(1, tagStart), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(Buffer.from(`${format}:${bound}`))
    decipher.setAuthTag(sealed.subarray(tagStart, bodyStart))
    return Buffer.concat([decipher.update(sealed.subarray(bodyStart)), decipher.final()])
  } catch {
    throw new DoesNotOpen()
  }
}

export interface VaultOptions {
  readonly wrapper: KeyWrapper
  /** 32 bytes, not the key-encryption key (§5.3: separate keys). */
  readonly blindIndexKey: Buffer
}

/** The vault over any key wrapper. Keeps no data key: each use unwraps it and overwrites it afterwards. */
export function vault({ wrapper, blindIndexKey }: VaultOptions): Vault {
  const index = blindIndex(blindIndexKey)
  async function withKey<T>(key: WrappedKey, use: (dataKey: Buffer) => T): Promise<T> {
    const dataKey = await wrapper.unwrap(key)
    try {
      return use(dataKey)
    } finally {
      dataKey.fill(0)
    }
  }
  return {
    async newKey() {
      const dataKey = randomBytes(32)
      try {
        return { keyId: wrapper.keyId, wrapped: await wrapper.wrap(dataKey) }
      } finally {
        dataKey.fill(0)
      }
    },
    seal: (key, reference, plain) =>
      withKey(key, (dataKey) => sealBytes(dataKey, reference, Buffer.from(plain))),
    open: (key, reference, sealed) =>
      withKey(key, (dataKey) => openBytes(dataKey, reference, sealed).toString('utf8')),
    blindIndex: index,
  }
}
