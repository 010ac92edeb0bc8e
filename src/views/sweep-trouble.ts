import type { Block, View } from '../chat/view.js'
import type { SweepSummary } from '../domain/retention/summary.js'
import { isUnread } from '../domain/retention/sweep-plan.js'
import { totalsOf, troubledLines } from '../domain/retention/totals.js'
import type { Drawing } from './drawing.js'
import { historyButton, pauseButton, showButton } from './sweep-buttons.js'
import { entriesOf } from './sweep-lines.js'
import { sweepSentence } from './sweep-words.js'

const shown = 8

/** A sweep that is partial, late or did not read everything, for the on-call channel: where, why and what to do. */
export function sweepTroubleView(d: Drawing, summary: SweepSummary): View<'Z1'> {
  const { say } = d
  const troubled = troubledLines(summary)
  const more = troubled.length - shown
  const sentence = sweepSentence(say, summary)
  return {
    title: say('sweep_trouble.title', { day: summary.day }),
    summary: sentence,
    blocks: [
      { kind: 'text', text: sentence, tone: 'danger' },
      ...cures(d, summary),
      ...(troubled.length > 0
        ? [{ kind: 'entries', entries: entriesOf(d, summary, troubled.slice(0, shown)) } as const]
        : []),
      ...(more > 0
        ? [{ kind: 'text', text: say('sweep_trouble.more', { count: more }), tone: 'muted' } as const]
        : []),
      {
        kind: 'buttons',
        buttons: [
          showButton(d, summary),
          ...pauseButton(d, summary, { for: 'channel' }),
          historyButton(d, summary),
        ],
      },
    ],
  }
}

function cures({ say }: Drawing, summary: SweepSummary): readonly Block<'Z1'>[] {
  const { outcome, daysLate } = totalsOf(summary)
  return [
    ...(outcome.failed > 0 || outcome.failure !== null ? [say('sweep_trouble.failed')] : []),
    ...(summary.lines.some(isUnread) ? [say('sweep_trouble.unread')] : []),
    ...(daysLate > 0 ? [say('sweep_trouble.late')] : []),
  ].map((text) => ({ kind: 'text', text }) as const)
}
