import type { Setup } from '../../web/shown.js'

type Json = Readonly<Record<string, unknown>>

const sending = new Set(['Action.Execute', 'Action.Submit'])

/**
 * The card with two things that Teams itself adds: its buttons are numbered in the order in which they stand, so that
 * a press can name one, and a field for a person offers those of the directory.
 */
export function prepared(card: Json, { people }: Setup): Json {
  let count = 0
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part !== 'object' || part === null) return part
    const { type } = part as Json
    const number = sending.has(String(type)) ? { id: String(count++) } : {}
    const made = Object.entries(part).map(([name, value]) => [name, isLeaf(name) ? value : walk(value)])
    return withPeople({ ...(Object.fromEntries(made) as Json), ...number }, people)
  }
  return walk(card) as Json
}

const isLeaf = (name: string) => name === 'data' || name === 'fallback'

function withPeople(part: Json, people: Setup['people']): Json {
  if (!('choices.data' in part)) return part
  const { 'choices.data': _query, ...rest } = part
  const choices = people.map(({ directoryId, name }) => ({ title: name, value: directoryId }))
  return { ...rest, choices, style: 'compact' }
}
