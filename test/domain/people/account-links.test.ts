import { describe, expect, test } from 'vitest'
import { codeFrom, readCode, refusalToLink } from '../../../src/domain/people/account-links.js'
import type { PersonId } from '../../../src/domain/people/roles.js'

describe('a code', () => {
  test('has eight signs in two halves, from the bytes given', () => {
    expect(codeFrom(Uint8Array.from([0, 1, 31, 32, 10, 18, 20, 255]))).toBe('01Z0-AJMZ')
    expect(() => codeFrom(new Uint8Array(7))).toThrow(RangeError)
  })

  test.each([
    ['as it was shown', 'K7QM-3XWD', 'K7QM3XWD'],
    ['in small letters, without the dash', 'k7qm3xwd', 'K7QM3XWD'],
    ['with letters that look like digits', 'OIl0-1111', '01101111'],
    ['too short', 'K7QM-3XW', null],
    ['too long', 'K7QM-3XWDA', null],
    ['with a sign that no code has', 'K7QM-3XWU', null],
  ])('typed %s', (_name, typed, read) => {
    expect(readCode(typed)).toBe(read)
  })
})

test('nobody confirms a link of their own, by whichever account', () => {
  const [a, b, c] = ['a', 'b', 'c'] as unknown as readonly [PersonId, PersonId, PersonId]
  const pair = { person: a, other: b }
  expect(refusalToLink(pair, a)).toMatchObject({ code: 'E_FOUR_EYES' })
  expect(refusalToLink(pair, b)).toMatchObject({ code: 'E_FOUR_EYES' })
  expect(refusalToLink(pair, c)).toBeNull()
})
