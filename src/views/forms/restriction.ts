import type { Form } from '../../chat/form.js'
import { mandatoryElements } from '../../domain/case/letters.js'
import { restrictionGrounds } from '../../domain/case/restrictions.js'
import type { Reference } from '../../domain/case/types.js'
import type { LocalDate } from '../../domain/time/calendar.js'
import type { Drawing } from '../drawing.js'
import { placeFields } from './hold.js'
import { dateField, options, plainForm, tickField } from './parts.js'

/** Processing is restricted at once (T25, Art. 18(1)). */
export function restrictForm(d: Drawing, reference: Reference): Form {
  const { say } = d
  const form = plainForm(
    d,
    'restriction.apply',
    'form.restrict',
    [
      {
        kind: 'choice',
        name: 'ground',
        label: say('field.ground'),
        options: options(restrictionGrounds, (ground) => say(`restriction_ground.${ground}`)),
      },
      ...placeFields(d),
    ],
    { intro: [say('form.case', { reference }), say('form.restrict_intro')], submit: 'form.restrict_submit' },
  )
  return { ...form, token: d.sign({ action: 'restriction.apply', reference }) }
}

/** The person is told before the restriction is lifted (Art. 18(3)); `earliest` is the first day it may end. */
export function liftNoticeForm(d: Drawing, reference: Reference, id: string, earliest: LocalDate): Form {
  const { say } = d
  const form = plainForm(
    d,
    'restriction.lift_notice',
    'form.lift_notice',
    [
      dateField(d, 'sentOn', 'field.sent_on'),
      {
        kind: 'date',
        name: 'liftOn',
        label: say('field.lift_on'),
        hint: say('field.lift_on_hint', { date: earliest }),
        initial: earliest,
      },
      {
        kind: 'choices',
        name: 'elements',
        label: say('field.elements'),
        options: options(mandatoryElements('LET-LIFT'), (element) => say(`element.${element}`)),
        isOptional: true,
      },
      tickField(d, 'isAskedByPerson', 'field.asked_by_person', 'field.asked_by_person_box'),
    ],
    { intro: [say('form.case', { reference }), say('form.lift_notice_intro')] },
  )
  return { ...form, token: d.sign({ action: 'restriction.lift_notice', reference, extra: id }) }
}
