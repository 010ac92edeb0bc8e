import type { DateTime } from 'luxon'
import type { Subject } from '../chat/token.js'
import type { Text } from '../chat/view.js'
import type { PersonId } from '../domain/people/roles.js'
import type { Say } from './text/text.js'

/** What every view needs beside the facts: the reader's language, the instant, people's names, the seal. */
export interface Drawing {
  readonly say: Say
  /** The instant of drawing, UTC: days left are counted from its date in Oslo. */
  readonly at: DateTime
  /** The words for a person, usually a mention; words for "nobody" when null. */
  who(id: PersonId | null): Text<'Z1'>
  sign(subject: Subject): string
}
