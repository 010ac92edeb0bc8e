import { closest, distance } from 'fastest-levenshtein'
import type { z } from 'zod'
import type { Finding, Path } from './problems.js'

/**
 * Takes keys away that nobody knows, and tells of each. Fides ignores them, so a dataset written for Fides still
 * loads; in the block of the desk a key that does nothing is a mistake.
 */
export function takeUnknownKeys(value: unknown, issues: readonly z.core.$ZodIssue[]): Finding[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'invalid_union')
      return issue.errors.length === 1 ? takeUnknownKeys(value, issue.errors[0]!) : []
    if (issue.code !== 'unrecognized_keys') return []
    const isOurs = issue.path.includes('rights_desk')
    return issue.keys.map((name) => {
      delete (parentAt(value, issue.path) as Record<string, unknown>)[name]
      return unknownKey([...issue.path, name], isOurs)
    })
  })
}

const parentAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown>)[step], value)

function unknownKey(path: Path, isOurs: boolean): Finding {
  const name = String(path.at(-1))
  const meant = closest(name, names)
  const hint = distance(name, meant) <= 2 ? ` Did you mean ${meant}?` : ''
  return {
    level: isOurs ? 'error' : 'note',
    path,
    sentence: isOurs
      ? `${name} is not a key of the rights_desk block here.${hint}`
      : `${name} is not a key of Fides here and is ignored.${hint}`,
  }
}

const names = (
  'dataset fides_key name description data_categories collections fields fides_meta references identity primary_key ' +
  'data_type direction meta rights_desk connection kind url timeout_ms concurrency contact_points data_center keyspace ' +
  'username password tls consistency connection_string account_url backups days table search retention rule months ' +
  'recipients role contact anchor and erasure action tombstones grace_days compaction_days options'
).split(' ')
