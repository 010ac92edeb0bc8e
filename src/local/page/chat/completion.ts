import type { Setup, ShownCase } from '../../web/shown.js'

/** Something that can be put in place of what is being typed. */
export interface Completion {
  readonly label: string
  readonly detail: string
  /** The whole text once it is taken. */
  readonly text: string
}

interface Known {
  readonly setup: Setup
  readonly cases: readonly ShownCase[]
  readonly language: 'nb' | 'en'
}

const most = 8

/** What can come next in a text that is being typed: a command, a reference, or a person. */
export function completionsOf(text: string, known: Known): readonly Completion[] {
  if (!text.startsWith('/')) return []
  const typed = text.replace(/^\/(?:rights)?\s*/u, '')
  const person = /^(?<head>.*\s)@(?<part>[\p{L} ]*)$/u.exec(text)?.groups
  if (person) return persons(person['head']!, person['part']!, known)
  const reference = /^(?<head>.*\s)(?<part>R[R\d-]*)$/iu.exec(text)?.groups
  if (reference) return references(reference['head']!, reference['part']!, known)
  const verb = known.setup.commands.flatMap(({ verbs }) => verbs).find((one) => `${one} ` === typed)
  if (verb && takesReference(verb, known)) return references(text, '', known)
  return verbs(typed, known)
}

function verbs(typed: string, { setup, language }: Known): readonly Completion[] {
  return setup.commands
    .filter((command) => command.verbs.some((verb) => verb.startsWith(typed.toLowerCase())))
    .slice(0, most)
    .map(({ usage, verbs: [verb], help }) => ({
      label: usage,
      detail: help[language],
      text: `/rights ${verb!}${usage === `/rights ${verb!}` ? '' : ' '}`,
    }))
}

const takesReference = (verb: string, { setup }: Known) =>
  setup.commands.some(({ verbs: all, usage }) => all.includes(verb) && usage.includes('RR-'))

function references(head: string, part: string, { cases, setup, language }: Known): readonly Completion[] {
  return cases
    .filter(({ reference }) => reference.includes(part.toUpperCase()))
    .slice(0, most)
    .map(({ reference, status, rights }) => ({
      label: reference,
      detail: [setup.words[status], ...rights.map((one) => setup.words[one])]
        .map((words) => words?.[language] ?? '')
        .join(' · '),
      text: `${head}${reference} `,
    }))
}

function persons(head: string, part: string, { setup }: Known): readonly Completion[] {
  return setup.people
    .filter(({ name }) => name.toLowerCase().startsWith(part.trim().toLowerCase()))
    .slice(0, most)
    .map(({ name, role }) => ({ label: `@${name}`, detail: role ?? '', text: `${head}@${name} ` }))
}

/** The text as Slack sends it: people by their ids. */
export function asSent(text: string, { people }: Setup): string {
  return people.reduce((sent, { id, name }) => sent.replaceAll(`@${name}`, `<@${id}>`), text.trim())
}
