import { expect, test } from 'vitest'
import { parseReference, reference } from '../../../src/domain/case/reference.js'

test.each([
  [2026, 1, 'RR-2026-0001'],
  [2026, 42, 'RR-2026-0042'],
  [2026, 12_345, 'RR-2026-12345'],
])('%i, %i -> %s', (year, n, written) => {
  expect(reference(year, n)).toBe(written)
})

test.each([0, -1, 1.5])('number %d is a bug of the counter', (n) => {
  expect(() => reference(2026, n)).toThrow(RangeError)
})

test.each([
  ['RR-2026-0042', 'RR-2026-0042'],
  ['  rr-2026-0042 ', 'RR-2026-0042'],
  ['RR-2026-42', 'RR-2026-0042'],
  ['RR-2026-12345', 'RR-2026-12345'],
  ['RR-2026-0000', null],
  ['RR-26-0042', null],
  ['2026-0042', null],
  ['RR-2026-0042; drop', null],
  ['', null],
])('%s reads as %s', (typed, read) => {
  expect(parseReference(typed)).toBe(read)
})
