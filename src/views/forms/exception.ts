import type { Field, Form } from '../../chat/form.js'
import type { IdentityKind, System } from '../../domain/data-map/types.js'
import type { ArchiveException } from '../../domain/retention/exceptions.js'
import { addDays, localDate, type LocalDate } from '../../domain/time/calendar.js'
import type { Drawing } from '../drawing.js'
import { z2, type PlainKey } from '../text/text.js'
import { multiline, plainForm } from './parts.js'

/** What the form offers. */
export interface ExceptionChoices {
  readonly systems: readonly Pick<System, 'key' | 'name'>[]
  /** Kinds of identity of the data map, beside e-mail address and phone number. */
  readonly kinds: readonly IdentityKind[]
  /** Whose name stands in the field of the owner: the platform's id. */
  readonly owner: string
  readonly latest: LocalDate
}

/** Most that an address or a number has; another identity may be as long. */
const valueLength = 200
/** A short time is offered; whoever needs longer says so. */
const offeredDays = 90

const text = (
  { say }: Drawing,
  name: string,
  key: PlainKey,
  hint: PlainKey,
  maxLength = valueLength,
): Field => ({
  kind: 'text',
  name,
  label: say(key),
  hint: say(hint),
  maxLength,
})

const optional = (field: Field): Field => ({ ...field, isOptional: true })

const endField = ({ say }: Drawing, latest: LocalDate, initial: LocalDate): Field => ({
  kind: 'date',
  name: 'endsOn',
  label: say('field.ends_on'),
  hint: say('field.ends_on_hint', { date: latest }),
  initial,
})

/** Records of one person are kept longer for an inquiry (RET-ARCH): which, until when, why, and who answers for it. */
export function exceptionForm(d: Drawing, { systems, kinds, owner, latest }: ExceptionChoices): Form {
  const { say } = d
  const fields: readonly Field[] = [
    text(d, 'inquiry', 'field.inquiry', 'field.inquiry_hint', 40),
    {
      kind: 'person',
      name: 'owner',
      label: say('field.owner'),
      hint: say('field.owner_hint'),
      initial: owner,
    },
    multiline(d, 'reason', 'field.exception_reason', { hint: 'field.exception_reason_hint' }),
    endField(d, latest, addDays(localDate(d.at), offeredDays)),
    {
      kind: 'choices',
      name: 'systems',
      label: say('field.exception_systems'),
      options: systems.map(({ key, name }) => ({ value: key, label: z2(name) })),
    },
    optional(text(d, 'email', 'field.exception_email', 'field.exception_email_hint')),
    optional(text(d, 'phone', 'field.exception_phone', 'field.exception_phone_hint')),
    ...(kinds.length > 0 ? otherFields(d, kinds) : []),
    ...(['from', 'until'] as const).map((name): Field => ({
      kind: 'date',
      name,
      label: say(`field.exception_${name}`),
      isOptional: true,
    })),
  ]
  const intro = [say('form.exception_intro'), say('form.exception_sealed')]
  return plainForm(d, 'exception.grant', 'form.exception', fields, { intro, submit: 'form.exception_submit' })
}

/** What else the systems know a person by, such as a customer's number. */
function otherFields(d: Drawing, kinds: readonly IdentityKind[]): readonly Field[] {
  const { say } = d
  return [
    {
      kind: 'choice',
      name: 'identityKind',
      label: say('field.identity_kind'),
      hint: say('field.identity_kind_hint'),
      options: kinds.map((kind) => ({ value: kind, label: z2(kind) })),
      isOptional: true,
    },
    optional(text(d, 'identity', 'field.identity_value', 'field.identity_value_hint')),
  ]
}

/** Somebody asks for the one renewal of an exception; a manager confirms it from the list. */
export function renewExceptionForm(
  d: Drawing,
  { exceptionRef, endsOn }: ArchiveException,
  latest: LocalDate,
): Form {
  const fields = [
    endField(d, latest, addDays(endsOn, offeredDays)),
    multiline(d, 'reason', 'field.renewal_reason', { hint: 'field.exception_reason_hint' }),
  ]
  const intro = [
    d.say('exceptions.heading', { exception: exceptionRef }),
    d.say('form.exception_renew_intro', { date: endsOn }),
  ]
  const form = plainForm(d, 'exception.renew', 'form.exception_renew', fields, {
    intro,
    submit: 'form.exception_renew_submit',
  })
  return { ...form, token: d.sign({ action: 'exception.renew', extra: exceptionRef }) }
}
