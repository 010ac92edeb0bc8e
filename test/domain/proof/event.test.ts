import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { PersonId } from '../../../src/domain/people/roles.js'
import {
  canonical,
  chainVerifier,
  eventHash,
  eventTypes,
  genesisHash,
  verifyChain,
  type ChainedEvent,
  type UnchainedEvent,
} from '../../../src/domain/proof/event.js'
import { kari } from '../../support/case-builder.js'

const at = (minute: number) => DateTime.fromISO('2026-03-05T10:00:00.000+01:00').plus({ minutes: minute })

const event = (seq: number, changes: Partial<UnchainedEvent> = {}): UnchainedEvent => ({
  seq,
  at: at(seq),
  type: 'step.ticked',
  reference: null,
  actor: kari.id,
  role: 'support',
  fields: { code: 'INT-05' },
  ...changes,
})

function chain(length: number): ChainedEvent[] {
  const events: ChainedEvent[] = []
  for (let seq = 1; seq <= length; seq += 1) {
    const prevHash = events.at(-1)?.hash ?? genesisHash
    events.push({ ...event(seq), prevHash, hash: eventHash(prevHash, event(seq)), redactedBy: null })
  }
  return events
}

describe('canonical form', () => {
  test('keys sorted at every depth, UTC instant with milliseconds', () => {
    const fields = { b: [2].map(String), a: 1 }
    expect(canonical(event(7, { at: at(0), fields, actor: 'p' as PersonId }))).toBe(
      '{"actor":"p","at":"2026-03-05T09:00:00.000Z","fields":{"a":1,"b":["2"]},"reference":null,"role":"support","seq":7,"type":"step.ticked"}',
    )
  })

  test('order of fields, zone of the instant and form of letters do not matter', () => {
    const one = event(1, { at: at(0), fields: { a: 'ø\u0061\u030a', b: 1 } })
    const same = event(1, { at: at(0).toUTC(), fields: { b: 1, a: 'ø\u00e5' } })
    expect(eventHash(genesisHash, one)).toBe(eventHash(genesisHash, same))
  })

  test('a known hash, so that a change of form is noticed', () => {
    const known = eventHash(genesisHash, event(1, { at: at(0) }))
    expect(known).toMatch(/^[0-9a-f]{64}$/)
    expect(known).toBe('adef630eeb6bdfd443cdbcdd6f1c2c16b265080d7c547105e4d0fe63cc807d3b')
  })

  test('a number that JSON cannot hold is a bug', () => {
    expect(() => canonical(event(1, { fields: { count: Number.NaN } }))).toThrow(RangeError)
  })
})

describe('chain', () => {
  test('an unbroken chain gives its count and head', () => {
    const events = chain(4)
    expect(verifyChain(events)).toEqual({
      ok: true,
      count: 4,
      redacted: 0,
      head: events[3]!.hash,
      backwards: [],
    })
  })

  test('an empty chain has the genesis hash as head', () => {
    expect(verifyChain([])).toEqual({ ok: true, count: 0, redacted: 0, head: genesisHash, backwards: [] })
  })

  const [first, second, third] = chain(3) as [ChainedEvent, ChainedEvent, ChainedEvent]
  test.each([
    ['a removed event', [first, third], 3, 'gap'],
    ['a removed first event', [second, third], 2, 'gap'],
    ['two events swapped', [first, third, second], 3, 'gap'],
    ['another history before it', [first, { ...second, prevHash: genesisHash }], 2, 'prev_mismatch'],
    ['a changed field', [first, { ...second, fields: { code: 'INT-06' } }], 2, 'hash_mismatch'],
    ['a changed actor', [first, { ...second, actor: 'x' as PersonId }], 2, 'hash_mismatch'],
    ['a changed instant', [{ ...first, at: at(9) }], 1, 'hash_mismatch'],
  ] as const)('%s breaks it', (_name, events, seq, why) => {
    expect(verifyChain(events)).toEqual({ ok: false, seq, why })
  })

  test('time going backwards is told and breaks nothing', () => {
    const late = event(2, { at: at(-5) })
    const events = [
      first,
      { ...late, prevHash: first.hash, hash: eventHash(first.hash, late), redactedBy: null },
    ]
    expect(verifyChain(events)).toMatchObject({ ok: true, backwards: [2] })
  })

  test('a walk can start at a checkpoint', () => {
    expect(verifyChain([second, third], { seq: 1, hash: first.hash })).toMatchObject({ ok: true, count: 2 })
  })

  test('page by page, a broken chain stays broken', () => {
    const walk = chainVerifier()
    expect([walk.add(first), walk.add(third), walk.add(second)]).toEqual([true, false, false])
    expect(walk.verdict()).toEqual({ ok: false, seq: 3, why: 'gap' })
  })
})

test('every event type is named once', () => {
  expect(new Set(eventTypes).size).toBe(eventTypes.length)
})
