import type { Block, Button, Entry, Fact, Link, Text, Tone, View } from '../chat/view.js'
import { cutAt, filled, split } from '../chat/cutting.js'
import { fit, signs, type Piece as PieceOf, type Rendered } from '../chat/fitting.js'
import { press, type AdaptiveCard, type Part } from './card.js'
import {
  disarm,
  isFormatted,
  mentionsSomebody,
  plainText,
  textBlockWords,
  type MentionEntity,
  type Names,
} from './escape.js'
import { limits } from './limits.js'

/** What a card is drawn for. */
export interface Canvas {
  /** In a dialog only submitting works; in a message a button may open a dialog. */
  readonly surface: 'message' | 'dialog'
  /** Whether the command of a button may ask for a form, which Teams must know before the press. */
  readonly opensForm: (action: string) => boolean
  readonly names: Names
}

/** Draws a view as an Adaptive Card. */
export function renderCard(view: View, canvas: Canvas): Rendered<AdaptiveCard> {
  const pen = new Pen(canvas)
  const pieces = [...pen.heading(view.title.words), ...view.blocks.flatMap((block) => pen.draw(block))]
  return { payload: pen.card(pieces, view.summary), cuts: pen.cuts }
}

export type Piece = PieceOf<Part>

const colors = { plain: 'default', warning: 'warning', danger: 'attention', success: 'good' } as const

interface Look {
  readonly isSubtle?: true
  readonly size?: 'small' | 'large'
  readonly weight?: 'bolder'
  readonly color?: (typeof colors)[keyof typeof colors]
}

const fixed = (part: Part): Piece => ({ part, isEntry: false })

/** Draws the parts of one card and remembers what it had to cut, and whom it mentions. */
export class Pen {
  readonly cuts: string[] = []
  readonly #entities = new Map<string, MentionEntity>()

  constructor(readonly canvas: Canvas) {}

