import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { faultsOfCard } from '../../src/local/teams-cloud/cards.js'
import type { Json } from '../../src/local/teams-cloud/state.js'
import type { AdaptiveCard } from '../../src/teams/card.js'
import { limits } from '../../src/teams/limits.js'
import { renderCard } from '../../src/teams/render-card.js'
import { renderForm } from '../../src/teams/render-form.js'
import schema from '../fixtures/schemas/adaptive-card.schema.1.5.0.json' with { type: 'json' }
import { gallery } from '../support/gallery.js'
import { parserFaults } from './parser.js'

const { id: $id, $schema: _draft, ...rest } = schema
const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: false })
const isValid = ajv.compile({ $id, ...rest })

/** The card without Teams' own parts, which stand beside the schema: mentions, width, and the picker of people. */
function bySchema({ msteams: _teams, ...card }: AdaptiveCard): AdaptiveCard {
  const text = JSON.stringify(card, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && 'choices.data' in value
      ? { ...value, 'choices.data': undefined, choices: [{ title: 'Somebody', value: 'id' }] }
      : value,
  )
  return JSON.parse(text) as AdaptiveCard
}

function schemaFaults(card: AdaptiveCard) {
  isValid(bySchema(card))
  return isValid.errors ?? []
}

const views = gallery.flatMap((sample) => ('view' in sample ? [[sample.name, sample.view] as const] : []))
const forms = gallery.flatMap((sample) => ('form' in sample ? [[sample.name, sample.form] as const] : []))
const canvas = { opensForm: (action: string) => action.length % 2 === 0, names: new Map<string, string>() }

describe('the product in Teams', () => {
  test.each(views)('the view "%s" is drawn as Teams takes it, everywhere', (_name, view) => {
    for (const surface of ['message', 'dialog'] as const) {
      const { payload, cuts } = renderCard(view, { ...canvas, surface })
      expect(schemaFaults(payload)).toEqual([])
      expect(parserFaults(bySchema(payload))).toEqual([])
      expect(faultsOfCard(payload as unknown as Json, surface)).toEqual([])
      expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThanOrEqual(limits.card)
      expect(cuts).toEqual([])
    }
  })

  test.each(forms)('the form "%s" is drawn whole, and again with mistakes', (_name, form) => {
    const errors = { '': 'Something is missing.', [form.fields[0]?.name ?? '']: 'This cannot be.' }
    for (const more of [{}, { errors }]) {
      const { payload, cuts } = renderForm(form, { names: new Map(), nonce: 'a-nonce', ...more })
      expect(schemaFaults(payload.card)).toEqual([])
      expect(parserFaults(bySchema(payload.card))).toEqual([])
      expect(faultsOfCard(payload.card as unknown as Json, 'dialog')).toEqual([])
      expect(Buffer.byteLength(JSON.stringify(payload.card))).toBeLessThanOrEqual(limits.card)
      expect(cuts).toEqual([])
    }
  })

  test('the judges refuse what is wrong', () => {
    const { payload } = renderCard(views[0]![1], { ...canvas, surface: 'message' })
    const broken = { ...payload, body: [{ type: 'TextBlock', txet: 'x' }] } as unknown as AdaptiveCard
    expect(schemaFaults(broken)).not.toEqual([])
    expect(
      parserFaults({ ...payload, body: [{ type: 'Input.Text' }] } as unknown as AdaptiveCard),
    ).not.toEqual([])
    expect(faultsOfCard({ ...payload, body: [{ type: 'Chart' }] } as unknown as Json, 'message')).not.toEqual(
      [],
    )
  })
})
