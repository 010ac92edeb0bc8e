import type {
  ActionsBlock,
  Button as SlackButton,
  ConfirmationDialog,
  HomeView,
  KnownBlock,
  ModalView,
} from '@slack/types'
import type { Block, Button, Confirm, Entry, Fact, Picture, Tone, View } from '../chat/view.js'
import { cutAt, filled, split } from '../chat/cutting.js'
import { fit, signs, type Piece as PieceOf, type Rendered } from '../chat/fitting.js'
import { cost, escape, plainText, textObject } from './escape.js'
import { limits } from './limits.js'

export interface MessagePayload {
  readonly text: string
  readonly blocks: KnownBlock[]
}

const messages = new WeakMap<View, Rendered<MessagePayload>>()

/** Ids of pictures that Slack has as files. */
export type Files = ReadonlyMap<Picture, string>
const noFiles: Files = new Map()

/** Draws a view as a message, once. `text` is what notifications and screen readers say. */
export function renderMessage(view: View, files: Files = noFiles): Rendered<MessagePayload> {
  if (files.size > 0) return drawMessage(view, files)
  const made = messages.get(view) ?? drawMessage(view, files)
  messages.set(view, made)
  return made
}

function drawMessage(view: View, files: Files): Rendered<MessagePayload> {
  const pen = new Pen(files)
  const pieces = [...pen.heading(view.title.words), ...view.blocks.flatMap((block) => pen.draw(block))]
  const blocks = pen.fit(pieces, limits.message.blocks, limits.message.size)
  return {
    payload: { text: escape(pen.cut(filled(view.summary.words), limits.message.summary, 'summary')), blocks },
    cuts: pen.cuts,
  }
}

/** Draws a view as the home tab of the app. */
export function renderHome(view: View): Rendered<HomeView> {
  const pen = new Pen()
  const pieces = [...pen.heading(view.title.words), ...view.blocks.flatMap((block) => pen.draw(block))]
  return { payload: { type: 'home', blocks: pen.fit(pieces, limits.view.blocks) }, cuts: pen.cuts }
}

/** Draws a view as a modal that can only be read and closed. */
export function renderModal(view: View): Rendered<ModalView> {
  const pen = new Pen()
  const title = plainText(pen.cut(view.title.words, limits.view.title, 'title'))
  // A title that is cut stands in full above the rest.
  const head = pen.cuts.length > 0 ? pen.heading(view.title.words) : []
  const pieces = [...head, ...view.blocks.flatMap((block) => pen.draw(block))]
  const blocks = pen.fit(pieces, limits.view.blocks)
  return { payload: { type: 'modal', title, blocks }, cuts: pen.cuts }
}

type Piece = PieceOf<KnownBlock>

/** Draws the parts of one view and remembers what it had to cut. */
export class Pen {
  readonly cuts: string[] = []
  #actions = 0

  constructor(readonly files: Files = noFiles) {}

  draw(block: Block): readonly Piece[] {
    switch (block.kind) {
      case 'heading':
        return this.heading(block.text.words)
      case 'text':
        return this.text(block.text.words, block.tone)
      case 'facts':
        return this.#facts(block.facts)
      case 'entries':
        return block.entries.flatMap((entry) => [this.#entry(entry), ...this.#link(entry)])
      case 'buttons':
        return this.#buttons(block.buttons)
      case 'picture':
        return this.#picture(block.picture, block.alt.words)
      case 'divider':
        return [fixed({ type: 'divider' })]
    }
  }

  heading(words: string): readonly Piece[] {
    return [fixed({ type: 'header', text: plainText(this.cut(words, limits.header, 'heading')) })]
  }

  /** Long words go on in further blocks: nothing of them is lost. */
  text(words: string, tone: Tone = 'plain'): readonly Piece[] {
    if (tone === 'muted') {
      const parts = split(words, limits.context.text, cost)
      return parts.map((part) => fixed({ type: 'context', elements: [textObject(part)] }))
    }
    const parts = split(signs[tone] + words, limits.section.text, cost)
    return parts.map((part) => fixed({ type: 'section', text: textObject(part) }))
  }

  #picture(picture: Picture, alt: string): readonly Piece[] {
    const id = this.files.get(picture)
    if (id === undefined) return this.text(alt, 'muted')
    return [fixed({ type: 'image', slack_file: { id }, alt_text: this.cut(alt, limits.alt, 'alt') })]
  }

  #facts(facts: readonly Fact[]): readonly Piece[] {
    const isShort = ({ label, value }: Fact) =>
      cost(label.words) + cost(value.words) + markup <= limits.section.field
    const pieces: Piece[] = []
    let row: Fact[] = []
    const flush = () => {
      if (row.length > 0)
        pieces.push(
          fixed({
            type: 'section',
            fields: row.map((fact) => textObject(fact.value.words, fact.label.words)),
          }),
        )
      row = []
    }
    for (const fact of facts) {
      if (isShort(fact)) row.push(fact)
      else {
        flush()
        pieces.push(...this.text(`${fact.label.words}: ${fact.value.words}`))
      }
      if (row.length === limits.section.fields) flush()
    }
    flush()
    return pieces
  }

