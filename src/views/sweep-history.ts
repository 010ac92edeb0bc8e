import type { Button, Entry, View } from '../chat/view.js'
import type { SweepSummary } from '../domain/retention/summary.js'
import type { Drawing } from './drawing.js'
import { pagingBlocks } from './paging.js'
import { join, sayDate, z1 } from './text/text.js'

/** A sweep in a list. */
export interface SweepRow extends Pick<SweepSummary, 'id' | 'day' | 'kind' | 'state'> {
  /** Null: nothing of it was carried out. */
  readonly deleted: number | null
  readonly failed: number | null
  /** Records that were kept although their period was over; null while it is counted. */
  readonly kept: number | null
}

/** One page of the sweeps so far. */
export interface SweepPage {
  /** The newest first. */
  readonly rows: readonly SweepRow[]
  /** Counted from 1. */
  readonly page: number
  readonly pages: number
  /** Sweeps on all pages. */
  readonly total: number
}

/** The sweeps so far, the newest first as given, with a button to show each and buttons to turn the page. */
export function sweepHistoryView(d: Drawing, { rows, page, pages, total }: SweepPage): View<'Z1'> {
  const { say } = d
  const summary = say('sweep_history.summary', { count: total })
  return {
    title: say('sweep_history.title'),
    summary,
    blocks: [
      { kind: 'text', text: summary, tone: 'muted' },
      ...(rows.length === 0 ? [] : [{ kind: 'entries', entries: rows.map((row) => entry(d, row)) } as const]),
      ...pagingBlocks(d, { action: 'sweep.history', page, pages }),
    ],
  }
}

function entry(d: Drawing, row: SweepRow): Entry<'Z1'> {
  const { say } = d
  const { id, day, state, deleted, failed, kept } = row
  const counts = [
    ...(failed !== null && failed > 0 ? [say('sweep.failed', { count: failed })] : []),
    ...(deleted === null ? [] : [say('sweep.deleted', { count: deleted })]),
    ...(kept === null ? [] : [say('sweep.kept', { count: kept })]),
  ]
  return {
    title: join([sayDate(say, day), z1(id)], ' · '),
    details: [join([say(`sweep_state.${state}`), ...counts], ' · ')],
    button: showButton(d, row),
  }
}

function showButton(d: Drawing, { id }: SweepRow): Button<'Z1'> {
  const label = d.say('button.show')
  return {
    label,
    action: 'sweep.show',
    token: d.sign({ action: 'sweep.show', extra: id }),
    describe: d.say('button.sweep.describe', { label, sweep: id }),
  }
}
