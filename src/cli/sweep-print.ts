import type { DateTime } from 'luxon'
import { keepReasons, type KeepReason } from '../domain/retention/keepers.js'
import type { SweepSummary } from '../domain/retention/summary.js'
import { gravestFirst, hasBegun } from '../domain/retention/totals.js'
import { zone } from '../domain/time/calendar.js'
import { csv } from './csv.js'
import { lineFigures, totalFigures, type LineFigures } from './sweep-figures.js'

const utc = (at: DateTime | null) => at && at.toUTC().toISO()

/** A sweep for programs: counts, codes, dates and ids only. The names of its fields are kept (docs/sweep-figures.md). */
export function sweepJson(summary: SweepSummary) {
  const { id, day, kind, state, version, planHash, meanEligible, missedNights, isPaused } = summary
  const { safety, soon, backups, deletions, approved, vetoed, lines } = summary
  return {
    id,
    day,
    zone,
    kind,
    state,
    version,
    planHash,
    needsApproval: state === 'waiting',
    safety,
    meanEligible,
    missedNights,
    isPaused,
    startsAt: utc(summary.startsAt),
    startedAt: utc(summary.startedAt),
    finishedAt: utc(summary.finishedAt),
    approved: approved && { by: approved.by, at: utc(approved.at) },
    vetoed: vetoed && { by: vetoed.by, at: utc(vetoed.at) },
    totals: totalFigures(summary),
    lines: lines.map((line) => lineFigures(line, summary)),
    soon,
    backups,
    deletions,
  }
}

const textColumns = ['system', 'collection', 'rule'] as const
const countColumns = ['months', 'scanned', 'eligible', 'toDelete'] as const
const laterColumns = ['unanchored', 'oldestAnchor', 'oldestLastKept', 'daysLate'] as const
const outcomeColumns = ['deleted', 'failed', 'leftOver', 'failure', 'unread'] as const

/** A sweep as a table for spreadsheets (RFC 4180), one row a collection; a cell is empty where nothing is known. */
export function sweepCsv(summary: SweepSummary): string {
  const plain = [...laterColumns, ...outcomeColumns] as const
  const header = [
    ...['sweep', 'day', 'state'],
    ...[...textColumns, ...countColumns, ...keepReasons, ...plain, 'notFound'],
  ]
  const rows = summary.lines.map((line) => {
    const figures = lineFigures(line, summary)
    return [
      ...[summary.id, summary.day, summary.state],
      ...[...textColumns, ...countColumns].map((column) => figures[column]),
      ...keepReasons.map((reason) => figures.kept[reason]),
      ...plain.map((column) => figures[column]),
      figures.notFound.join(' '),
    ]
  })
  return csv(header, rows)
}

/** Figures in groups of three. What is not known is no zero; of a collection read in part a figure is a least one. */
function figure(count: number | null, isLeast = false): string {
  if (count === null) return '?'
  const words = new Intl.NumberFormat('nb-NO').format(count).replaceAll('\u00a0', ' ')
  return isLeast ? `>=${words}` : words
}

interface Column {
  readonly title: string
  readonly side: 'left' | 'right'
  readonly cell: (line: LineFigures) => string
}

const words = (title: string, cell: Column['cell']): Column => ({ title, side: 'left', cell })
const days = (title: string, of: 'oldestAnchor' | 'oldestLastKept'): Column => ({
  title,
  side: 'right',
  cell: (line) => line[of] ?? '-',
})
const counts = (title: string, of: (line: LineFigures) => number | null): Column => ({
  title,
  side: 'right',
  cell: (line) => figure(of(line), line.unread !== null),
})
const exact = (title: string, of: 'deleted' | 'failed' | 'leftOver'): Column => ({
  title,
  side: 'right',
  cell: (line) => figure(line[of]),
})

const keptTitles: Readonly<Record<KeepReason, string>> = {
  keep_restricted: 'kept: restricted',
  keep_hold: 'hold',
  keep_statutory: 'law',
  keep_open_request: 'open request',
  keep_exception: 'exception',
}

