import type { View } from '../../src/chat/view.js'
import {
  noOutcome,
  sweepStates,
  type SummaryLine,
  type SweepSummary,
} from '../../src/domain/retention/summary.js'
import { sweepId } from '../../src/domain/retention/sweep-plan.js'
import { emptyTally, type Tally } from '../../src/domain/retention/tally.js'
import { addDays, asLocalDate } from '../../src/domain/time/calendar.js'
import type { Drawing } from '../../src/views/drawing.js'
import { sweepView } from '../../src/views/sweep.js'
import { sweepHistoryView, type SweepRow } from '../../src/views/sweep-history.js'
import { sweepLinesView } from '../../src/views/sweep-lines.js'
import { sweepTroubleView } from '../../src/views/sweep-trouble.js'
import { kari, mona, monday } from './case-builder.js'
import { largestPicture } from './gallery-digest.js'

const day = asLocalDate('2026-03-09')

/** A line of a sweep; what is not given is empty and in order. */
export function sweepLine(
  name: string,
  tally: Partial<Omit<Tally, 'kept'>> & { kept?: Partial<Tally['kept']> } = {},
  more: Partial<SummaryLine> = {},
): SummaryLine {
  const [system = '', collection = ''] = name.split('.')
  return {
    system,
    collection,
    rule: 'RET-STD',
    months: 3,
    basis: `RET-STD/3/field:processed_at/delete/${collection}`,
    tally: { ...emptyTally, ...tally, kept: { ...emptyTally.kept, ...tally.kept } },
    unread: null,
    notFound: [],
    outcome: noOutcome,
    ...more,
  }
}

/** The two stores of §4.5. */
export const twoStores: readonly SummaryLine[] = [
  sweepLine('connxio_messages.messages', {
    scanned: 48_211,
    eligible: 1_204,
    kept: { keep_hold: 12, keep_open_request: 3, keep_exception: 40 },
    oldestAnchor: asLocalDate('2025-12-08'),
    oldestLastKept: asLocalDate('2026-03-08'),
  }),
  sweepLine('support.archive', {
    scanned: 1_930,
    eligible: 17,
    kept: { keep_open_request: 1, keep_exception: 2 },
    oldestAnchor: asLocalDate('2025-09-17'),
    oldestLastKept: asLocalDate('2025-12-17'),
  }),
]

/** A sweep that waits for a manager, changed at will. */
export const aSweep = (more: Partial<SweepSummary> = {}): SweepSummary => ({
  id: sweepId(day, 1),
  day,
  version: 3,
  kind: 'nightly',
  state: 'waiting',
  planHash: `sha256:9f3c41d2aa07${'0b'.repeat(26)}`,
  lines: twoStores,
  safety: [{ reason: 'first_run', where: 'support.archive' }],
  meanEligible: 1_180.4,
  startsAt: null,
  startedAt: null,
  finishedAt: null,
  approved: null,
  vetoed: null,
  missedNights: 0,
  isPaused: false,
  soon: { exceptions: 6, holds: 1 },
  backups: { sets: 2, lastPurgeBy: asLocalDate('2026-04-05') },
  deletions: Array.from({ length: 30 }, (_, n) => ({
    day: addDays(day, n - 30),
    deleted: (n * 613) % 1_400,
  })),
  ...more,
})

/** Forty collections with long names, every one with all that can be told of it. */
const everyTrouble: readonly SummaryLine[] = Array.from({ length: 40 }, (_, n) =>
  sweepLine(
    `customer_register_of_the_north_${n}.delivery_notes_and_receipts`,
    {
      scanned: 9_876_543_210,
      eligible: 1_234_567_890,
      unanchored: 1_234,
      kept: {
        keep_restricted: 1_111_111,
        keep_hold: 2_222_222,
        keep_statutory: 3_333_333,
        keep_open_request: 4_444_444,
        keep_exception: 5_555_555,
      },
      oldestAnchor: asLocalDate('2025-09-17'),
      oldestLastKept: asLocalDate('2025-12-17'),
    },
    {
      unread: 'denied',
      notFound: ['RR-2026-0041', 'RR-2026-0042', 'LH-0003', 'LH-0004', 'RR-2026-0043'],
    },
  ),
)

