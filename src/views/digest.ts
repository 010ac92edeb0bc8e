import type { Block, Button, Fact, Picture, Text, View } from '../chat/view.js'
import { dueGroups, waitingStatuses, type OpenFigures } from '../domain/figures/open-cases.js'
import type { Durations, Week } from '../domain/figures/weeks.js'
import { rightTypes } from '../domain/rights/rights.js'
import { localDate } from '../domain/time/calendar.js'
import { watchCodes, type WatchCode } from '../domain/time/due-reminders.js'
import { caseEntry, type CaseRow, type ListScope } from './case-row.js'
import type { Drawing } from './drawing.js'
import { trendBlocks } from './digest-trend.js'
import { troubleBlocks, type Troubles } from './digest-troubles.js'
import { weeklyBlocks } from './digest-weekly.js'
import { join, type Say } from './text/text.js'

/** What the morning digest tells; every figure is of the instant of drawing. */
export interface Digest {
  readonly figures: OpenFigures
  /** Open cases with the nearest dates. */
  readonly nearest: readonly CaseRow[]
  /** What is watched beside cases and comes within a week; exceptions are those that end. */
  readonly soon: Readonly<Partial<Record<WatchCode | 'exceptions', number>>>
  readonly troubles: Troubles
  readonly weeks: readonly Week[]
  /** Null: it could not be drawn. */
  readonly chart: Picture | null
  /** In the first digest of a week; null in the others. */
  readonly durations: readonly Durations[] | null
}

/** The digest of a morning, for the private privacy channel: counts first, what went wrong, the nearest dates, the trend. */
export function digestView(d: Drawing, digest: Digest): View<'Z1'> {
  const { say } = d
  const { figures, nearest, troubles, weeks, chart, durations } = digest
  const overdue = figures.byDue.overdue ?? 0
  const summary = say('digest.summary', {
    open: say('digest.open', { count: figures.open }),
    overdue: say('digest.overdue', { count: overdue }),
  })
  return {
    title: say('digest.title', { day: localDate(d.at) }),
    summary,
    blocks: [
      { kind: 'text', text: summary, tone: overdue > 0 ? 'danger' : 'plain' },
      { kind: 'facts', facts: factsOf(say, digest) },
      ...troubleBlocks(d, troubles),
      ...(nearest.length > 0 ? nearestBlocks(d, nearest) : []),
      ...(figures.open > 0 ? [{ kind: 'buttons', buttons: listButtons(d, overdue) } as const] : []),
      ...trendBlocks(d, weeks, chart),
      ...(durations === null ? [] : weeklyBlocks(d, weeks.at(-1)!, durations)),
    ],
  }
}

function factsOf(say: Say, { figures, soon }: Digest): readonly Fact<'Z1'>[] {
  const { byDue, byRight, waiting, unassigned, promiseMissed, statutoryMissed } = figures
  const missed = say('digest.missed', { promise: promiseMissed, statute: statutoryMissed })
  return [
    ...((byDue.overdue ?? 0) > 0 ? [{ label: say('digest.label_overdue'), value: missed }] : []),
    ...fact(
      say,
      say('digest.label_due'),
      dueGroups.map((group) => [say(`digest_due.${group}`), byDue[group]] as const),
    ),
    ...fact(
      say,
      say('digest.label_rights'),
      rightTypes.map((right) => [say(`right.${right}`), byRight[right]] as const),
    ),
    ...fact(say, say('digest.label_waiting'), [
      ...waitingStatuses.map((status) => [say(`digest_waiting.${status}`), waiting[status]] as const),
      [say('digest_waiting.unassigned'), unassigned],
    ]),
    ...fact(
      say,
      say('digest.label_soon'),
      [...watchCodes, 'exceptions' as const]
        .filter((code) => code !== 'R-RESTR')
        .map((code) => [say(`digest_watch.${code}`), soon[code]] as const),
    ),
  ]
}

/** `today 1 · 1–3 days 2`: those that are not zero; nothing where all are. */
function fact(
  say: Say,
  label: Text<'Z1'>,
  counts: readonly (readonly [what: Text<'Z1'>, count: number | undefined])[],
): readonly Fact<'Z1'>[] {
  const told = counts.flatMap(([what, number]) => (number ? [say('digest.count', { what, number })] : []))
  return told.length > 0 ? [{ label, value: join(told, ' · ') }] : []
}

function nearestBlocks(d: Drawing, nearest: readonly CaseRow[]): readonly Block<'Z1'>[] {
  return [
    { kind: 'heading', text: d.say('digest.nearest') },
    { kind: 'entries', entries: nearest.map((row) => caseEntry(d, row)) },
  ]
}

/** Each opens its list for the reader alone. */
function listButtons(d: Drawing, overdue: number): readonly Button<'Z1'>[] {
  const list = (label: Text<'Z1'>, scope: ListScope): Button<'Z1'> => ({
    label,
    action: 'request.list',
    token: d.sign({ action: 'request.list', extra: `${scope}:1` }),
  })
  return [
    ...(overdue > 0 ? [list(d.say('button.list_overdue'), 'overdue')] : []),
    list(d.say('button.list_due'), 'due'),
    list(d.say('button.list_all'), 'all'),
  ]
}
