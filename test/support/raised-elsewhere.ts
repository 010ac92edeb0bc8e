import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RefusalCode } from '../../src/domain/refusals.js'

/**
 * Codes that no rule raises but the desk around them: handlers, the outbound filter, the people commands and the
 * adapters. Each is the outcome of a test of the handlers.
 */
export const raisedElsewhere: readonly RefusalCode[] = [
  'E_UNKNOWN_COMMAND',
  'E_UNKNOWN_CASE',
  'E_UNKNOWN_PERSON',
  'E_NOT_ENGINEER',
  'E_NOTHING_TO_RETRY',
  'E_NO_SWEEP',
  'E_NO_DATA_MAP',
  'E_PAUSED',
  'E_NOT_PAUSED',
  'E_FORBIDDEN_IDENTIFIER',
  'E_LINK_CODE',
  'E_LINK_TRIES',
  'E_LINK_PLATFORM',
  'E_LINK_BUSY',
  'E_LINK_FIRST',
  'E_FORGED',
  'E_STALE_CARD',
  'E_NO_ROLE',
  'E_SHARED_CHANNEL',
  'E_LAST_MANAGER',
  'E_PII_IN_CHANNEL',
  'E_UNAVAILABLE',
]

/** Every test of a folder and those below it, as one text, but for `except`. */
export function testsUnder(folder: string, except: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && name !== except)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
}
