import { expect, test } from 'vitest'
import { tokens } from '../../src/chat/token.js'
import { sweepHistoryView } from '../../src/views/sweep-history.js'
import { drawing } from '../support/gallery.js'
import { sweepRows } from '../support/gallery-sweep.js'
import { buttonsOf, entriesOf } from '../support/look.js'

const d = drawing('en')
const { read } = tokens(Buffer.alloc(32, 1))
const page = { rows: sweepRows, page: 2, pages: 3, total: 28 }
const row = (n: number) => entriesOf(sweepHistoryView(d, { ...page, rows: [sweepRows[n]!] }))[0]

test.each([
  [0, ['Mon 9 Mar 2026 · SW-2026-03-09-01', 'Being counted, nothing is deleted yet']],
  [2, ['Sat 7 Mar 2026 · SW-2026-03-07-01', 'Waits for the approval of a manager · 57 kept']],
  [6, ['Tue 3 Mar 2026 · SW-2026-03-03-01', 'Partial · 12 failed · 6,894 deleted · 57 kept']],
])('row %i says the day, the state and what came of it', (n, words) => {
  expect(row(n)).toEqual(words)
})

test('sweeps stand as they were given, each with a button that shows it', () => {
  const { blocks } = sweepHistoryView(d, page)
  const entries = blocks.flatMap((block) => (block.kind === 'entries' ? block.entries : []))
  expect(entries.map(({ button }) => read(button!.token))).toEqual(
    sweepRows.map(({ id }) => ({ action: 'sweep.show', extra: id })),
  )
})

test('the pages before and after are a click away', () => {
  const turned = buttonsOf(sweepHistoryView(d, page)).map(({ token }) => read(token))
  expect(turned).toEqual([
    { action: 'sweep.history', extra: '1' },
    { action: 'sweep.history', extra: '3' },
  ])
})

test('without a sweep it says so', () => {
  const view = sweepHistoryView(d, { rows: [], page: 1, pages: 1, total: 0 })
  expect(view.summary.words).toBe('There was no sweep yet.')
  expect(entriesOf(view)).toEqual([])
})
