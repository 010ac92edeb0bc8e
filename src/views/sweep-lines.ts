import type { Block, Entry, Text, View } from '../chat/view.js'
import type { SummaryLine, SweepSummary } from '../domain/retention/summary.js'
import { backlogDays } from '../domain/retention/sweep-plan.js'
import { deletable, keptInAll } from '../domain/retention/tally.js'
import { gravestFirst, gravityOf, hasBegun } from '../domain/retention/totals.js'
import type { Drawing } from './drawing.js'
import { ofMap } from './erasure-run.js'
import { pagingBlocks } from './paging.js'
import { codeWords, dueWords, firstOf, reasonWords, sweepSentence, sweepTitle } from './sweep-words.js'
import { join } from './text/text.js'

/** Collections on the card, and characters of what is said about them: with the chart a card of Teams holds no more. */
const mostShown = 9
const mostWords = 2_200
const onPage = 12
const sourcesShown = 4

/** What a card says of collections, and whether it leaves none out. */
export interface Lines {
  readonly blocks: readonly Block<'Z1'>[]
  readonly areAll: boolean
}

/** The collections that have something to tell, the gravest first, and how many others there are. */
export function lineBlocks(d: Drawing, summary: SweepSummary): Lines {
  const { say } = d
  const telling = gravestFirst(summary).filter((line) => gravityOf(line, summary) > 0)
  const entries = fitting(entriesOf(d, summary, telling.slice(0, mostShown)))
  const more = telling.length - entries.length
  const quiet = summary.lines.length - telling.length
  const rest = [
    ...(more > 0 ? [say('sweep.more', { count: more })] : []),
    ...(quiet > 0 ? [say('sweep.quiet', { count: quiet })] : []),
  ]
  const blocks: readonly Block<'Z1'>[] = [
    { kind: 'heading', text: say('sweep.collections') },
    ...(entries.length > 0 ? [{ kind: 'entries', entries } as const] : []),
    ...(rest.length > 0 ? [{ kind: 'text', text: join(rest), tone: 'muted' } as const] : []),
  ]
  return { blocks, areAll: rest.length === 0 }
}

/** The first entries that fit; one always does. */
function fitting(entries: readonly Entry<'Z1'>[]): readonly Entry<'Z1'>[] {
  let words = 0
  const over = entries.findIndex(({ title, details }) => {
    words += [title, ...details].reduce((sum, text) => sum + text.words.length, 0)
    return words > mostWords
  })
  return over === -1 ? entries : entries.slice(0, Math.max(1, over))
}

/** All collections of a sweep, page by page, counted from 1; for those who see the detail (§5.7). */
export function sweepLinesView(d: Drawing, summary: SweepSummary, page: number): View<'Z1'> {
  const lines = gravestFirst(summary)
  const pages = Math.max(1, Math.ceil(lines.length / onPage))
  const at = Math.min(Math.max(page, 1), pages)
  const entries = entriesOf(d, summary, lines.slice((at - 1) * onPage, at * onPage))
  return {
    title: sweepTitle(d.say, summary),
    summary: sweepSentence(d.say, summary),
    blocks: [
      { kind: 'text', text: sweepSentence(d.say, summary) },
      entries.length > 0
        ? { kind: 'entries', entries }
        : { kind: 'text', text: d.say('sweep.no_collections') },
      ...pagingBlocks(d, { action: 'sweep.show', prefix: summary.id, page: at, pages }),
    ],
  }
}

/** What is to be told of each of these collections, the worst of it first. */
export function entriesOf(
  d: Drawing,
  summary: SweepSummary,
  lines: readonly SummaryLine[],
): readonly Entry<'Z1'>[] {
  return lines.map((line) => ({
    title: ofMap(`${line.system}.${line.collection} (${line.rule})`),
    details: [unread, figures, kept, oldest, unanchored, notFound].flatMap(
      (tell) => tell(d, line, summary) ?? [],
    ),
  }))
}

type Tell = (d: Drawing, line: SummaryLine, summary: SweepSummary) => Text<'Z1'> | null

const unread: Tell = ({ say }, { unread: code, tally }) =>
  code === null
    ? null
    : say(tally.scanned > 0 ? 'sweep.line_unread_rest' : 'sweep.line_unread', { why: codeWords(say, code) })

const figures: Tell = ({ say }, line, summary) => {
  const { tally, unread: code } = line
  // Nothing was read: there is no figure to tell, not even a zero.
  if (code !== null && tally.scanned === 0) return null
  const due = say(code === null ? 'sweep.line_due' : 'sweep.line_due_least', {
    count: tally.eligible,
    all: tally.scanned,
  })
  const acts = hasBegun(summary)
    ? outcomeWords(say, line)
    : tally.eligible > 0
      ? [dueWords(say, summary, deletable(tally), code !== null)]
      : []
  return join([due, ...acts], ' · ')
}

function outcomeWords(say: Drawing['say'], { outcome, tally }: SummaryLine): readonly Text<'Z1'>[] {
  const { deleted, failed, overPlan, failure } = outcome
  return [
    ...(failed > 0 || failure !== null
      ? [
          failure === null
            ? say('sweep.line_failed', { count: failed })
            : say('sweep.line_failed_why', { count: failed, why: codeWords(say, failure) }),
        ]
      : []),
    ...(overPlan > 0 ? [say('sweep.left', { count: overPlan })] : []),
    ...(deleted > 0 || deletable(tally) > 0 ? [say('sweep.line_deleted', { count: deleted })] : []),
  ]
}

const kept: Tell = ({ say }, { tally }) => {
  const number = keptInAll(tally)
  return number === 0 ? null : say('sweep.line_kept', { number, reasons: reasonWords(say, tally) })
}

const oldest: Tell = ({ say }, { tally }, { day, state }) => {
  const { oldestAnchor: anchor, oldestLastKept: lastKept } = tally
  if (anchor === null || lastKept === null) return null
  const count = backlogDays(tally, day)
  const words = say('sweep.line_oldest', { anchor, lastKept })
  return count === 0
    ? words
    : join([words, say(state === 'done' ? 'sweep.line_was_late' : 'sweep.line_late', { count })], ' · ')
}

const unanchored: Tell = ({ say }, { tally }) =>
  tally.unanchored === 0 ? null : say('sweep.line_unanchored', { count: tally.unanchored })

const notFound: Tell = ({ say }, { notFound: sources }) =>
  sources.length === 0
    ? null
    : say('sweep.line_not_found', { sources: firstOf(say, sources.map(ofMap), sourcesShown) })
