import type { Field, Form } from '../../chat/form.js'
import { usualChannel } from '../../domain/case/answer-channels.js'
import { channelTypes } from '../../domain/case/commands.js'
import { letterNeeds, lettersFor, mandatoryElements, type LetterElement } from '../../domain/case/letters.js'
import type { RightsRequest } from '../../domain/case/types.js'
import { caseDates } from '../../domain/time/deadlines.js'
import type { Drawing } from '../drawing.js'
import { caseForm, dateField, multiline, options, timeField } from './parts.js'

/** A letter that went out: which, what it says, how and when (T14, §1.13). */
export function respondForm(d: Drawing, found: RightsRequest): Form {
  const { say } = d
  const letters = lettersFor(found)
  const [first] = letters
  const letter: Field = {
    kind: 'choice',
    name: 'letter',
    label: say('field.letter'),
    options: options(letters, (code) => say(`letter.${code}`)),
    ...(first ? { initial: first } : {}),
  }
  const elements: Field = {
    kind: 'choices',
    name: 'elements',
    label: say('field.elements'),
    options: options(elementsOf(found), (element) => say(`element.${element}`)),
    isOptional: true,
  }
  const channel: Field = {
    kind: 'choice',
    name: 'channelType',
    label: say('field.answer_channel'),
    options: options(channelTypes, (type) => say(`answer_channel.${type}`)),
    ...(first ? { initial: usualChannel(first, found.channel) } : {}),
  }
  const hint = say('field.late_reason_hint', { date: caseDates(found, d.at).refusalNoticeBy })
  const late = { ...multiline(d, 'lateReason', 'field.late_reason', { isOptional: true }), hint }
  const sent = [dateField(d, 'sentOn', 'field.sent_on'), timeField(d, 'sentAt', 'field.sent_at')]
  return caseForm(d, found, 'response.send', 'form.respond', [letter, elements, channel, ...sent, late], {
    intro: [say('form.respond_intro')],
  })
}

/** Elements that any letter of the case needs, each once. */
function elementsOf(found: RightsRequest): readonly LetterElement[] {
  const needs = letterNeeds(found.plan?.items ?? [], found.plan?.lines ?? [])
  return [...new Set(lettersFor(found).flatMap((letter) => mandatoryElements(letter, needs)))]
}
