import type { Look, Shown, ShownDialog, ShownModal } from '../../web/shown.js'
import { buttonsOf } from '../../teams-cloud/card-parts.js'
import { dialogOf, modalOf } from '../selectors.js'
import { inputsOfCard } from './card-inputs.js'
import { inputsOf, type Input } from './inputs.js'

/** What stands open for a person on either platform: a form to be sent, or an answer to be read. */
export interface OpenForm {
  readonly id: string
  /** Of this drawing: the same form drawn again has another. */
  readonly drawing: string
  /** What it is sent to; null for an answer. */
  readonly action: string | null
  readonly inputs: readonly Input[]
  /** Everything in it. */
  readonly text: string
}

export function formOfModal({ id, hash, content }: ShownModal): OpenForm {
  const action = content['submit'] ? String(content['callback_id']) : null
  const { blocks } = content
  return { id, drawing: `${id} ${hash}`, action, inputs: inputsOf(blocks), text: JSON.stringify(blocks) }
}

interface FormData {
  readonly action?: string
  readonly form?: string
}
const deskOf = (data: Readonly<Record<string, unknown>>) => (data['desk'] ?? {}) as FormData

/** The place, among the buttons that send something, of the one that sends the form; -1 for an answer. */
export const submitOf = (card: ShownDialog['card']): number =>
  buttonsOf(card).findIndex(({ data }) => deskOf(data).form !== undefined)

export function formOfDialog({ id, card }: ShownDialog): OpenForm {
  const data = buttonsOf(card)[submitOf(card)]?.data
  const action = data ? (deskOf(data).action ?? null) : null
  return { id, drawing: id, action, inputs: inputsOfCard(card), text: JSON.stringify(card['body']) }
}

/** What stands open for a person in a look, on top. */
export function openFormOf(shown: ReadonlyMap<string, Shown>, person: string, look: Look): OpenForm | null {
  const modal = look === 'slack' ? modalOf(shown, person) : null
  const dialog = look === 'teams' ? dialogOf(shown, person) : null
  return modal ? formOfModal(modal) : dialog ? formOfDialog(dialog) : null
}
