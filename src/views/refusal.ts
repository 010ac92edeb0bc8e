import { DateTime } from 'luxon'
import type { Usage } from '../chat/grammar.js'
import type { Block, Text, View } from '../chat/view.js'
import type { PersonId } from '../domain/people/roles.js'
import type { Facts, Refusal } from '../domain/refusals.js'
import type { LocalDate } from '../domain/time/calendar.js'
import type { Drawing } from './drawing.js'
import { capital, isKey, join, sayInstant, sayList, z1, type PlainKey } from './text/text.js'

/** A refusal as a message: what happened, what to do, who can, and the code to ask about. */
export function refusalView(d: Drawing, refusal: Refusal, usage?: Usage): View<'Z1'> {
  const { say } = d
  const what = say(`refusal.${refusal.code}.what`)
  const typed: readonly Text<'Z1'>[] = usage === undefined ? [] : [say('refusal.usage', { usage })]
  const blocks: readonly Block<'Z1'>[] = [
    { kind: 'text', text: what, tone: 'warning' },
    { kind: 'text', text: join([say(`refusal.${refusal.code}.next`), ...listedFacts(d, refusal.facts)]) },
    ...[...typed, ...factLines(d, refusal.facts)].map((text) => ({ kind: 'text', text }) as const),
    { kind: 'text', text: say('refusal.code', { code: refusal.code }), tone: 'muted' },
  ]
  return { title: say('refusal.title'), summary: what, blocks }
}

/** The same in one line, for a form's field, with the code at the end. */
export function refusalWords(d: Drawing, { code, facts }: Refusal): string {
  const { say } = d
  const sentences = [say(`refusal.${code}.what`), say(`refusal.${code}.next`), ...listedFacts(d, facts)]
  return `${join(sentences).words} (${code})`
}

type Say1 = (d: Drawing, value: string) => Text<'Z1'> | null

const date = /^\d{4}-\d{2}-\d{2}$/u
const reference = /^RR-\d{4}-\d{4,}$/u

/** A code with words of its own; anything else is left out, so that no free text gets in by this door. */
const coded =
  (topic: string): Say1 =>
  ({ say }, value) => {
    const key = `${topic}.${value}`
    return isKey(key) ? say(key as PlainKey) : null
  }

const step: Say1 = (d, code) => {
  const words = coded('step')(d, code)
  return words && join([{ zone: 'Z1', words: `${code}:` }, words])
}

/** Facts that complete the sentence of what to do: the steps, elements, rights or cases it speaks of. */
const lists: Readonly<Record<string, Say1>> = {
  steps: step,
  elements: coded('element'),
  missing: coded('element'),
  rights: coded('right'),
  // From the data map: the desk's own names, never words of a person.
  systems: (_, value) => (/^[\w.-]{1,60}$/u.test(value) ? z1(value as Usage) : null),
  references: (_, value) => (reference.test(value) ? z1(value as Usage) : null),
}

function listedFacts(d: Drawing, facts: Facts): readonly Text<'Z1'>[] {
  return Object.entries(lists).flatMap(([name, sayOne]) => {
    const value = facts[name]
    const said = Array.isArray(value)
      ? (value as readonly string[]).flatMap((one) => sayOne(d, one) ?? [])
      : []
    if (said.length === 0) return []
    // Steps are sentences of their own, so they are set apart instead of joined into one.
    const words = name === 'steps' ? join(said, ' · ') : sayList(d.say, said)
    return [{ zone: 'Z1', words: `${words.words}.` } as const]
  })
}

type Line = (d: Drawing, value: string, facts: Facts) => Text<'Z1'> | null

const dated: Line = ({ say }, value) =>
  date.test(value) ? say('refusal.due', { date: value as LocalDate }) : null

/** Facts that make a sentence of their own. */
const lines: Readonly<Record<string, Line>> = {
  status: (d, value) => {
    const status = coded('status')(d, value)
    return status && d.say('refusal.status', { status })
  },
  at: (d, value, facts) => {
    const by = facts['by']
    const at = DateTime.fromISO(value, { zone: 'utc' })
    if (typeof by !== 'string' || !at.isValid) return null
    return d.say('refusal.already', { person: capital(d.who(by as PersonId)), at: sayInstant(d.say, at) })
  },
  due: dated,
  newDue: dated,
  earliest: dated,
  usage: ({ say }, value) => say('refusal.usage', { usage: value as Usage }),
  nearest: ({ say }, value) => say('refusal.nearest', { usage: value as Usage }),
  incident: ({ say }, value) =>
    /^[\w-]{1,40}$/u.test(value) ? say('refusal.incident', { incident: value as Usage }) : null,
}

function factLines(d: Drawing, facts: Facts): readonly Text<'Z1'>[] {
  const single = Object.entries(lines).flatMap(([name, line]) => {
    const value = facts[name]
    return typeof value === 'string' ? (line(d, value, facts) ?? []) : []
  })
  return [...single, ...whoCan(d, facts)]
}

function whoCan(d: Drawing, { roles }: Facts): readonly Text<'Z1'>[] {
  if (!Array.isArray(roles)) return []
  const said = (roles as readonly string[])
    .filter((role) => role !== 'system')
    .flatMap((role) => coded('role')(d, role) ?? [])
  return said.length === 0 ? [] : [d.say('refusal.who', { roles: sayList(d.say, said) })]
}
