import { examplePerson } from '../../sample-stores/example-person.js'
import type { Input, Values } from '../form/inputs.js'
import type { OpenForm } from '../form/open-form.js'

/** What a form is filled with to try the desk: plainly made up. */
type Example = (inputs: readonly Input[], form: OpenForm) => Values

const options = (inputs: readonly Input[], name: string) =>
  inputs.find((input) => input.name === name)?.options.map(({ value }) => value) ?? []

/** The first of the values that the field offers. */
const firstOf = (inputs: readonly Input[], name: string, wanted: readonly string[]): Values => {
  const offered = options(inputs, name)
  const found = wanted.find((value) => offered.includes(value))
  return found === undefined ? {} : { [name]: found }
}

const everything: Example = (inputs) =>
  Object.fromEntries(
    inputs.filter(({ kind }) => kind === 'checkboxes').map(({ name }) => [name, options(inputs, name)]),
  )

/** By the action that the form is sent to. */
const examples: Readonly<Record<string, Example>> = {
  'request.open': (inputs) => {
    const rights = inputs.find(({ name }) => name === 'rights')?.initial ?? []
    return {
      rights: rights.length > 0 ? rights : ['erasure'],
      channel: 'email',
      ...examplePerson,
      text: 'Hei! Jeg vil at dere sletter alt dere har om meg.',
    }
  },
  'identity.form': (inputs) => ({
    ...firstOf(inputs, 'act', ['verified', 'ask']),
    method: 'known_address_code',
    ...(options(inputs, 'act').includes('verified') ? {} : { note: 'Ukjent avsenderadresse.' }),
  }),
  'step.form': everything,
  'plan.propose': (inputs) =>
    Object.fromEntries(
      inputs
        .filter(({ name }) => name.startsWith('outcome_'))
        .flatMap(({ name }) => Object.entries(firstOf(inputs, name, ['fulfilled']))),
    ),
  'plan.approve': (_inputs, { text }) => ({ typedReference: /RR-\d{4}-\d{4,}/u.exec(text)?.[0] ?? '' }),
}

/** What to fill this form with as an example; null where there is none. */
export function exampleFor(form: OpenForm): Values | null {
  const example = form.action === null ? undefined : examples[form.action]
  return example ? example(form.inputs, form) : null
}