  draw(block: Block): readonly Piece[] {
    switch (block.kind) {
      case 'heading':
        return this.heading(block.text.words)
      case 'text':
        return this.text(block.text.words, block.tone)
      case 'facts':
        return block.facts.map((fact) => fixed(this.#fact(fact)))
      case 'entries':
        return block.entries.map((entry) => ({ part: this.#entry(entry), isEntry: true }))
      case 'buttons':
        return this.#buttons(block.buttons)
      case 'picture':
        return [
          fixed({
            type: 'Image',
            url: `data:image/png;base64,${block.picture.base64}`,
            altText: this.cut(block.alt.words, limits.alt, 'alt'),
            size: 'stretch',
          }),
        ]
      case 'divider':
        return [fixed({ type: 'Container', separator: true, spacing: 'medium', items: [] })]
    }
  }

  /** A heading is told to screen readers; words that a text block would change stand as they are instead. */
  heading(words: string): readonly Piece[] {
    const text = plainText(this.cut(words, limits.heading, 'heading'), this.canvas.names)
    if (isFormatted(text)) return [fixed(this.words(text, { size: 'large', weight: 'bolder' }))]
    return [fixed({ type: 'TextBlock', text, wrap: true, size: 'large', weight: 'bolder', style: 'heading' })]
  }

  /** Long words go on in further blocks: nothing of them is lost. */
  text(words: string, tone: Tone = 'plain'): readonly Piece[] {
    const look: Look =
      tone === 'muted' ? { isSubtle: true, size: 'small' } : tone === 'plain' ? {} : { color: colors[tone] }
    const all = tone === 'muted' ? words : signs[tone] + words
    return split(all, limits.text).map((part) => fixed(this.words(part, look)))
  }

  /** Words in one look: as rich text, or as a text block where somebody is mentioned. */
  words(words: string, look: Look = {}): Part {
    const { names } = this.canvas
    if (!mentionsSomebody(words, names)) {
      const text = plainText(words, names)
      return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...look }] }
    }
    const { text, entities } = textBlockWords(words, names)
    for (const entity of entities) this.#entities.set(entity.text, entity)
    return { type: 'TextBlock', text, wrap: true, ...look }
  }

  #fact({ label, value }: Fact): Part {
    return {
      type: 'ColumnSet',
      spacing: 'small',
      columns: [
        { type: 'Column', width: 2, items: [this.words(label.words, { weight: 'bolder' })] },
        { type: 'Column', width: 3, items: [this.words(value.words)] },
      ],
    }
  }

  #entry({ title, details, button, link }: Entry): Part {
    const rest = details.map(({ words }) => words).filter((words) => words.trim() !== '')
    const items = [
      this.words(this.cut(title.words, limits.text / 2, 'entry'), { weight: 'bolder' }),
      ...rest.map((words) => this.words(this.cut(words, limits.text, 'entry'), { size: 'small' })),
    ]
    const actions = [...(button ? [this.button(button)] : []), ...(link ? [this.#open(link)] : [])]
    const beside =
      actions.length > 0 ? [{ type: 'Column', width: 'auto', items: [{ type: 'ActionSet', actions }] }] : []
    return { type: 'ColumnSet', columns: [{ type: 'Column', width: 'stretch', items }, ...beside] }
  }

  #open({ label, url }: Link): Part {
    return {
      type: 'Action.OpenUrl',
      title: this.cut(plainText(label.words), limits.button.label, 'link'),
      url,
    }
  }

  #buttons(buttons: readonly Button[]): readonly Piece[] {
    const rows: Piece[] = []
    for (let start = 0; start < buttons.length; start += limits.buttonsInRow) {
      const actions = buttons.slice(start, start + limits.buttonsInRow).map((button) => this.button(button))
      rows.push(fixed({ type: 'ActionSet', actions }))
    }
    return rows
  }

  /** A button; one that must be confirmed unfolds the question with the button itself under it. */
  button(button: Button): Part {
    const { confirm, label } = button
    if (!confirm) return this.#press(button, label)
    const title = this.cut(plainText(label.words), limits.button.label, 'button')
    const body = [
      this.words(this.cut(confirm.title.words, limits.heading, 'confirm'), { weight: 'bolder' }),
      this.words(this.cut(confirm.text.words, limits.text, 'confirm')),
    ]
    const card = { type: 'AdaptiveCard', body, actions: [this.#press(button, confirm.yes)] }
    return { type: 'Action.ShowCard', title, card, ...this.#style(button) }
  }

  #press(button: Button, label: Text): Part {
    const { action, token, describe, prefill } = button
    const title = this.cut(plainText(label.words), limits.button.label, 'button')
    const tooltip = describe
      ? {
          tooltip: this.cut(plainText(describe.words, this.canvas.names), limits.button.describe, 'describe'),
        }
      : {}
    const look = { title, ...tooltip, ...this.#style(button) }
    const data = press({ action, token })
    if (this.canvas.surface === 'dialog') return { type: 'Action.Submit', data, ...look }
    if (prefill !== undefined || this.canvas.opensForm(action)) {
      const chosen = prefill === undefined ? {} : { chosen: prefill }
      const opening = { msteams: { type: 'task/fetch' }, ...press({ action, token, ...chosen }) }
      return { type: 'Action.Submit', data: opening, ...look }
    }
    // Clients before 1.4 know no Action.Execute.
    const fallback = { type: 'Action.Submit', title, data }
    return { type: 'Action.Execute', verb: action, data, fallback, ...look }
  }

  #style({ style }: Button) {
    return style === undefined ? {} : { style: style === 'danger' ? 'destructive' : 'positive' }
  }

  /** Words of at most `most` characters, with `…` where they were cut. */
  cut(words: string, most: number, place: string): string {
    if (words.length <= most) return words
    this.cuts.push(place)
    return `${cutAt(words, most - 1)[0]}…`
  }

  /** The whole card, within its size. */
  card(pieces: readonly Piece[], summary: Text, actions: readonly Part[] = []): AdaptiveCard {
    const fallbackText = disarm(
      plainText(this.cut(filled(summary.words), limits.summary, 'summary'), this.canvas.names),
    )
    const frame = (body: readonly Part[]): AdaptiveCard => ({
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      fallbackText,
      body,
      ...(actions.length > 0 ? { actions } : {}),
      msteams: { width: 'Full', entities: [...this.#entities.values()] },
    })
    return frame(this.#fit(pieces, limits.card - sizeOf(frame([]))))
  }

  /** The parts that fit into so many bytes; says how many are missing. */
  #fit(pieces: readonly Piece[], most: number): readonly Part[] {
    const { parts, missing } = fit(pieces, {
      sizeOf: (part) => sizeOf(part) + 1,
      isTooMuch: (_count, size) => size > most,
      note,
    })
    if (missing > 0) this.cuts.push(`parts:+${missing}`)
    return parts
  }
}

const sizeOf = (part: unknown) => Buffer.byteLength(JSON.stringify(part))
const note = (missing: number): Part => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text: `… +${missing}`, isSubtle: true }],
})
