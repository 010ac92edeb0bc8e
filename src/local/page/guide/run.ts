import { inputsOf, valuesOf, type Values } from '../form/inputs.js'
import { modalOf } from '../selectors.js'
import { act, currentWorld, onChange } from '../store.js'
import { closeOnce } from './close-when-done.js'
import { exampleFor } from './examples.js'
import type { GuideAct } from './steps.js'

const waitMs = 5_000

/** Waits until what the page knows satisfies `find`; null when it does not in time. */
function until<Found>(find: () => Found | null): Promise<Found | null> {
  return new Promise((resolve) => {
    const look = () => {
      const found = find()
      if (found !== null) finish(found)
    }
    const finish = (found: Found | null) => {
      stop()
      clearTimeout(timer)
      resolve(found)
    }
    const stop = onChange(look)
    const timer = setTimeout(() => finish(null), waitMs)
    look()
  })
}

const initialOf = (inputs: ReturnType<typeof inputsOf>): Values => {
  const start = valuesOf(inputs, new FormData())
  const given = inputs.map(({ name, kind, initial }) => [
    name,
    kind === 'checkboxes' ? initial : (initial[0] ?? ''),
  ])
  return { ...start, ...(Object.fromEntries(given) as Values) }
}

/** Types the command of an act, as that person would. */
export function giveCommand(
  { as, command }: GuideAct,
  channel: string,
  reference: string | null,
): Promise<boolean> {
  return act({ act: 'command', as, channel, text: command.replace('REF', reference ?? '') })
}

/** Does an act to its end: types the command, fills the form that opens with the example, and sends it. */
export async function performAct(one: GuideAct, channel: string, reference: string | null): Promise<void> {
  const before = modalOf(currentWorld().shown, one.as)?.id
  if (!(await giveCommand(one, channel, reference)) || one.isRefused || one.command.startsWith('assign'))
    return
  const modal = await until(() => {
    const found = modalOf(currentWorld().shown, one.as)
    return found && found.id !== before && exampleFor(found) ? found : null
  })
  if (!modal) return
  const inputs = inputsOf(modal.content.blocks)
  const values = { ...initialOf(inputs), ...exampleFor(modal)!(inputs) }
  await act({ act: 'submit', as: one.as, view: modal.id, values })
  await until(() => {
    const left = modalOf(currentWorld().shown, one.as)
    return left?.id !== modal.id || left.hash !== modal.hash ? true : null
  })
  const left = modalOf(currentWorld().shown, one.as)
  if (left && !left.content['submit']) await closeOnce(one.as, left.id)
}

/** Waits until the case of the tour is there, or as far as `isThere` asks. */
export const untilSo = (isThere: () => boolean) => until(() => (isThere() ? true : null))
