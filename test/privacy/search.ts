import type { Reference } from '../../src/domain/case/types.js'
import { readPanels } from '../../src/local/web/panels.js'
import type { DeskWorld } from '../support/desk-world.js'
import { tracesOf } from './traces.js'

/** A word that must not be found, in the shapes in which it could lie somewhere. */
export function shapesOf(word: string): readonly string[] {
  const bytes = Buffer.from(word)
  // In base64 a word looks different at each offset; the ends depend on what stands beside it.
  const shifted = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/u, '')
      .slice(offset === 0 ? 0 : offset + 1, -2),
  )
  const hex = bytes.toString('hex')
  return [...new Set([word, encodeURIComponent(word), hex, ...shifted, ...shifted.map(urlSafe)])]
}

const urlSafe = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_')

/** The shapes of the words that stand in a text. Base64 has case; everything else is compared without it. */
export function found(text: string, words: readonly string[]): readonly string[] {
  const lower = text.toLowerCase()
  return words.filter((word) =>
    shapesOf(word).some((shape) => text.includes(shape) || lower.includes(shape.toLowerCase())),
  )
}

/** Where the person lies in the systems of the data map, to be found and erased there. */
export const storeSchema = 'store'

/** Every row of every table of the desk, as text; sealed bytes as hex. The systems it searches have a schema of their own. */
async function rows({ sql }: DeskWorld['database']): Promise<readonly (readonly [string, string])[]> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema', ${storeSchema})`
  const kept: [string, string][] = []
  for (const { name } of tables) {
    const lines = await sql.unsafe<{ line: string }[]>(`select to_jsonb(t)::text as line from ${name} t`)
    kept.push([`table ${name}`, lines.map(({ line }) => line).join('\n')])
  }
  return kept
}

/** What the local workspace shows behind each case. */
async function panels({ parts, database }: DeskWorld): Promise<string> {
  const cases = await database.sql<{ reference: Reference }[]>`select reference from cases`
  const shown = cases.map(({ reference }) => readPanels(parts.db, reference, (userId) => userId))
  return JSON.stringify(await Promise.all([...shown, readPanels(parts.db, null, (userId) => userId)]))
}

/** Every place where details of a person must never lie, by name, with what lies there. */
export async function places(world: DeskWorld): Promise<readonly (readonly [string, string])[]> {
  const { inChannels, calls, tokens, complaints, urls, shownToOthers } = tracesOf(world)
  return [
    ['log', world.logged.join('\n')],
    ['metrics', await world.parts.metrics.text()],
    ...(await rows(world.database)),
    ['messages in channels', JSON.stringify(inChannels)],
    ['calls of the platform', JSON.stringify(calls)],
    ['tokens', tokens.join('\n')],
    ['panels of the local workspace', await panels(world)],
    ['answers of the platform', JSON.stringify(complaints)],
    ['URLs', JSON.stringify(urls)],
    ['what others were shown', JSON.stringify(shownToOthers)],
  ]
}

/** Places that hold one of the words, as `place: word`. */
export async function leaks(world: DeskWorld, words: readonly string[]): Promise<readonly string[]> {
  return (await places(world)).flatMap(([place, text]) =>
    found(text, words).map((word) => `${place}: ${word}`),
  )
}
