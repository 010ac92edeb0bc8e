import type { View } from '../../src/chat/view.js'
import { noFigures } from '../../src/domain/figures/open-cases.js'
import { lastMondays, type Durations } from '../../src/domain/figures/weeks.js'
import { rightTypes } from '../../src/domain/rights/rights.js'
import { localDate } from '../../src/domain/time/calendar.js'
import type { HoldRef } from '../../src/domain/case/hold-ref.js'
import { gravity } from '../../src/domain/time/due-reminders.js'
import type { CaseRow } from '../../src/views/case-row.js'
import { digestView, type Digest } from '../../src/views/digest.js'
import type { Drawing } from '../../src/views/drawing.js'
import { remindersView, type ReminderLine } from '../../src/views/reminders.js'
import { mona } from './case-builder.js'

/** As long as Teams makes them. */
const longLink = `https://teams.microsoft.com/l/message/19%3A${'0123456789a'.repeat(4)}%40thread.tacv2/1772697600000?tenantId=00000000-0000-4000-8000-000000000001&parentMessageId=1772697600000`

/** Samples of reminders: of one person with a case of each gravity, of the channel, and as a mention in it. */
export function remindersViews(d: Drawing, rows: readonly CaseRow[]): Record<string, View> {
  const lines: readonly ReminderLine[] = gravity.slice(0, 10).map((code, n) => {
    const row = rows[n % rows.length]!
    return { code, reference: row.found.reference, about: { ...row, link: longLink } }
  })
  const hold = { code: 'R-HOLD', reference: 'LH-0001' as HoldRef, about: null } as const
  return {
    'reminders: of a manager': remindersView(d, { lines, all: [...lines, ...lines], actor: mona }),
    'reminders: of the channel, and a hold': remindersView(d, {
      lines: [...lines.slice(0, 2), hold],
      all: [...lines.slice(0, 2), hold],
      actor: null,
    }),
    'reminders: as a mention': remindersView(d, {
      lines: lines.slice(0, 1),
      all: lines.slice(0, 1),
      actor: mona,
      mentions: mona.id,
    }),
  }
}

/** As large as a chart may be. */
export const largestPicture = { base64: 'iVBORw0K'.repeat(1_250), name: 'rights-desk-2026-03-02.png' }

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
  const linked = nearest.map((row) => ({ ...row, link: longLink }))
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
      nearest: linked.slice(0, 5),
      soon: { 'R-HOLD': 1, 'R-BACKUP': 2, 'R-PKG': 1, exceptions: 3 },
      troubles: {
        lost: [lost, { ...lost, person: null }, { ...lost, isUnclear: true }],
        lostInAll: 12,
        failed: 1,
        ambiguous: 2,
      },
      weeks,
      chart: largestPicture,
      durations,
    }),
  }
}
