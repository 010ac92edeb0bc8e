import { expect, test } from 'vitest'
import type { RightsRequest } from '../../src/domain/case/types.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { explainClock } from '../../src/views/clock.js'
import { aCase, monday } from '../support/case-builder.js'
import { cases, drawing } from '../support/gallery.js'

const d = drawing('en')
const explained = (found: RightsRequest) => {
  const block = explainClock(d, found, caseDates(found, monday)).blocks.find(({ kind }) => kind === 'facts')
  return block?.kind === 'facts'
    ? block.facts.map(({ label, value }) => `${label.words}: ${value.words}`)
    : []
}

test('each date with its rule', () => {
  const text = explained(
    aCase()
      .with({ receivedAt: monday.minus({ days: 4 }) })
      .received(),
  ).join('\n')
  for (const part of [
    'Thu 5 Mar 2026',
    'notice § 8',
    'Sat 4 Apr 2026',
    'Sun 5 Apr 2026',
    'Art. 12(3)',
    '1182/71 Art. 3(4)',
    'Tue 7 Apr 2026',
    'Art. 12(4)',
  ]) {
    expect(text).toContain(part)
  }
})

test('no roll is claimed where none was made', () => {
  const found = aCase().with({ receivedAt: monday }).received()
  expect(explained(found).join('\n')).not.toContain('Art. 3(4)')
})

test('a standstill is told with the dates there would be without it', () => {
  const found = aCase()
    .with({ pauses: [{ ground: 'identity', askedAt: monday.minus({ days: 1 }), answeredAt: monday }] })
    .inProgress()
  expect(explained(found).join('\n')).toContain('stood still for 1 day')
})

test('an extension in force names its reason and rights', () => {
  expect(explained(cases['extended']!).join('\n')).toContain(
    'Extended for a large volume of data to Wed 20 May 2026',
  )
})

test('an extension whose notice is not sent counts for nothing', () => {
  const { extension } = cases['extended']!
  const found = aCase()
    .with({ extension: { ...extension!, noticeSentAt: null } })
    .inProgress()
  expect(explained(found).join('\n')).toContain('counts only when its notice is sent')
})
