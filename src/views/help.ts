import { usage, type CommandSpec } from '../chat/grammar.js'
import type { Entry, View } from '../chat/view.js'
import type { Drawing } from './drawing.js'
import { isKey, z1, type Language, type PlainKey } from './text/text.js'

const drawn = new WeakMap<readonly CommandSpec[], Map<Language, View<'Z1'>>>()

/** What may be typed, one line a command; give it only the rows that the person may use. Drawn once for each list. */
export function help(d: Drawing, specs: readonly CommandSpec[]): View<'Z1'> {
  const { language } = d.say
  const inLanguages = drawn.get(specs) ?? new Map<Language, View<'Z1'>>()
  const view = inLanguages.get(language) ?? draw(d, specs)
  drawn.set(specs, inLanguages.set(language, view))
  return view
}

function draw(d: Drawing, specs: readonly CommandSpec[]): View<'Z1'> {
  const { say } = d
  return {
    title: say('help.title'),
    summary: say('help.summary'),
    blocks: [
      { kind: 'text', text: say('help.intro') },
      { kind: 'entries', entries: specs.map((spec) => helpEntry(d, spec)) },
      { kind: 'text', text: say('help.privacy'), tone: 'warning' },
    ],
  }
}

function helpEntry({ say }: Drawing, spec: CommandSpec): Entry<'Z1'> {
  const key = `help.${spec.action}`
  return { title: z1(usage(spec)), details: isKey(key) ? [say(key as PlainKey)] : [] }
}
