import type { Text } from '../chat/view.js'
import type { Actor, Role } from '../domain/people/roles.js'
import { keepReasons } from '../domain/retention/keepers.js'
import type { SweepState, SweepSummary } from '../domain/retention/summary.js'
import { deletable, keptInAll, type Tally } from '../domain/retention/tally.js'
import { hasBegun, totalsOf, type SweepTotals } from '../domain/retention/totals.js'
import type { Reader } from './case-card.js'
import { ofMap } from './erasure-run.js'
import { isKey, join, type Say } from './text/text.js'

const seeDetail: readonly Role[] = ['manager', 'engineer', 'dpo']

const isOneOf = ({ roles }: Actor, some: readonly Role[]) => roles.some((role) => some.includes(role))

/** Whether the reader sees a sweep collection by collection, or its counts alone (§5.7). */
export const seesDetail = (reader: Reader): boolean =>
  reader.for === 'channel' || isOneOf(reader.actor, seeDetail)

/** Whether an act of these roles is offered to the reader: in a channel it is, to whoever may. */
export const isOffered = (reader: Reader, roles: readonly Role[]): boolean =>
  reader.for === 'channel' || isOneOf(reader.actor, roles)

/** Why a store was not read or did not delete, in words; a code without words stands as it is. */
export function codeWords(say: Say, code: string): Text<'Z1'> {
  const key = `unread.${code}`
  return isKey(key) ? say(key as 'unread.away') : ofMap(code)
}

/** `legal hold 12, open request 3`: the reasons, in the order of §4.3. */
export function reasonWords(say: Say, { kept }: Pick<Tally, 'kept'>, withZeros = false): Text<'Z1'> {
  const reasons = keepReasons.filter((reason) => withZeros || kept[reason] > 0)
  return join(
    reasons.map((reason) =>
      say('sweep.reason', { reason: say(`keep_reason.${reason}`), number: kept[reason] }),
    ),
    ', ',
  )
}

/** `1,163 to be deleted`, as the state has it; where not everything was read, it is a least figure. */
export function dueWords(say: Say, { state }: SweepSummary, count: number, isLeast: boolean): Text<'Z1'> {
  const words = say(dueKeys[state] ?? 'sweep.to_delete', { count })
  return isLeast ? say('sweep.least', { words }) : words
}

const dueKeys: Readonly<Partial<Record<SweepState, 'sweep.would_delete' | 'sweep.not_deleted'>>> = {
  counted: 'sweep.would_delete',
  vetoed: 'sweep.not_deleted',
  superseded: 'sweep.not_deleted',
}

type Count = (say: Say, totals: SweepTotals, summary: SweepSummary) => Text<'Z1'> | null

const failed: Count = (say, { outcome: { failed: count } }, summary) =>
  count > 0 && hasBegun(summary) ? say('sweep.failed', { count }) : null

const unread: Count = (say, { unread: count }) => (count > 0 ? say('sweep.unread', { count }) : null)

const late: Count = (say, { daysLate: count }, { state }) =>
  count > 0 ? say(state === 'done' ? 'sweep.was_late' : 'sweep.late', { count }) : null

const left: Count = (say, { outcome: { overPlan: count } }, summary) =>
  count > 0 && hasBegun(summary) ? say('sweep.left', { count }) : null

const deleted: Count = (say, { tally, outcome, unread: missing }, summary) => {
  if (summary.state === 'running')
    return say('sweep.deleted_of', { count: outcome.deleted, all: deletable(tally) })
  return hasBegun(summary)
    ? say('sweep.deleted', { count: outcome.deleted })
    : dueWords(say, summary, deletable(tally), missing > 0)
}

const kept: Count = (say, { tally }) => say('sweep.kept', { count: keptInAll(tally) })

/** The worst first; what was late and is gone comes last. */
const counts = ({ state }: SweepSummary): readonly Count[] =>
  state === 'done' ? [failed, unread, left, deleted, kept, late] : [failed, unread, late, left, deleted, kept]

/** How a sweep stands, in one sentence: the state, then the counts, the worst first. */
export function sweepSentence(say: Say, summary: SweepSummary): Text<'Z1'> {
  const state = say(`sweep_state.${summary.state}`)
  if (summary.planHash === null) return say('sweep.state_only', { state })
  const totals = totalsOf(summary)
  const told = counts(summary).flatMap((count) => count(say, totals, summary) ?? [])
  return say('sweep.state_counts', { state, counts: join(told, ', ') })
}

/** Some words of a list, and how many more there are. */
export function firstOf(say: Say, words: readonly Text<'Z1'>[], most: number): Text<'Z1'> {
  const left = words.length - most
  return join([...words.slice(0, most), ...(left > 0 ? [say('sweep.and_more', { count: left })] : [])], ', ')
}

/** The day of the sweep, and whether it was only a dry run. */
export const sweepTitle = (say: Say, { kind, day }: Pick<SweepSummary, 'kind' | 'day'>): Text<'Z1'> =>
  say(kind === 'dry_run' ? 'sweep.title_dry_run' : 'sweep.title', { day })
