import type { Block, Entry, View } from '../chat/view.js'
import type { Reference } from '../domain/case/types.js'
import { systemActor } from '../domain/people/roles.js'
import type { ChainedEvent } from '../domain/proof/event.js'
import type { Drawing } from './drawing.js'
import { sayInstant } from './text/text.js'

const shown = 30

/** What was done on a case, by whom and when, the newest first; at most the last 30 acts. */
export function history(d: Drawing, reference: Reference, events: readonly ChainedEvent[]): View<'Z1'> {
  const { say } = d
  const newest = [...events].sort((a, b) => b.seq - a.seq)
  const entries = newest.slice(0, shown).map((event) => eventEntry(d, event))
  const left = newest.length - entries.length
  const list: Block<'Z1'> =
    entries.length === 0 ? { kind: 'text', text: say('history.empty') } : { kind: 'entries', entries }
  return {
    title: say('history.title', { reference }),
    summary: say('history.summary', { reference }),
    blocks: [
      list,
      ...(left > 0
        ? [{ kind: 'text', text: say('history.earlier', { count: left }), tone: 'muted' } as const]
        : []),
    ],
  }
}

function eventEntry(d: Drawing, { type, at, actor, role }: ChainedEvent): Entry<'Z1'> {
  const { say } = d
  const person = actor === systemActor.id ? say('person.desk') : d.who(actor)
  const line = say('history.line', { at: sayInstant(say, at), person, role: say(`role.${role}`) })
  return { title: say(`event.${type}`), details: [line] }
}
