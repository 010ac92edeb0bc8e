import { createInstance } from 'i18next'
import { DateTime } from 'luxon'
import type { Usage } from '../../chat/grammar.js'
import { plain } from '../../chat/mention.js'
import type { Text } from '../../chat/view.js'
import type { HoldRef } from '../../domain/case/hold-ref.js'
import type { CaseLanguage, Reference } from '../../domain/case/types.js'
import type { ExceptionRef } from '../../domain/retention/exception-ref.js'
import type { RefusalCode } from '../../domain/refusals.js'
import type { SweepId } from '../../domain/retention/sweep-plan.js'
import type { LocalDate } from '../../domain/time/calendar.js'
import { en } from './en.js'
import { nb } from './nb.js'
import type { Words } from './words.js'

export type Language = CaseLanguage
export const languages = ['nb', 'en'] as const satisfies readonly Language[]

/** Case metadata as the rules know it. No `string`: free text cannot become Z1 (§5.2 M1). */
export type Z1Value =
  Reference | HoldRef | ExceptionRef | SweepId | LocalDate | RefusalCode | Usage | number | Text<'Z1'>

type En = typeof en
type WithoutPlural<K> = K extends `${infer Base}_${'zero' | 'one' | 'other'}` ? Base : K
/** The key of some words; plural forms share one. */
export type Key = WithoutPlural<keyof En>

type WordsOf<K extends Key> = K extends keyof En
  ? En[K]
  : `${K}_other` extends keyof En
    ? En[`${K}_other`]
    : never
type NamesIn<Words> = Words extends `${string}{{${infer Name}}}${infer Rest}` ? Name | NamesIn<Rest> : never
export type Params<K extends Key> = [NamesIn<WordsOf<K>>] extends [never]
  ? []
  : [params: { readonly [Name in NamesIn<WordsOf<K>>]: Name extends 'count' ? number : Z1Value }]

/** Keys of words that hold no value. */
export type PlainKey = { [K in Key]: [NamesIn<WordsOf<K>>] extends [never] ? K : never }[Key]

/** Says words in one language; a date among the values is written out with its weekday. */
export interface Say {
  <K extends Key>(key: K, ...params: Params<K>): Text<'Z1'>
  readonly language: Language
}

/** A count stays a number until it has chosen the plural; then it is grouped like other numbers. */
const grouped = (all: Words<En>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(all).map(([key, words]) => [key, words.replaceAll('{{count}}', '{{count, number}}')]),
  )

const resources = { nb: { translation: grouped(nb) }, en: { translation: grouped(en) } }

function makeSay(language: Language): Say {
  const i18n = createInstance({
    lng: language,
    resources,
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  })
  void i18n.init()
  const fixed = new Map<Key, Text<'Z1'>>()
  const say = (key: Key, params?: Readonly<Record<string, Z1Value>>): Text<'Z1'> => {
    if (params) return filledIn(key, params)
    const text = fixed.get(key) ?? filledIn(key, {})
    fixed.set(key, text)
    return text
  }
  const filledIn = (key: Key, params: Readonly<Record<string, Z1Value>>): Text<'Z1'> => {
    const values = Object.entries(params).map(([name, value]) => [
      name,
      name === 'count' ? value : wordsFor(language, value),
    ])
    return { zone: 'Z1', words: i18n.t(key, Object.fromEntries(values) as Record<string, unknown>) }
  }
  return Object.assign(say, { language }) as Say
}

const says: Readonly<Record<Language, Say>> = { nb: makeSay('nb'), en: makeSay('en') }

/** Gives the speaker of a language. */
export function say(language: Language): Say {
  return says[language]
}

/** Whether there are words under a key made at run time, such as an event's type. */
export function isKey(key: string): key is Key {
  return Object.hasOwn(en, key) || Object.hasOwn(en, `${key}_other`)
}

/** European habits: no comma before the last `and`. */
const regions: Readonly<Record<Language, string>> = { nb: 'nb-NO', en: 'en-GB' }

const datePattern = /^\d{4}-\d{2}-\d{2}$/u

function wordsFor(language: Language, value: Z1Value): string {
  if (typeof value === 'number') return new Intl.NumberFormat(regions[language]).format(value)
  if (typeof value !== 'string') return value.words
  return datePattern.test(value) ? dateWords(language, DateTime.fromISO(value, { zone: 'utc' })) : value
}

function dateWords(language: Language, date: DateTime): string {
  return date.setLocale(language).toFormat(language === 'en' ? 'ccc d MMM yyyy' : 'ccc d. MMM yyyy')
}

/** Case metadata as words that need no language: a reference, a code, a typed command. */
export function z1(value: Exclude<Z1Value, LocalDate>): Text<'Z1'> {
  return typeof value === 'object' ? value : { zone: 'Z1', words: String(value) }
}

/** Words of or about the person, or typed by anybody: only for one reader, and nothing in them mentions people. */
export function z2(words: string): Text<'Z2'> {
  return { zone: 'Z2', words: plain(words) }
}

/** A civil date with its weekday, e.g. `Fri 4 Dec 2026`. */
export function sayDate({ language }: Say, date: LocalDate): Text<'Z1'> {
  return { zone: 'Z1', words: wordsFor(language, date) }
}

/** A civil date in short, e.g. `4 Dec`: where the year is plain and many stand together. */
export function sayDay({ language }: Say, date: LocalDate): Text<'Z1'> {
  const there = DateTime.fromISO(date, { zone: 'utc' }).setLocale(language)
  return { zone: 'Z1', words: there.toFormat(language === 'en' ? 'd MMM' : 'd. MMM') }
}

/** An instant as date and time in Oslo, e.g. `Fri 4 Dec 2026 13:05`. */
export function sayInstant({ language }: Say, at: DateTime): Text<'Z1'> {
  const there = at.setZone('Europe/Oslo')
  return { zone: 'Z1', words: `${dateWords(language, there)} ${there.toFormat('HH:mm')}` }
}

/** Words joined as people do: `a, b and c`. */
export function sayList({ language }: Say, texts: readonly Text<'Z1'>[]): Text<'Z1'> {
  return { zone: 'Z1', words: new Intl.ListFormat(regions[language]).format(texts.map(({ words }) => words)) }
}

/** Several sentences one after the other, or pieces with another separator between them. */
export function join(texts: readonly Text<'Z1'>[], separator: ' ' | ' · ' | ', ' | '\n' = ' '): Text<'Z1'> {
  return { zone: 'Z1', words: texts.map(({ words }) => words).join(separator) }
}

/** The same words beginning with a capital letter. */
export function capital<T extends Text>(text: T): T {
  return { ...text, words: text.words.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) }
}