const columnsOf = (summary: SweepSummary): readonly Column[] => [
  words('collection', ({ system, collection }) => `${system}.${collection}`),
  words('rule', ({ rule }) => rule),
  counts('scanned', ({ scanned }) => scanned),
  counts('eligible', ({ eligible }) => eligible),
  ...keepReasons.map((reason) => counts(keptTitles[reason], ({ kept }) => kept[reason])),
  ...(hasBegun(summary)
    ? [exact('deleted', 'deleted'), exact('failed', 'failed'), exact('left over', 'leftOver')]
    : [counts('to delete', ({ toDelete }) => toDelete)]),
  days('oldest anchor', 'oldestAnchor'),
  days('oldest last kept', 'oldestLastKept'),
  words('', notes),
]

/** Columns side by side, without blanks at the ends of lines. */
function aligned(columns: readonly Column[], lines: readonly LineFigures[]): readonly string[] {
  const drawn = columns.map(({ title, side, cell }) => {
    const cells = [title, ...lines.map(cell)]
    const width = Math.max(...cells.map(({ length }) => length))
    return cells.map((text) => (side === 'left' ? text.padEnd(width) : text.padStart(width)))
  })
  return Array.from({ length: lines.length + 1 }, (_, row) =>
    drawn
      .map((column) => column[row])
      .join('  ')
      .trimEnd(),
  )
}

function notes({ unread, failure, daysLate, unanchored, notFound }: LineFigures): string {
  const told = [
    ...(unread === null ? [] : [`not read: ${unread}`]),
    ...(failure === null ? [] : [`failed: ${failure}`]),
    ...(daysLate ? [`backlog ${daysLate} days`] : []),
    ...(unanchored ? [`without an anchor: ${figure(unanchored)}`] : []),
    ...(notFound.length === 0 ? [] : [`cannot be told apart: ${notFound.join(' ')}`]),
  ]
  return told.length === 0 ? '' : `<- ${told.join('; ')}`
}

/** A sweep as people read it in a terminal, laid out like §4.5: a collection a line, the gravest first; no figure is guessed. */
export function sweepTable(summary: SweepSummary): string {
  const { id, day, state, kind, planHash, missedNights, isPaused, soon, backups } = summary
  const lines = gravestFirst(summary).map((line) => lineFigures(line, summary))
  const mode = kind === 'dry_run' ? `dry run, ${state}` : state
  const purge = backups.lastPurgeBy === null ? '' : `, last purge-by ${backups.lastPurgeBy}`
  return [
    `Retention sweep ${day} (${mode})  zone ${zone}`,
    ...aligned(columnsOf(summary), lines),
    ...(missedNights > 0 ? [`Nights without a sweep before it: ${missedNights}`] : []),
    ...(isPaused ? ['All erasures and sweeps stand still'] : []),
    [
      `Exceptions ending within 14 days: ${figure(soon.exceptions)}`,
      `Holds to review within 14 days: ${figure(soon.holds)}`,
      `Backups holding erased data: ${figure(backups.sets)} sets${purge}`,
    ].join('      '),
    safetyLine(summary),
    `Plan id ${id}   plan hash ${planHash ?? '-'}`,
  ].join('\n')
}

function safetyLine(summary: SweepSummary): string {
  const { safety, meanEligible, state } = summary
  const { eligible, unread } = totalFigures(summary)
  const found = safety.map(({ reason, where }) => (where === null ? reason : `${reason} ${where}`))
  const mean =
    meanEligible === null ? 'no 30-day mean yet' : `30-day mean ${figure(Math.round(meanEligible))}`
  const least = unread > 0 ? 'at least ' : ''
  return [
    `Safety check: eligible ${least}${figure(eligible)} vs ${mean} -> ${found.join(', ') || 'normal'}`,
    `Needs approval: ${state === 'waiting' ? 'yes' : 'no'}`,
  ].join('   ')
}
