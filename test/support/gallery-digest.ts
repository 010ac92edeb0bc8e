import type { View } from '../../src/chat/view.js'
import { noFigures } from '../../src/domain/figures/open-cases.js'
import { lastMondays, type Durations } from '../../src/domain/figures/weeks.js'
import { rightTypes } from '../../src/domain/rights/rights.js'
import { localDate } from '../../src/domain/time/calendar.js'
import type { CaseRow } from '../../src/views/case-row.js'
import { digestView, type Digest } from '../../src/views/digest.js'
import type { Drawing } from '../../src/views/drawing.js'
import { mona } from './case-builder.js'

/** As large as a chart may be. */
const picture = { base64: 'iVBORw0K'.repeat(1_340), name: 'rights-desk-2026-03-02.png' }

/** Samples of the morning digest: of a desk without work, and of a Monday on which all went wrong. */
export function digestViews(d: Drawing, nearest: readonly CaseRow[]): Record<string, View> {
  const weeks = lastMondays(localDate(d.at)).map((monday, n) => ({
    monday,
    received: n * 11,
    ended: n * 9,
    openAtEnd: 1_200 + n,
  }))
  const quiet: Digest = {
    figures: noFigures,
    nearest: [],
    soon: {},
    troubles: { lost: [], lostInAll: 0, failed: 0, ambiguous: 0 },
    weeks: weeks.map(({ monday }) => ({ monday, received: 0, ended: 0, openAtEnd: 0 })),
    chart: null,
    durations: null,
  }
  const durations: readonly Durations[] = [null, ...rightTypes].map((right, n) => ({
    right,
    ended: n * 3,
    open: n + 1,
    median: 12.5,
    mean: 14.249,
    p90: 28,
    onTime: n,
    late: Number(n > 2),
  }))
  const reference = nearest[0]!.found.reference
  const lost = { reference, code: 'R-DUE', person: mona.id, isUnclear: false } as const
  return {
    'digest: nothing to do': digestView(d, quiet),
    'digest: first of a week': digestView(d, {
      figures: {
        open: 40,
        byRight: Object.fromEntries(rightTypes.map((right) => [right, 1_234])),
        byDue: { overdue: 3, today: 1, days_3: 2, days_7: 5, days_14: 8, later: 20, stopped: 1 },
        waiting: { awaiting_approval: 2, awaiting_identity: 3, awaiting_clarification: 4 },
        unassigned: 6,
        promiseMissed: 3,
        statutoryMissed: 1,
      },
      nearest: nearest.slice(0, 5),
      soon: { 'R-HOLD': 1, 'R-BACKUP': 2, 'R-PKG': 1 },
      troubles: {
        lost: [lost, { ...lost, person: null }, { ...lost, isUnclear: true }],
        lostInAll: 12,
        failed: 1,
        ambiguous: 2,
      },
      weeks,
      chart: picture,
      durations,
    }),
  }
}
