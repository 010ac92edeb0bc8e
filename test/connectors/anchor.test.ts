import { expect, test } from 'vitest'
import { anchorOf } from '../../src/connectors/anchor.js'

test.each([
  ['a date begins in Oslo', '2026-02-28', '2026-02-27T23:00:00.000Z'],
  ['an instant of Postgres', '2026-02-28 10:00:00.123456+00', '2026-02-28T10:00:00.123Z'],
  ['an instant with an offset', '2026-02-28T10:00:00+01:00', '2026-02-28T09:00:00.000Z'],
  ['without a zone it is UTC', '2026-02-28 10:00:00', '2026-02-28T10:00:00.000Z'],
  ['an instant of a client', new Date('2026-02-28T10:00:00Z'), '2026-02-28T10:00:00.000Z'],
  ['nothing', null, undefined],
  ['no instant at all', 'yesterday', undefined],
])('%s', (_, value, at) => {
  expect(anchorOf(value)?.toISO()).toBe(at)
})
