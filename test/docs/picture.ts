import type { KnownBlock } from '@slack/types'
import { caseStatuses } from '../../src/domain/case/types.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { renderMessage } from '../../src/slack/render-card.js'
import { caseCard } from '../../src/views/case-card.js'
import { aCase, kari, monday } from '../support/case-builder.js'
import { drawing } from '../support/gallery.js'

/** One drawn row: its height in pixels, and its SVG with the row's top at `y`. */
interface Row {
  readonly height: number
  readonly svg: (y: number) => string
}

const width = 800
const left = 84
const columns = [left, 440] as const
const ink = '#1d1c1d'
const quiet = '#616061'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const xml = (text: string) => text.replaceAll(/[&<>"]/gu, (sign) => entities[sign]!)
const opened = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

interface Style {
  readonly size?: number
  readonly weight?: number
  readonly fill?: string
}

const line = (words: string, x: number, y: number, { size = 15, weight = 400, fill = ink }: Style = {}) =>
  `  <text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}">${xml(words)}</text>`

/** What Slack shows for a text of ours: people by their names. */
const shown = (text: string) => opened(text.replaceAll(`<@U${kari.id.slice(-4)}>`, '@Kari'))

function header(words: string): Row {
  return { height: 36, svg: (y) => line(words, left, y + 22, { size: 18, weight: 800 }) }
}

function section(words: string): Row {
  return { height: 34, svg: (y) => line(words, left, y + 20) }
}

function fields(texts: readonly string[]): Row {
  const rows = Math.ceil(texts.length / 2)
  const svg = (y: number) =>
    texts
      .flatMap((text, index) => {
        const [label = '', value = ''] = text.split('\n')
        const x = columns[index % 2]!
        const top = y + Math.floor(index / 2) * 46
        return [
          line(shown(label.replaceAll('*', '')), x, top + 16, { weight: 700 }),
          line(shown(value), x, top + 36),
        ]
      })
      .join('\n')
  return { height: rows * 46 + 8, svg }
}

/** Wide enough for the words, which are drawn in whatever font the reader has. */
const widthOf = (words: string) => Math.round(words.length * 8.2 + 26)

function buttons(all: readonly { readonly words: string; readonly isPrimary: boolean }[]): Row {
  const svg = (y: number) => {
    let x = left
    return all
      .map(({ words, isPrimary }) => {
        const wide = widthOf(words)
        const [fill, stroke, colour] = isPrimary
          ? ['#007a5a', '#007a5a', '#ffffff']
          : ['#ffffff', '#bbbabb', ink]
        const box = `  <rect x="${x}" y="${y + 2}" width="${wide}" height="32" rx="4" fill="${fill}" stroke="${stroke}"/>`
        const label = `  <text x="${x + wide / 2}" y="${y + 23}" font-size="14" font-weight="700" text-anchor="middle" fill="${colour}">${xml(words)}</text>`
        x += wide + 10
        return `${box}\n${label}`
      })
      .join('\n')
  }
  return { height: 46, svg }
}

function rowOf(block: KnownBlock): Row {
  if (block.type === 'header') return header(block.text.text)
  if (block.type === 'section' && block.fields) return fields(block.fields.map(({ text }) => text))
  if (block.type === 'section' && block.text) return section(shown(block.text.text))
  if (block.type === 'actions') {
    return buttons(
      block.elements.flatMap((element) =>
        element.type === 'button'
          ? [{ words: element.text.text, isPrimary: element.style === 'primary' }]
          : [],
      ),
    )
  }
  throw new Error(`The picture has no drawing for ${block.type}`)
}

/** The way of a case without detours, with the present status marked. Longer words get a wider box. */
function way(labels: readonly string[], present: number): Row {
  const gap = 18
  const room = width - 2 * 24 - gap * (labels.length - 1)
  const weightOf = (words: string) => words.length + 8
  const all = labels.reduce((sum, words) => sum + weightOf(words), 0)
  const svg = (y: number) => {
    let x = 24
    return labels
      .map((words, index) => {
        const wide = Math.floor((room * weightOf(words)) / all)
        const [fill, colour] = index === present ? ['#1b3a57', '#ffffff'] : ['#e8edf2', '#1b3a57']
        const arrow = `  <path d="M${x - gap + 5} ${y + 15}h8m-4 -4l4 4l-4 4" fill="none" stroke="${quiet}"/>\n`
        const box = `  <rect x="${x}" y="${y}" width="${wide}" height="30" rx="15" fill="${fill}"/>\n`
        const label = `  <text x="${x + wide / 2}" y="${y + 19}" font-size="12" text-anchor="middle" fill="${colour}">${xml(words)}</text>`
        x += wide + gap
        return `${index === 0 ? '' : arrow}${box}${label}`
      })
      .join('\n')
  }
  return { height: 30, svg }
}

const message = (height: number, rows: readonly string[]) => `<svg xmlns="http://www.w3.org/2000/svg" \
width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" \
font-family="Lato, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif">
  <title>The card of an erasure request in the privacy channel</title>
  <rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="#ffffff" stroke="#c9c9c9"/>
  <rect x="24" y="62" width="44" height="44" rx="8" fill="#1b3a57"/>
  <text x="46" y="91" font-size="19" font-weight="700" text-anchor="middle" fill="#ffffff">RD</text>
${rows.join('\n')}
</svg>
`

/** The case card as it goes to Slack, drawn from the very blocks, with the way of a case below it. */
export function picture(): string {
  const d = drawing('en')
  const found = aCase().forRights('erasure').prepared().awaitingApproval()
  const { payload } = renderMessage(caseCard(d, found, caseDates(found, monday), { for: 'channel' }))
  const rows = [
    `  <path d="M27 30v-4a4 4 0 0 1 8 0v4" fill="none" stroke="${ink}" stroke-width="2"/>`,
    `  <rect x="24" y="29" width="14" height="10" rx="2" fill="${ink}"/>`,
    line('privacy', 46, 38, { size: 17, weight: 800 }),
    `  <path d="M1 52h${width - 2}" stroke="#dddddd"/>`,
    line('Rights Desk', left, 76, { weight: 800 }),
    `  <rect x="${left + 100}" y="64" width="34" height="15" rx="3" fill="#e8e8e8"/>`,
    line('APP', left + 106, 75.5, { size: 10, weight: 700, fill: quiet }),
    line('09:00', left + 146, 76, { size: 12, fill: quiet }),
  ]
  let y = 84
  for (const block of payload.blocks) {
    const row = rowOf(block)
    rows.push(row.svg(y))
    y += row.height
  }
  const main = caseStatuses.filter(
    (status) => !['awaiting_identity', 'awaiting_clarification'].includes(status),
  )
  const steps = way(
    main.map((status) => d.say(`status.${status}`).words),
    main.indexOf(found.status),
  )
  rows.push(`  <path d="M1 ${y + 8}h${width - 2}" stroke="#dddddd"/>`, steps.svg(y + 24))
  return message(y + 24 + steps.height + 20, rows)
}
