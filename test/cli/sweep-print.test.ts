import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sweepCsv, sweepJson, sweepTable } from '../../src/cli/sweep-print.js'
import { mona, monday } from '../support/case-builder.js'
import { aSweep, inPart, sweepLine, twoStores, worstSweep } from '../support/gallery-sweep.js'

const unread = sweepLine('crm.contacts', {}, { unread: 'away' })
const halfRead = sweepLine('crm.notes', { scanned: 500, eligible: 2 }, { unread: 'timeout' })
const waiting = aSweep({ lines: [...twoStores, unread] })
const done = aSweep({
  state: 'partial',
  startedAt: monday,
  approved: { by: mona.id, at: monday },
  lines: twoStores.map((line) => ({
    ...line,
    outcome: { deleted: 10, failed: 3, overPlan: 1, failure: 'timeout' },
  })),
})

describe('in a terminal', () => {
  test('a sweep that waits', () => {
    expect(sweepTable(waiting)).toBe(
      `
Retention sweep 2026-03-09 (waiting)  zone Europe/Oslo
collection                 rule     scanned  eligible  kept: restricted  hold  law  open request  exception  to delete  oldest anchor  oldest last kept
crm.contacts               RET-STD        ?         ?                 ?     ?    ?             ?          ?          ?              -                 -  <- not read: away
support.archive            RET-STD    1 930        17                 0     0    0             1          2         14     2025-09-17        2025-12-17  <- backlog 82 days
connxio_messages.messages  RET-STD   48 211     1 204                 0    12    0             3         40      1 149     2025-12-08        2026-03-08
Exceptions ending within 14 days: 6      Holds to review within 14 days: 1      Backups holding erased data: 2 sets, last purge-by 2026-04-05
Safety check: eligible at least 1 221 vs 30-day mean 1 180 -> first_run support.archive   Needs approval: yes
Plan id SW-2026-03-09-01   plan hash sha256:9f3c41d2aa07${'0b'.repeat(26)}
`.trim(),
    )
  })

  test('after the sweep: what was deleted, failed and is left over', () => {
    const [, header, , archive] = sweepTable(done).split('\n')
    expect(header).toMatch(/exception {2}deleted {2}failed {2}left over {2}oldest anchor/u)
    expect(archive).toMatch(/ 10 +3 +1 +2025-09-17 +2025-12-17 {2}<- failed: timeout; backlog 82 days$/u)
  })

  test('of a collection read in part figures are least ones, and what may be 0 is unknown', () => {
    const row = sweepTable(aSweep({ lines: [halfRead] })).split('\n')[2]
    expect(row).toMatch(
      /^crm\.notes +RET-STD +>=500 +>=2 +\? +\? +\? +\? +\? +>=2 +- +- {2}<- not read: timeout$/u,
    )
  })

  test('says missed nights, a stop, a dry run, and that nothing is unusual', () => {
    const table = sweepTable(
      aSweep({
        kind: 'dry_run',
        state: 'counted',
        missedNights: 2,
        isPaused: true,
        safety: [],
        meanEligible: null,
      }),
    )
    for (const part of [
      '(dry run, counted)',
      'Nights without a sweep before it: 2',
      'All erasures and sweeps stand still',
      'vs no 30-day mean yet -> normal   Needs approval: no',
    ])
      expect(table).toContain(part)
  })
})

describe('for spreadsheets', () => {
  const rowsOf = (text: string) => text.split('\r\n').map((row) => row.split(','))

  test('a row a collection, in the order of the sweep, each as wide as the header', () => {
    const rows = rowsOf(sweepCsv(worstSweep(inPart)))
    expect(rows).toHaveLength(42)
    expect(new Set(rows.slice(0, -1).map(({ length }) => length)).size).toBe(1)
  })

  test('what is not known is empty, not 0', () => {
    const [header, , archive, contacts] = rowsOf(sweepCsv(waiting))
    const cell = (row: readonly string[], name: string) => row[header!.indexOf(name)]
    expect(['scanned', 'keep_hold', 'daysLate', 'deleted'].map((name) => cell(contacts!, name))).toEqual([
      '',
      '',
      '',
      '',
    ])
    expect(['scanned', 'keep_hold', 'daysLate', 'deleted'].map((name) => cell(archive!, name))).toEqual([
      '1930',
      '0',
      '82',
      '',
    ])
  })

  test('no name of the map is a formula', () => {
    const odd = aSweep({ lines: [sweepLine('=cmd.@SUM(1)')] })
    expect(sweepCsv(odd)).toContain(",'=cmd,'@SUM(1),")
  })
})

describe('for programs', () => {
  const json = JSON.parse(JSON.stringify(sweepJson(done))) as ReturnType<typeof sweepJson>

  test('counts, codes, dates and ids', () => {
    expect(json).toMatchObject({
      id: 'SW-2026-03-09-01',
      zone: 'Europe/Oslo',
      needsApproval: false,
      startedAt: '2026-03-09T08:00:00.000Z',
      approved: { by: mona.id, at: '2026-03-09T08:00:00.000Z' },
      totals: { collections: 2, unread: 0, eligible: 1_221, kept: 58, deleted: 20, failed: 6, leftOver: 2 },
    })
    expect(json.lines[0]).toMatchObject({
      toDelete: 1_149,
      kept: { keep_hold: 12 },
      deleted: 10,
      failure: 'timeout',
    })
  })

  test('before the sweep nothing was deleted yet: that is no 0', () => {
    const [, , contacts] = sweepJson(waiting).lines
    expect(contacts).toMatchObject({
      unread: 'away',
      scanned: null,
      kept: { keep_hold: null },
      deleted: null,
    })
    expect(sweepJson(waiting).totals.deleted).toBeNull()
  })

  test('every name of a field and of a column is explained', () => {
    const explained = new Set(
      [...readFileSync('docs/sweep-figures.md', 'utf8').matchAll(/^\| `([\w.]+)`/gmu)].map(
        ([, name]) => name!,
      ),
    )
    const nested = ['totals', 'lines', 'kept', 'soon', 'backups', 'safety', 'deletions', 'approved', 'vetoed']
    const names = (value: unknown): readonly string[] =>
      Array.isArray(value)
        ? value.flatMap(names)
        : Object.entries(value as object).flatMap(([name, inner]) => [
            name,
            ...(nested.includes(name) && inner !== null ? names(inner) : []),
          ])
    const written = new Set([
      ...names(json),
      ...names(sweepJson(aSweep({ vetoed: done.approved }))),
      ...rowsOfHeader(),
    ])
    expect([...written].filter((name) => !explained.has(name)).sort()).toEqual([])
    expect([...explained].filter((name) => !written.has(name)).sort()).toEqual([])
  })
})

const rowsOfHeader = () => sweepCsv(waiting).split('\r\n')[0]!.split(',')
