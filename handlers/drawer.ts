import type { DateTime } from 'luxon'
import type { StoredActor } from '../db/people.js'
import { mention } from '../src/chat/mention.js'
import type { Tokens } from '../src/chat/token.js'
import type { Clock } from '../src/clock.js'
import type { Drawing } from '../src/views/drawing.js'
import { say, type Language } from '../src/views/text/text.js'

export interface Pens {
  readonly clock: Clock
  readonly tokens: Tokens
  /** Language of people whose own is not known. */
  readonly language: Language
}

/** What views are drawn with for a person, or for everybody when null, at this instant. */
export function drawer(
  { clock, tokens, language }: Pens,
  person: Pick<StoredActor, 'language' | 'locale'> | null,
): { draw: Drawing; now: DateTime } {
  const now = clock()
  const words = say(person ? languageOf(person, language) : language)
  const draw: Drawing = {
    say: words,
    at: now,
    // Persons stand in words by our own id; `withPeople` puts in the account of the platform that shows them.
    who: (id) =>
      id === null
        ? words('person.nobody')
        : { zone: 'Z1', words: mention({ platform: 'person', userId: id }) },
    sign: (subject) => tokens.sign(subject),
  }
  return { draw, now }
}

/** Scandinavian locales read bokmål; every other known locale English; the desk's own language when none is known. */
function languageOf(person: Pick<StoredActor, 'language' | 'locale'>, fallback: Language): Language {
  if (person.language) return person.language
  if (!person.locale) return fallback
  return /^(nb|nn|no|da|sv)\b/iu.test(person.locale) ? 'nb' : 'en'
}
