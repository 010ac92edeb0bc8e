import { examplePerson } from '../../sample-stores/example-person.js'
import type { ShownModal } from '../../web/shown.js'
import type { Input, Values } from '../form/inputs.js'

/** What a form is filled with to try the desk: plainly made up. */
type Example = (inputs: readonly Input[], modal: ShownModal) => Values

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
  'plan.approve': (_inputs, modal) => ({
    typedReference: /RR-\d{4}-\d{4,}/u.exec(JSON.stringify(modal.content.blocks))?.[0] ?? '',
  }),
}

/** How to fill this form with an example, where there is one. */
export function exampleFor(modal: ShownModal): ((inputs: readonly Input[]) => Values) | null {
  const example = examples[String(modal.content['callback_id'])]
  return example && modal.content['submit'] ? (inputs) => example(inputs, modal) : null
}
