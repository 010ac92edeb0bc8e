import type { MentionEntity } from './escape.js'

/** A part of a card; each renderer makes only parts of the schema, which the gallery tests hold it to. */
export type Part = Readonly<Record<string, unknown>> & { readonly type: string }

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard'
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json'
  /** Read by clients of 1.2: the body has nothing newer, and buttons carry a fallback. */
  readonly version: '1.5'
  readonly fallbackText: string
  readonly body: readonly Part[]
  readonly actions?: readonly Part[]
  /** Teams' own part, beside the schema. */
  readonly msteams: { readonly width: 'Full'; readonly entities: readonly MentionEntity[] }
}

/** What every press of ours carries, under one name of its own so that no field can stand in its place. */
export interface Press {
  readonly action: string
  readonly token: string
  /** The form that was filled, so that it can be drawn again with what was typed. */
  readonly form?: string
  /** Of this drawing of the form: a form sent twice is taken once. */
  readonly nonce?: string
  /** Codes already chosen, for the form that the press opens. */
  readonly chosen?: Readonly<Record<string, string>>
}

export const press = (made: Press) => ({ desk: made })
