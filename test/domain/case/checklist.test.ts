import { describe, expect, test } from 'vitest'
import { mayTick, missingSteps, stepOf, steps, stepsOf } from '../../../src/domain/case/checklist.js'
import { rightTypes } from '../../../src/domain/rights/rights.js'
import { aCase, kari, mona } from '../../support/case-builder.js'

const codes = (found: readonly { code: string }[]) => found.map(({ code }) => code)

test('every step knows its checklist and who ticks it', () => {
  for (const step of Object.values(steps)) {
    expect(step.who.length, step.code).toBeGreaterThan(0)
    expect(step.of === 'intake', step.code).toBe(step.code.startsWith('INT-'))
  }
})

test('a step that blocks something can be ticked by somebody', () => {
  const acts = ['INT-09', 'ERA-06', 'ERA-07']
  const stuck = Object.values(steps).filter(
    (step) => step.blocks.length > 0 && step.who.every((r) => r === 'system'),
  )
  expect(codes(stuck)).toEqual(acts)
})

describe('steps of a case', () => {
  test.each(rightTypes)('%s has steps of its own that block the plan', (right) => {
    const own = stepsOf(aCase().forRights(right).received()).filter((step) => step.of !== 'intake')
    expect(own.some((step) => step.blocks.length > 0)).toBe(true)
  })

  test('a marketing objection is never weighed', () => {
    const found = aCase().forRights('objection_direct_marketing').received()
    expect(codes(stepsOf(found)).filter((code) => code.startsWith('OBJ'))).toEqual([
      'OBJ-01',
      'OBJ-02',
      'OBJ-06',
    ])
  })

  test('authorisation is asked for only on behalf of somebody', () => {
    const found = aCase().received()
    expect(codes(stepsOf(found))).not.toContain('INT-07')
    expect(codes(missingSteps({ ...found, isOnBehalf: true }, 'plan'))).toContain('INT-07')
  })

  test('OBJ-05: the balancing is written only when the objection is refused', () => {
    const found = aCase().forRights('objection').received()
    const missing = (outcome: 'fulfilled' | 'refused') =>
      codes(missingSteps(found, 'plan', [{ right: 'objection', outcome }]))
    expect(missing('refused')).toContain('OBJ-05')
    expect(missing('fulfilled')).not.toContain('OBJ-05')
  })
})

test('a step is ticked by its own roles', () => {
  expect([kari, mona].map((actor) => mayTick(steps['ACC-08'], actor))).toEqual([false, true])
})

test.each(['ACC-99', '', 'toString', '__proto__'])('%s is no step', (code) => {
  expect(stepOf(code)).toBeNull()
})

test('every code has the form of the specification', () => {
  expect(Object.keys(steps).filter((code) => !/^[A-Z]{3}-\d{2}$/.test(code))).toEqual([])
})
