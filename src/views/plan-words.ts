import type { Text } from '../chat/view.js'
import type { PlanItem, PlanLine } from '../domain/case/types.js'
import type { Drawing } from './drawing.js'
import { capital, sayDate, z2 } from './text/text.js'

/** What a plan decides for one right, e.g. `Erasure: refused, ground: legal claims (Art. 17(3)(e))`. */
export function itemWords({ say }: Drawing, { right, outcome, ground }: PlanItem): Text<'Z1'> {
  const values = { right: say(`right.${right}`), outcome: say(`outcome.${outcome}`) }
  const words =
    ground === null
      ? say('form.approve_item', values)
      : say('form.approve_item_ground', { ...values, ground: say(`ground.${ground}`) })
  return capital(words)
}

/** One line of a plan: system, category, what is done, and to how many records. Not counted is never zero. */
export function lineWords({ say }: Drawing, line: PlanLine): Text {
  const records =
    line.count === null ? say('form.records_unknown') : say('form.records', { count: line.count })
  const act = say('form.line', { action: say(`plan_action.${line.action}`), records })
  // A line made without a data map covers every system: its names say nothing.
  const where = line.system === 'all' ? [say(`right.${line.right}`).words] : [line.system, line.category]
  const why = [line.keepGround, line.keepUntil && sayDate(say, line.keepUntil).words].filter(
    (part) => part !== null,
  )
  return capital(z2([...where, act.words, ...why].join(' · ')))
}