  #entry({ title, details, button }: Entry): Piece {
    const head = this.cut(title.words, limits.section.text / 2, 'entry')
    const rest = details.map(({ words }) => words).join('\n')
    const text = textObject(this.cut(rest, limits.section.text - markup - cost(head), 'entry'), head)
    const accessory = button ? { accessory: this.#button(button) } : {}
    return { part: { type: 'section', text, ...accessory }, isEntry: true }
  }

  /** In a line of its own: a button with an address would be told to us as a press too. */
  #link({ link }: Entry): readonly Piece[] {
    if (!link) return []
    const text = `<${link.url.replaceAll(/[<>|]/gu, encodeURIComponent)}|${escape(link.label.words)}>`
    return [fixed({ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] })]
  }

  #buttons(buttons: readonly Button[]): readonly Piece[] {
    const rows: Piece[] = []
    for (let start = 0; start < buttons.length; start += limits.buttonsInRow) {
      const elements = buttons.slice(start, start + limits.buttonsInRow).map((button) => this.#button(button))
      rows.push(fixed({ type: 'actions', elements } satisfies ActionsBlock))
    }
    return rows
  }

  #button({ label, action, token, style, confirm, describe }: Button): SlackButton {
    return {
      type: 'button',
      text: plainText(this.cut(label.words, limits.button.label, 'button')),
      // Ids are unique in a view: the same command may stand on several buttons.
      action_id: `${action}#${++this.#actions}`,
      value: token,
      ...(style ? { style } : {}),
      ...(confirm ? { confirm: this.#confirm(confirm, style) } : {}),
      ...(describe
        ? {
            accessibility_label: plainText(this.cut(describe.words, limits.button.describe, 'describe')).text,
          }
        : {}),
    }
  }

  #confirm({ title, text, yes, no }: Confirm, style: Button['style']): ConfirmationDialog {
    return {
      title: plainText(this.cut(title.words, limits.confirm.title, 'confirm')),
      text: textObject(this.cut(text.words, limits.confirm.text, 'confirm')),
      confirm: plainText(this.cut(yes.words, limits.confirm.choice, 'confirm')),
      deny: plainText(this.cut(no.words, limits.confirm.choice, 'confirm')),
      ...(style ? { style } : {}),
    }
  }

  /** Words that cost at most `most`, with `…` where they were cut. */
  cut(words: string, most: number, place: string): string {
    if (cost(words) <= most) return words
    this.cuts.push(place)
    return `${cutAt(words, most - 1, cost)[0]}…`
  }

  /** The blocks that fit; says how many are missing. */
  fit(pieces: readonly Piece[], mostBlocks: number, mostSize = Infinity): KnownBlock[] {
    const { parts, missing } = fit(pieces, {
      sizeOf: (block) => JSON.stringify(block).length + 1,
      isTooMuch: (count, size) => count > mostBlocks || brackets + size > mostSize,
      note,
    })
    if (missing > 0) this.cuts.push(`blocks:+${missing}`)
    return [...parts]
  }
}

/** Of a list of blocks in JSON. */
const brackets = 2

/** The most that a bold title adds: two stars and a line end. */
const markup = 3

const fixed = (block: KnownBlock): Piece => ({ part: block, isEntry: false })
const note = (missing: number): KnownBlock => ({ type: 'context', elements: [plainText(`… +${missing}`)] })
