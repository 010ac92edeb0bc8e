import { accountsOf } from '../db/people.js'
import type { Reader } from '../db/client.js'
import type { Platform } from '../src/chat/interaction.js'
import { mention } from '../src/chat/mention.js'
import type { PersonId } from '../src/domain/people/roles.js'
import type { Say } from '../src/views/text/text.js'

const personMention = /\uE000person:([0-9a-f-]{36})\uE001/gu

/**
 * Puts the accounts of one platform in for the persons that stand in the words of anything drawn (a view, a
 * form, a reply). One query when somebody is named, none otherwise.
 */
export async function withPeople<Drawn>(
  tx: Reader,
  platform: Platform,
  drawn: Drawn,
  say: Say,
): Promise<Drawn> {
  // As one text: a walk over every part costs many times more, and most replies name nobody.
  const view = viewOf(drawn)
  if (view && namesNobody.has(view)) return drawn
  const named = new Set(Array.from(JSON.stringify(drawn).matchAll(personMention), ([, id]) => id as PersonId))
  if (named.size === 0) {
    if (view) namesNobody.add(view)
    return drawn
  }
  const found = await accountsOf(tx, [...named])
  const accounts = new Map(
    found.filter((account) => account.platform === platform).map(({ person, userId }) => [person, userId]),
  )
  const colleague = say('person.colleague').words
  return mapWords(drawn, (words) =>
    words.replaceAll(personMention, (_all, id: PersonId) => {
      const userId = accounts.get(id)
      return userId ? mention({ platform, userId }) : colleague
    }),
  )
}

/** Views that were looked through and name nobody: some are drawn once and shown again and again. */
const namesNobody = new WeakSet<object>()

function viewOf(drawn: unknown): object | null {
  const view = typeof drawn === 'object' && drawn !== null && 'view' in drawn ? drawn.view : null
  return typeof view === 'object' ? view : null
}

/** A copy with every `words` text changed. */
function mapWords<Drawn>(drawn: Drawn, change: (words: string) => string): Drawn {
  if (Array.isArray(drawn)) return drawn.map((part: unknown) => mapWords(part, change)) as Drawn
  if (typeof drawn !== 'object' || drawn === null) return drawn
  const entries = Object.entries(drawn).map(([name, value]) => [
    name,
    name === 'words' && typeof value === 'string' ? change(value) : mapWords(value as unknown, change),
  ])
  return Object.fromEntries(entries) as Drawn
}
