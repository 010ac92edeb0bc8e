import { buttonsOf, walk, type CardButton } from './card-parts.js'
import type { Json } from './state.js'

export { buttonsOf, inputsOf } from './card-parts.js'

/*
 * What Teams does with an Adaptive Card (learn.microsoft.com/microsoftteams/platform/task-modules-and-cards), apart
 * from its schema. Written apart from the renderer's own numbers on purpose: this side judges that one.
 */
const mostBytes = 28_000
const parts = new Set([
  ...['TextBlock', 'RichTextBlock', 'ColumnSet', 'Column', 'Container', 'FactSet', 'ActionSet', 'Image'],
  ...['Input.Text', 'Input.ChoiceSet', 'Input.Date', 'Input.Time', 'Input.Toggle'],
])

/** All words of a card as a person reads them, one piece a line. */
export function wordsOf(card: Json): readonly string[] {
  const lines: string[] = []
  walk(card, (part) => {
    for (const name of ['text', 'title', 'label', 'value'] as const) {
      const words = part[name]
      if (typeof words === 'string' && (name !== 'value' || part['type'] === 'Input.Text')) lines.push(words)
    }
  })
  return lines.map((line) => line.replaceAll(/<at>([^<]*)<\/at>/gu, '@$1'))
}

/** What Teams would refuse in a card, or not do; empty when nothing. */
export function faultsOfCard(card: Json, surface: 'message' | 'dialog'): readonly string[] {
  const isCard = card['type'] === 'AdaptiveCard' && card['version'] === '1.5'
  return [
    ...(Buffer.byteLength(JSON.stringify(card)) > mostBytes ? ['too large'] : []),
    ...(isCard ? [] : ['no card of version 1.5']),
    ...partFaults(card['body']),
    ...inputFaults(card['body']),
    ...buttonsOf(card).flatMap((button) => buttonFaults(button, surface)),
    ...mentionFaults(card),
  ]
}

/** Types that stand in a card without being a part of its body. */
const others = new Set(['TextRun', 'AdaptiveCard', 'Data.Query'])

function partFaults(body: unknown): readonly string[] {
  const faults: string[] = []
  walk(body, ({ type }) => {
    if (typeof type !== 'string' || type.startsWith('Action.') || others.has(type)) return
    if (!parts.has(type)) faults.push(`unknown part ${type}`)
  })
  return faults
}

/** Each input has an id of its own and a label. */
function inputFaults(body: unknown): readonly string[] {
  const ids = new Set<unknown>()
  const faults: string[] = []
  walk(body, ({ type, id, label }) => {
    if (typeof type !== 'string' || !type.startsWith('Input.')) return
    if (!id || ids.has(id) || !label) faults.push(`input ${String(id)}`)
    ids.add(id)
  })
  return faults
}

function buttonFaults({ type, title, data }: CardButton, surface: 'message' | 'dialog'): readonly string[] {
  const isDead = surface === 'dialog' && (type === 'Action.Execute' || 'msteams' in data)
  return [
    ...(title.trim() === '' ? ['a button without words'] : []),
    ...(isDead ? [`${title} does nothing in a dialog`] : []),
  ]
}

/** Every mention must be listed, and every listed one must stand in the words. */
function mentionFaults(card: Json): readonly string[] {
  const { entities = [] } = (card['msteams'] ?? {}) as { entities?: { text: string }[] }
  const body = JSON.stringify(card['body'])
  const tags = new Set(body.match(/<at>[^<]*<\/at>/gu) ?? [])
  const listed = new Set(entities.map(({ text }) => text))
  return [
    ...[...tags].filter((tag) => !listed.has(tag)).map((tag) => `${tag} is not listed`),
    ...[...listed].filter((tag) => !body.includes(tag)).map((tag) => `${tag} stands nowhere`),
  ]
}
