import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Seen } from '../../../src/local/slack-cloud/person.js'
import { button, passTo, said, told, type } from '../../support/acts.js'
import { privacyChannel } from '../../support/desk-world.js'
import { sweepWorld, type SweepWorld } from '../../support/sweep-world.js'

let world: SweepWorld
beforeAll(async () => {
  world = await sweepWorld()
  await world.addMessages('c1', ['2026-08-22T10:00:00Z', '2026-08-23T10:00:00Z'])
  await passTo(world, '2026-11-23T00:15:00Z')
})
afterAll(async () => world.stop())

const pressAll = async (userId: string): Promise<Seen> => {
  const card = world.cloud.messages(privacyChannel).findLast((one) => said(one).includes('SW-'))!
  return world.cloud.person(userId).click(card, button(card, 'sweep.show'))
}

test('from the card one comes to all collections, also those without anything due', async () => {
  const card = said(world.cloud.messages(privacyChannel).findLast((one) => said(one).includes('SW-')))
  const seen = told(await pressAll('U0MONA'))
  const named = (words: string) => new Set(words.match(/\w+\.\w+ \(RET-[A-Z-]+\)/gu) ?? [])
  expect(named(seen).size).toBeGreaterThan(named(card).size)
  expect([...named(card)].every((name) => named(seen).has(name))).toBe(true)
})

test('an auditor is shown the counts alone, by the button and by the command', async () => {
  for (const seen of [await pressAll('U0ANNE'), await type(world, 'U0ANNE', 'sweep')]) {
    expect(told(seen)).not.toMatch(/RET-/u)
    expect(told(seen)).toMatch(/1 (?:to be deleted|skal slettes)/u)
  }
})

test('where no sweep waits there is none to approve, and none to veto', async () => {
  await type(world, 'U0MONA', 'sweep veto')
  for (const command of ['sweep approve', 'sweep veto'])
    expect(told(await type(world, 'U0MONA', command))).toContain('E_NO_SWEEP')
})

test('a word that no sweep command has is answered with those that there are', async () => {
  const seen = told(await type(world, 'U0MONA', 'sweep bogus'))
  for (const command of ['sweep', 'sweep dry-run', 'sweep approve', 'sweep history', 'sweep veto'])
    expect(seen).toMatch(new RegExp(`/rights ${command}(?:,|$)`, 'mu'))
})