const everyFinding: SweepSummary['safety'] = [
  ...(['first_run', 'rule_changed', 'unread', 'not_found', 'large_share'] as const).flatMap((reason) =>
    everyTrouble.map(({ system, collection }) => ({ reason, where: `${system}.${collection}` })),
  ),
  { reason: 'twice_the_mean', where: null },
]

const minutes = (n: number) => monday.minus({ minutes: n })
const by = { by: mona.id, at: minutes(300) }
const begun = { startedAt: minutes(280) }
const ended = { ...begun, finishedAt: minutes(200) }

const partly = everyTrouble.map((line) => ({
  ...line,
  outcome: { deleted: 1_000_000, failed: 234_567, overPlan: 3_210, failure: 'timeout' },
}))

/** What a sweep has that was carried out in part. */
export const inPart = { state: 'partial', ...ended, approved: by, lines: partly } as const

/** A sweep with everything that can be said of one, on all collections. */
export const worstSweep = (more: Partial<SweepSummary> = {}): SweepSummary =>
  aSweep({
    lines: everyTrouble,
    safety: everyFinding,
    missedNights: 3,
    isPaused: true,
    deletions: aSweep().deletions.map((one) => ({ ...one, deleted: 9_876_543_210 })),
    ...more,
  })

const outcomes: readonly SummaryLine[] = twoStores.map((line, n) => ({
  ...line,
  outcome: { deleted: n === 0 ? 1_149 : 14, failed: 0, overPlan: 0, failure: null },
}))

/** Sweeps of some nights, the newest first, in all states. */
export const sweepRows: readonly SweepRow[] = Array.from({ length: 10 }, (_, n) => ({
  id: sweepId(addDays(day, -n), 1),
  day: addDays(day, -n),
  kind: 'nightly',
  state: sweepStates[n % sweepStates.length]!,
  deleted: n < 4 ? null : n * 1_149,
  failed: n < 4 ? null : Number(n === 6) * 12,
  kept: n === 0 ? null : 57,
}))

/** Samples of a retention sweep in each of its states, and of what is told about it. */
export function sweepViews(d: Drawing): Record<string, View> {
  const card = (more: Partial<SweepSummary> = {}) => sweepView(d, { ...aSweep(more), chart: largestPicture })
  return {
    'sweep: being counted': card({ state: 'counting', planHash: null, lines: [], safety: [] }),
    'sweep: waits': card(),
    'sweep: waits, with every trouble': sweepView(d, { ...worstSweep(), chart: largestPicture }),
    'sweep: begins by itself': card({ state: 'planned', startsAt: monday.plus({ hours: 1 }), safety: [] }),
    'sweep: under way and halted': card({ state: 'running', ...begun, isPaused: true, lines: outcomes }),
    'sweep: done': card({ state: 'done', ...ended, approved: by, lines: outcomes }),
    'sweep: partial': sweepView(d, {
      ...worstSweep(inPart),
      chart: null,
    }),
    'sweep: vetoed': card({ state: 'vetoed', vetoed: by }),
    'sweep: superseded': card({ state: 'superseded' }),
    'sweep: dry run without anything': card({
      kind: 'dry_run',
      state: 'counted',
      lines: [],
      safety: [],
      meanEligible: null,
      soon: { exceptions: 0, holds: 0 },
      backups: { sets: 0, lastPurgeBy: null },
      deletions: aSweep().deletions.map((one) => ({ ...one, deleted: 0 })),
    }),
    'sweep: for support': sweepView(d, { ...aSweep(), chart: null }, { for: 'person', actor: kari }),
    'sweep: for a manager': sweepView(d, { ...aSweep(), chart: null }, { for: 'person', actor: mona }),
    'sweep: collections, a middle page': sweepLinesView(d, worstSweep(), 2),
    'sweeps so far: none': sweepHistoryView(d, { rows: [], page: 1, pages: 1, total: 0 }),
    'sweeps so far: a middle page': sweepHistoryView(d, { rows: sweepRows, page: 2, pages: 3, total: 28 }),
    'sweep: trouble': sweepTroubleView(d, worstSweep({ ...inPart, isPaused: false })),
  }
}
