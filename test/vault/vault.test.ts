import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { blindIndex } from '../../src/vault/blind-index.js'
import { DoesNotOpen, vault } from '../../src/vault/envelope.js'
import { localKeys } from '../../src/vault/local-keys.js'
import type { KeyWrapper } from '../../src/vault/vault.js'

const blindIndexKey = Buffer.alloc(32, 7)
const wrapper = localKeys(randomBytes(32))
const ours = vault({ wrapper, blindIndexKey })
const reference = 'RR-2026-0042'
const plain = 'Kåre Ærlig Østbø 🙂, kare@example.org'

describe('sealing', () => {
  test.each([plain, '', 'x'.repeat(100_000)])('opens again what was sealed', async (text) => {
    const key = await ours.newKey()
    expect(await ours.open(key, reference, await ours.seal(key, reference, text))).toBe(text)
  })

  test('two seals of one text differ, and neither holds it', async () => {
    const key = await ours.newKey()
    const [a, b] = [await ours.seal(key, reference, plain), await ours.seal(key, reference, plain)]
    expect(a.equals(b)).toBe(false)
    expect(a.includes('example.org')).toBe(false)
  })

  test('another case’s reference does not open it', async () => {
    const key = await ours.newKey()
    const sealed = await ours.seal(key, reference, plain)
    await expect(ours.open(key, 'RR-2026-0043', sealed)).rejects.toThrow(DoesNotOpen)
  })

  test('another case’s key does not open it', async () => {
    const sealed = await ours.seal(await ours.newKey(), reference, plain)
    await expect(ours.open(await ours.newKey(), reference, sealed)).rejects.toThrow(DoesNotOpen)
  })

  test('another key-encryption key does not open it, even under the same id', async () => {
    const key = await ours.newKey()
    const sealed = await ours.seal(key, reference, plain)
    const other = localKeys(randomBytes(32))
    const theirs = vault({ wrapper: other, blindIndexKey })
    await expect(theirs.open(key, reference, sealed)).rejects.toThrow(DoesNotOpen)
    await expect(theirs.open({ ...key, keyId: other.keyId }, reference, sealed)).rejects.toThrow(DoesNotOpen)
  })

  test('any bit of the sealed bytes or of the wrapped key that changes is noticed', async () => {
    const key = await ours.newKey()
    const sealed = await ours.seal(key, reference, 'short')
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      await expect(ours.open(key, reference, flip(sealed, bit))).rejects.toThrow(DoesNotOpen)
    }
    for (let bit = 0; bit < key.wrapped.length * 8; bit += 1) {
      const changed = { ...key, wrapped: flip(key.wrapped, bit) }
      await expect(ours.open(changed, reference, sealed)).rejects.toThrow(DoesNotOpen)
    }
  })

  test('bytes that are cut short are noticed, the tag too', async () => {
    const key = await ours.newKey()
    const sealed = await ours.seal(key, reference, 'short')
    for (let length = 0; length < sealed.length; length += 1) {
      await expect(ours.open(key, reference, sealed.subarray(0, length))).rejects.toThrow(DoesNotOpen)
    }
  })

  test('an unwrapped key is overwritten after its use', async () => {
    const seen: Buffer[] = []
    const spying: KeyWrapper = {
      ...wrapper,
      unwrap: async (key) => {
        const dataKey = await wrapper.unwrap(key)
        seen.push(dataKey)
        return dataKey
      },
    }
    const spied = vault({ wrapper: spying, blindIndexKey })
    await spied.seal(await spied.newKey(), reference, plain)
    expect(seen).toEqual([Buffer.alloc(32)])
  })

  test('the error says nothing of what was sealed', async () => {
    const sealed = await ours.seal(await ours.newKey(), reference, plain)
    const error: unknown = await ours
      .open(await ours.newKey(), reference, sealed)
      .catch((thrown: unknown) => thrown)
    expect((error as Error).message).toBe('the sealed bytes do not open with this key and reference')
    expect((error as Error).cause).toBeUndefined()
  })
})

function flip(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[bit >> 3]! ^= 1 << (bit & 7)
  return copy
}

describe('blind index', () => {
  const index = blindIndex(blindIndexKey)
  test('is the HMAC-SHA-256 of kind and value: a known value', () => {
    expect(index('email', 'kari@example.org')).toBe(
      '2122af4d85e2703666f635c77ec15aaa9e586170dd9e2a29f191bb5ee869e390',
    )
  })
  test('differs by kind, by value and by key', () => {
    const all = [
      index('email', '+4722334455'),
      index('phone', '+4722334455'),
      index('phone', '+4722334456'),
      blindIndex(Buffer.alloc(32, 8))('phone', '+4722334455'),
    ]
    expect(new Set(all).size).toBe(4)
  })
  test.each([0, 16, 31, 33])('a key of %i bytes is refused', (length) => {
    expect(() => blindIndex(Buffer.alloc(length))).toThrow(RangeError)
    expect(() => localKeys(Buffer.alloc(length))).toThrow(RangeError)
  })
})
