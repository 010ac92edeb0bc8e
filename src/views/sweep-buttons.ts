import type { Button, Confirm } from '../chat/view.js'
import { erasureCommands, sweepCommands } from '../domain/people/policy.js'
import type { SweepState, SweepSummary } from '../domain/retention/summary.js'
import type { SweepId } from '../domain/retention/sweep-plan.js'
import { deletable } from '../domain/retention/tally.js'
import { totalsOf } from '../domain/retention/totals.js'
import type { Reader } from './case-card.js'
import type { Drawing } from './drawing.js'
import { isOffered } from './sweep-words.js'

const prefix = 'sha256:'.length

/**
 * The first digits of a plan's hash, for people and for buttons. Twelve: eight digits standing alone would be taken for
 * a telephone number and keep the card out of the channel.
 */
export const planMark = (planHash: string): string => planHash.slice(prefix, prefix + 12)

/** What an approval is of: `SW-2026-11-23-01:9f3c…`; a click on a card with other figures than the present ones has another. */
export const approvalOf = (id: SweepId, planHash: string): string => `${id}:${planMark(planHash)}`

type Act = 'sweep.approve' | 'sweep.veto' | 'sweep.show' | 'sweep.lines' | 'sweep.history' | 'erasure.pause'

/** Acts that a click carries out at once. */
function confirmOf({ say }: Drawing, act: Act, summary: SweepSummary): Confirm<'Z1'> | null {
  const ask = (title: Confirm<'Z1'>['title'], text: Confirm<'Z1'>['text']) => ({
    title,
    text,
    yes: say(`button.${act}`),
    no: say('confirm.no'),
  })
  switch (act) {
    case 'sweep.approve':
      return ask(
        say('confirm.sweep.approve.title'),
        say('confirm.sweep.approve.text', { count: deletable(totalsOf(summary).tally) }),
      )
    case 'sweep.veto':
      return ask(say('confirm.sweep.veto.title'), say('confirm.sweep.veto.text'))
    case 'erasure.pause':
      return ask(say('confirm.erasure.pause.title'), say('confirm.erasure.pause.text'))
    default:
      return null
  }
}

const styles: Readonly<Partial<Record<Act, 'primary' | 'danger'>>> = {
  'sweep.approve': 'primary',
  'sweep.veto': 'danger',
}

function button(d: Drawing, act: Act, summary: SweepSummary, extra?: string): Button<'Z1'> {
  const label = d.say(`button.${act}`)
  const action = act === 'sweep.lines' ? 'sweep.show' : act
  const confirm = confirmOf(d, act, summary)
  const style = styles[act]
  return {
    label,
    action,
    token: d.sign({ action, ...(extra === undefined ? {} : { extra }) }),
    describe: d.say('button.sweep.describe', { label, sweep: summary.id }),
    ...(style ? { style } : {}),
    ...(confirm ? { confirm } : {}),
  }
}

const vetoable: readonly SweepState[] = ['waiting', 'planned']
const haltable: readonly SweepState[] = ['waiting', 'planned', 'running']

/** What the reader can do about a sweep in its state; nothing is offered that would be refused for it. */
export function actButtons(d: Drawing, summary: SweepSummary, reader: Reader): readonly Button<'Z1'>[] {
  const { id, state, planHash } = summary
  return [
    ...(state === 'waiting' && planHash !== null && isOffered(reader, sweepCommands['sweep.approve'])
      ? [button(d, 'sweep.approve', summary, approvalOf(id, planHash))]
      : []),
    ...(vetoable.includes(state) && isOffered(reader, sweepCommands['sweep.veto'])
      ? [button(d, 'sweep.veto', summary, id)]
      : []),
    ...(haltable.includes(state) ? pauseButton(d, summary, reader) : []),
  ]
}

/** Halts everything; nothing while it stands still already. */
export function pauseButton(d: Drawing, summary: SweepSummary, reader: Reader): readonly Button<'Z1'>[] {
  return summary.isPaused || !isOffered(reader, erasureCommands['erasure.pause'])
    ? []
    : [button(d, 'erasure.pause', summary)]
}

/** Shows the card of the sweep. */
export const showButton = (d: Drawing, summary: SweepSummary): Button<'Z1'> =>
  button(d, 'sweep.show', summary, summary.id)

/** Shows all collections, from the first page. */
export const linesButton = (d: Drawing, summary: SweepSummary): Button<'Z1'> =>
  button(d, 'sweep.lines', summary, `${summary.id}:1`)

/** Lists the sweeps before. */
export const historyButton = (d: Drawing, summary: SweepSummary): Button<'Z1'> =>
  button(d, 'sweep.history', summary, '1')
