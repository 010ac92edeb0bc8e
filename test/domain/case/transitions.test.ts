import { expect, test } from 'vitest'
import { effects } from '../../../src/domain/case/effects.js'
import { guards } from '../../../src/domain/case/guards.js'
import { caseCommands, rolesFor, transitions, transitionsOf } from '../../../src/domain/case/transitions.js'
import { caseStatuses } from '../../../src/domain/case/types.js'

test('rows have numbers of their own, from T02 to T27', () => {
  const ids = transitions.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const own = ['T01', 'T24', 'T25']
  const numbers = Array.from({ length: 27 }, (_, n) => `T${String(n + 1).padStart(2, '0')}`)
  expect(numbers.filter((id) => !ids.some((row) => row === id))).toEqual(own)
})

test('guards, effects and transitions speak of the same commands', () => {
  expect(Object.keys(guards).sort()).toEqual([...caseCommands].sort())
  expect(Object.keys(effects).sort()).toEqual([...caseCommands].sort())
})

test.each(caseCommands)('%s: one set of roles, whichever row applies', (command) => {
  for (const row of transitionsOf(command)) expect(row.roles).toEqual(rolesFor(command))
})

test('every status can be reached, the first by opening, and left', () => {
  const reached = new Set(transitions.map(({ to }) => to))
  const left = new Set(transitions.flatMap(({ from, to }) => (to === 'same' ? [] : from)))
  expect(caseStatuses.filter((status) => !reached.has(status))).toEqual(['received'])
  expect(caseStatuses.filter((status) => !left.has(status))).toEqual([])
})
