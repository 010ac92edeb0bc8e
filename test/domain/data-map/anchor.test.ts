import { expect, test } from 'vitest'
import { anchorOf } from '../../../src/domain/data-map/anchor.js'

test.each([
  ['a date begins in Oslo', '2026-02-28', '2026-02-27T23:00:00.000Z'],
  ['an instant of Postgres', '2026-02-28 10:00:00.123456+00', '2026-02-28T10:00:00.123Z'],
  ['an instant with an offset', '2026-02-28T10:00:00+01:00', '2026-02-28T09:00:00.000Z'],
  ['the same on a day that not every month has', '2026-03-30 10:00:00.5+00', '2026-03-30T10:00:00.500Z'],
  ['a day that is none', '2026-02-30 10:00:00+00', undefined],
  ['an hour that is none', '2026-02-20 25:00:00+00', undefined],
  ['without a zone it is UTC', '2026-02-28 10:00:00', '2026-02-28T10:00:00.000Z'],
  ['an instant of a client', new Date('2026-02-28T10:00:00Z'), '2026-02-28T10:00:00.000Z'],
  ['nothing', null, undefined],
  ['no instant at all', 'yesterday', undefined],
])('%s', (_, value, at) => {
  expect(anchorOf(value)?.toISO()).toBe(at)
})
