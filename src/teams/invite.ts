import type { Form } from '../chat/form.js'
import type { View } from '../chat/view.js'

/** The kinds of fields that hold codes or accounts: what a command said of them may go along with the button. */
const coded: ReadonlySet<string> = new Set(['choice', 'choices', 'person', 'date'])

/** A card with the button that opens a form: Teams opens a dialog for a press, never for typed words. */
export function invite({ action, token, title, fields }: Form, label: string): View {
  const prefill = Object.fromEntries(
    fields.flatMap(({ kind, name, ...field }) => {
      const { initial } = field as { readonly initial?: unknown }
      if (!coded.has(kind) || initial === undefined) return []
      return [[name, Array.isArray(initial) ? initial.join(',') : String(initial)]]
    }),
  )
  const words = { zone: 'Z1', words: label } as const
  const button = { label: words, action, token, style: 'primary', prefill } as const
  return { title, summary: title, blocks: [{ kind: 'buttons', buttons: [button] }] }
}
