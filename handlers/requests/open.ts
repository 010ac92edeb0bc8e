import { z } from 'zod'
import { insertCase } from '../../db/cases.js'
import { appendEvents } from '../../db/events.js'
import { personByEmailIndex } from '../../db/people.js'
import { nextReference } from '../../db/references.js'
import { appendSealedText, sameSubjectCases } from '../../db/subjects.js'
import { open, openingRoles, refusalToOpen } from '../../src/domain/case/open.js'
import { intakeChannels } from '../../src/domain/case/types.js'
import { normaliseEmail } from '../../src/domain/privacy/normalise.js'
import { rightTypes } from '../../src/domain/rights/rights.js'
import { localDate } from '../../src/domain/time/calendar.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { openRequestForm } from '../../src/views/forms/open-request.js'
import { opened } from '../../src/views/opened.js'
import { withVersion } from '../act.js'
import { queueCards } from '../cards.js'
import { handler, type Context, type Given, type ReadContext } from '../context.js'
import { prepareText } from '../sealed-text.js'
import { keepSubject } from '../subjects/record.js'
import {
  choicesOf,
  CivilDate,
  EmailAddress,
  FreeText,
  instantOf,
  PhoneNumber,
  Ticked,
  WallTime,
} from './input.js'

const Input = z.object({
  receivedOn: CivilDate,
  receivedAt: WallTime.optional(),
  rights: choicesOf(rightTypes),
  channel: z.enum(intakeChannels),
  language: z.enum(['nb', 'en']),
  name: FreeText.max(200, 'E_INPUT'),
  email: EmailAddress.optional(),
  phone: PhoneNumber.optional(),
  text: FreeText.optional(),
  keepText: Ticked,
  onBehalf: Ticked,
  backdateReason: FreeText.optional(),
})
type Input = z.infer<typeof Input>

/** Support or a manager logs a request that reached the company: its dates, its rights and, sealed, whose it is (T01). */
export const openRequest = handler({
  access: openingRoles,
  effect: 'write',
  input: Input,
  form: (context, given) => Promise.resolve(blankForm(context, given)),
  async run(context, input) {
    const { tx, desk, actor, now, draw } = context
    const asked = await readRequest(context, input)
    const refused = refusalToOpen(asked, actor, now)
    if (refused) return refused
    const reference = await nextReference(tx, Number(localDate(asked.receivedAt).slice(0, 4)))
    const key = await desk.vault.newKey()
    const backdated = await prepareText(context, key, reference, 'backdate', input.backdateReason)
    const decision = open({ ...asked, ...backdated.reason, reference }, actor, now)
    if (!decision.ok) return decision
    const dates = caseDates(decision.next, now)
    await insertCase(tx, decision.next, dates)
    await keepSubject(context, key, reference, {
      ...input,
      requestText: input.keepText ? input.text : undefined,
    })
    if (backdated.text) await appendSealedText(tx, reference, backdated.text)
    const samePerson = await sameSubjectCases(tx, reference)
    await queueCards(tx, reference, [desk.privacyChannel, ...desk.mirrors])
    await appendEvents(tx, [withVersion(decision.event, decision.next.version)], {
      actor: actor.id,
      role: decision.role,
      at: now,
    })
    return { kind: 'private', view: opened(draw, decision.next, dates, samePerson) }
  },
})

function blankForm({ draw, now }: ReadContext, given: Given) {
  const right = z.enum(rightTypes).safeParse(given['right'])
  const text = z.string().safeParse(given['text'])
  return openRequestForm(draw, {
    today: localDate(now),
    now: now.setZone('Europe/Oslo').toFormat('HH:mm'),
    ...(right.success ? { rights: [right.data] } : {}),
    ...(text.success ? { text: text.data } : {}),
    fromMessage: given['fromMessage'] === true,
  })
}

async function readRequest({ tx, desk, now }: Context, input: Input) {
  const email = input.email ? normaliseEmail(input.email) : null
  return {
    receivedAt: instantOf(input.receivedOn, input.receivedAt, now),
    channel: input.channel,
    language: input.language,
    isOnBehalf: input.onBehalf,
    rights: input.rights,
    subjectPerson: email ? await personByEmailIndex(tx, desk.vault.blindIndex('email', email)) : null,
    noticeVersion: desk.noticeVersion,
    hasReason: Boolean(input.backdateReason),
  }
}
