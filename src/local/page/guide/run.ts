import type { Look, Setup } from '../../web/shown.js'
import { valuesOf, type Input, type Values } from '../form/inputs.js'
import { openFormOf } from '../form/open-form.js'
import { currentWorld } from '../store.js'
import { closeOnce } from './close-when-done.js'
import { exampleFor } from './examples.js'
import type { GuideAct } from './steps.js'
import { until, untilSo } from './until.js'
import { ways } from './ways.js'

/** Where the tour is taken, and the case that it is about once there is one. */
export interface Stage {
  readonly setup: Setup
  readonly look: Look
  readonly reference: string | null
}

const initialOf = (inputs: readonly Input[]): Values => {
  const start = valuesOf(inputs, new FormData())
  const given = inputs.map(({ name, kind, initial }) => [
    name,
    kind === 'checkboxes' ? initial : (initial[0] ?? ''),
  ])
  return { ...start, ...(Object.fromEntries(given) as Values) }
}

/** Types the command of an act, as that person would; its form stands open then. */
export function giveCommand(one: GuideAct, { setup, look, reference }: Stage): Promise<boolean> {
  const command = one.command.replace('REF', reference ?? '')
  return ways[look].give(one, command, ways[look].placeOf(setup, one.as))
}

/** Does an act to its end: types the command, fills the form that opens with the example, and sends it. */
export async function performAct(one: GuideAct, stage: Stage): Promise<void> {
  const { look } = stage
  const open = () => openFormOf(currentWorld().shown, one.as, look)
  const before = open()?.drawing
  if (!(await giveCommand(one, stage)) || one.opens === 'answer') return
  const form = await until(() => {
    const found = open()
    return found && found.drawing !== before && exampleFor(found) ? found : null
  })
  if (!form) return
  await ways[look].send(one.as, form, { ...initialOf(form.inputs), ...exampleFor(form) })
  await untilSo(() => open()?.drawing !== form.drawing)
  const left = open()
  if (left?.action === null) await closeOnce(one.as, left, look)
}
