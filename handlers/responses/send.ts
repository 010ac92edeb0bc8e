import { z } from 'zod'
import { channelTypes } from '../../src/domain/case/commands.js'
import { answerableFrom } from '../../src/domain/case/guards/answer.js'
import { letterElements, letterTypes } from '../../src/domain/case/letters.js'
import { respondForm } from '../../src/views/forms/respond.js'
import { caseAct } from '../case-act.js'
import { choicesOf, CivilDate, FreeText, instantOf, WallTime } from '../requests/input.js'
import { sealText } from '../sealed-text.js'

/** Support records that the letter went out, with everything the law wants in it (T14, §1.13). */
export const sendResponse = caseAct({
  command: 'response.send',
  fields: {
    letter: z.enum(letterTypes),
    elements: choicesOf(letterElements),
    channelType: z.enum(channelTypes),
    sentOn: CivilDate,
    sentAt: WallTime.optional(),
    lateReason: FreeText.optional(),
  },
  form: ({ context, found }) => respondForm(context.draw, found),
  async input(context, { letter, elements, channelType, sentOn, sentAt, lateReason }, found) {
    const late = lateReason
      ? { lateReason: await sealText(context, found.reference, 'late', lateReason) }
      : {}
    const at = instantOf(
      sentOn,
      sentAt,
      context.now,
      found.plan?.approval ? answerableFrom(found) : undefined,
    )
    return { letter, elements, channelType, sentAt: at, ...late }
  },
})
