import { letterElements } from '../../src/domain/case/letters.js'
import { extensionSentForm } from '../../src/views/forms/extension-sent.js'
import { caseAct } from '../case-act.js'
import { choicesOf, CivilDate, instantOf } from './input.js'

/** The notice of an extension went out: from now on the extended date counts (T21, Art. 12(3)). */
export const recordExtensionSent = caseAct({
  command: 'deadline.extension_sent',
  fields: { sentOn: CivilDate, elements: choicesOf(letterElements) },
  form: ({ context, found }) => extensionSentForm(context.draw, found),
  input: ({ now }, { sentOn, elements }, { extension }) => ({
    sentAt: instantOf(sentOn, undefined, now, extension?.decidedAt),
    elements,
  }),
})
