import type { Block, Fact } from '../chat/view.js'
import { onTimeRate, type Durations, type Week } from '../domain/figures/weeks.js'
import type { Drawing } from './drawing.js'
import { join, type Say } from './text/text.js'

/** How last week went, and how long rights take: of all together, then by right. */
export function weeklyBlocks(
  { say }: Drawing,
  { received, ended }: Week,
  durations: readonly Durations[],
): readonly Block<'Z1'>[] {
  return [
    { kind: 'heading', text: say('digest.weekly') },
    { kind: 'text', text: say('digest.last_week', { received, ended }) },
    ...(durations.length > 0
      ? [{ kind: 'facts', facts: durations.map((one) => durationFact(say, one)) } as const]
      : []),
    { kind: 'text', text: say('digest.durations_note'), tone: 'muted' },
  ]
}

function durationFact(say: Say, one: Durations): Fact<'Z1'> {
  const rate = onTimeRate(one)
  const [median, mean, p90] = [oneDecimal(one.median), oneDecimal(one.mean), oneDecimal(one.p90)]
  return {
    label: one.right === null ? say('digest.all_rights') : say(`right.${one.right}`),
    value: join(
      [
        say('digest.durations', { median, mean, p90 }),
        // A rate is rounded down: a hundred per cent means all of them.
        rate === null
          ? say('digest.on_time_unknown')
          : say('digest.on_time', { percent: Math.floor(rate * 100) }),
        say('digest.basis', { ended: one.ended, open: one.open }),
      ],
      ' · ',
    ),
  }
}

const oneDecimal = (value: number) => Math.round(value * 10) / 10
