import type { Fact, Text } from '../chat/view.js'
import type { SweepSummary } from '../domain/retention/summary.js'
import { totalsOf, type SweepTotals } from '../domain/retention/totals.js'
import type { Drawing } from './drawing.js'
import { ofMap } from './erasure-run.js'
import { planMark } from './sweep-buttons.js'
import { reasonWords } from './sweep-words.js'
import { join, sayInstant, z1, type PlainKey } from './text/text.js'

/** A value, or null where there is nothing to say. */
type Tell = (d: Drawing, summary: SweepSummary, totals: SweepTotals) => Text<'Z1'> | null

const due: Tell = ({ say }, _summary, { tally, unread }) =>
  say(unread > 0 ? 'sweep.of_scanned_least' : 'sweep.of_scanned', {
    count: tally.eligible,
    all: tally.scanned,
  })

const kept: Tell = ({ say }, _summary, { tally }) => reasonWords(say, tally, true)

const unanchored: Tell = ({ say }, _summary, { tally: { unanchored: count } }) =>
  count === 0 ? null : say('sweep.unanchored', { count })

const safety: Tell = ({ say }, { safety: findings, meanEligible }) => {
  const number = meanEligible === null ? null : Math.round(meanEligible)
  const mean = number === null ? say('sweep.no_mean') : say('sweep.mean', { number })
  const found = findings.length === 0 ? say('sweep.safe') : say('sweep.unusual', { count: findings.length })
  return join([found, mean], ' · ')
}

const soon: Tell = ({ say }, { soon: { exceptions, holds } }) => {
  const told = [
    ...(exceptions > 0 ? [say('sweep.exceptions', { count: exceptions })] : []),
    ...(holds > 0 ? [say('sweep.holds', { count: holds })] : []),
  ]
  return told.length === 0 ? say('sweep.nothing_soon') : join(told, ', ')
}

const backups: Tell = ({ say }, { backups: { sets, lastPurgeBy } }) => {
  if (sets === 0) return say('sweep.no_backups')
  const until =
    lastPurgeBy === null ? say('sweep.purge_unknown') : say('sweep.purge_by', { date: lastPurgeBy })
  return join([say('sweep.backups', { count: sets }), until], ', ')
}

const plan: Tell = (_d, { id, planHash }) =>
  planHash === null ? z1(id) : join([z1(id), ofMap(planMark(planHash))], ' · ')

const act =
  (of: 'approved' | 'vetoed'): Tell =>
  ({ say, who }, summary) => {
    const made = summary[of]
    return made && say('sweep.by_at', { person: who(made.by), at: sayInstant(say, made.at) })
  }

const instant =
  (of: 'startsAt' | 'startedAt' | 'finishedAt'): Tell =>
  ({ say }, summary) => {
    const at = summary[of]
    return at && sayInstant(say, at)
  }

/** Begins is said only while it is still to come. */
const begins: Tell = (d, summary, totals) =>
  summary.state === 'planned' ? instant('startsAt')(d, summary, totals) : null

const counted: readonly (readonly [PlainKey, Tell])[] = [
  ['sweep.label_due', due],
  ['sweep.label_kept', kept],
  ['sweep.label_unanchored', unanchored],
  ['sweep.label_safety', safety],
]
const always: readonly (readonly [PlainKey, Tell])[] = [
  ['sweep.label_soon', soon],
  ['sweep.label_backups', backups],
  ['sweep.label_begins', begins],
  ['sweep.label_approved', act('approved')],
  ['sweep.label_vetoed', act('vetoed')],
  ['sweep.label_begun', instant('startedAt')],
  ['sweep.label_ended', instant('finishedAt')],
]

/** Figures of a sweep over all collections, what comes soon, and who decided; the plan for those who see the detail. */
export function factsOf(d: Drawing, summary: SweepSummary, withPlan: boolean): readonly Fact<'Z1'>[] {
  const totals = totalsOf(summary)
  const rows = [
    ...(summary.planHash === null ? [] : counted),
    ...always,
    ...(withPlan ? [['sweep.label_plan', plan] as const] : []),
  ]
  return rows.flatMap(([label, tell]) => {
    const value = tell(d, summary, totals)
    return value === null ? [] : [{ label: d.say(label), value }]
  })
}
