import type { Field, Form } from '../../chat/form.js'
import type { HoldRef } from '../../domain/case/hold-ref.js'
import type { Reference } from '../../domain/case/types.js'
import type { LocalDate } from '../../domain/time/calendar.js'
import type { Drawing } from '../drawing.js'
import { multiline, plainForm, type FormParts } from './parts.js'

/** Systems and categories by their names in the data map; none means every one. */
export const placeFields = ({ say }: Drawing): readonly Field[] =>
  (['systems', 'categories'] as const).map((name) => ({
    kind: 'text',
    name,
    label: say(`field.${name}`),
    hint: say(`field.${name}_hint`),
    maxLength: 300,
    isOptional: true,
  }))

function dayFields({ say }: Drawing): readonly Field[] {
  return (['from', 'until'] as const).map((name) => ({
    kind: 'date',
    name,
    label: say(`field.hold_${name}`),
    isOptional: true,
  }))
}

/** A manager places a legal hold (T24): on the person of a case, or on systems, categories or a time without one. */
export function holdForm(d: Drawing, reference: Reference | null, latestReview: LocalDate): Form {
  const { say } = d
  const fields: readonly Field[] = [
    {
      kind: 'text',
      name: 'matter',
      label: say('field.matter'),
      hint: say('field.matter_hint'),
      maxLength: 40,
    },
    {
      kind: 'text',
      name: 'legalReference',
      label: say('field.legal_reference'),
      hint: say('field.legal_reference_hint'),
      maxLength: 120,
    },
    multiline(d, 'purpose', 'field.hold_purpose', { hint: 'field.hold_purpose_hint' }),
    reviewField(d, latestReview),
    ...placeFields(d),
    ...(reference === null ? dayFields(d) : []),
  ]
  const intro = [
    ...(reference === null ? [] : [say('form.case', { reference })]),
    say(reference === null ? 'form.hold_intro_wide' : 'form.hold_intro'),
  ]
  const form = plainForm(d, 'hold.place', 'form.hold', fields, { intro, submit: 'form.hold_submit' })
  return { ...form, token: d.sign({ action: 'hold.place', ...(reference === null ? {} : { reference }) }) }
}

const reviewField = ({ say }: Drawing, latest: LocalDate): Field => ({
  kind: 'date',
  name: 'reviewBy',
  label: say('field.review_by'),
  hint: say('field.review_by_hint', { date: latest }),
  initial: latest,
})

/** A hold is kept after a look at it (§4.7). */
export function holdReviewForm(d: Drawing, ref: HoldRef, latestReview: LocalDate): Form {
  const parts: FormParts = {
    intro: [d.say('holds.heading', { hold: ref }), d.say('form.hold_review_intro')],
  }
  const form = plainForm(d, 'hold.review', 'form.hold_review', [reviewField(d, latestReview)], parts)
  return { ...form, token: d.sign({ action: 'hold.review', extra: ref }) }
}
