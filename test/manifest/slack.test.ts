import { readFileSync } from 'node:fs'
import type { AppsManifestValidateArguments } from '@slack/web-api'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { commands } from '../../handlers/commands.js'
import { placeholderUrl, slackManifest, usageHint } from '../../manifest/generate.js'
import schema from '../fixtures/schemas/slack-manifest.schema.2.0.0.json' with { type: 'json' }

const ajv = new Ajv({ strict: false, allErrors: true })
addFormats.default(ajv)
const isValid = ajv.compile(schema)

const made = slackManifest(commands, { requestUrl: 'https://desk.example.org/slack/events' })
const pulled = slackManifest(commands, { requestUrl: '', isSocketMode: true })

describe.each([
  ['over HTTP', made],
  ['in Socket Mode', pulled],
])('the manifest %s', (_name, manifest) => {
  test('is valid by the schema of Slack', () => {
    isValid(manifest)
    expect(isValid.errors).toBeNull()
  })

  test('asks for no message history', () => {
    expect(manifest.oauth_config.scopes.bot.filter((scope) => scope.endsWith(':history'))).toEqual([])
  })
})

test('the schema refuses what is wrong', () => {
  expect(isValid({ ...made, display_information: { name: 'x'.repeat(36) } })).toBe(false)
  expect(isValid({ ...made, surprise: true })).toBe(false)
})

test('scopes and events have names that Slack knows', () => {
  type Manifest = AppsManifestValidateArguments['manifest']
  const typed: Manifest['oauth_config'] = { scopes: { bot: [...made.oauth_config.scopes.bot] } }
  const events: NonNullable<NonNullable<Manifest['settings']>['event_subscriptions']>['bot_events'] = [
    ...made.settings.event_subscriptions.bot_events,
  ]
  // @ts-expect-error the check would notice a scope that does not exist
  const wrong: Manifest['oauth_config'] = { scopes: { bot: ['chat:wrote'] } }
  expect([typed, events, wrong]).toHaveLength(3)
})

test('in Socket Mode nothing is reachable from outside', () => {
  expect(JSON.stringify(pulled)).not.toContain('url"')
})

test('the hint names each verb once and fits', () => {
  const hint = usageHint(commands)
  expect(hint.match(/\bpeople\b/gu)).toHaveLength(1)
  expect(hint.length).toBeLessThanOrEqual(1_000)
  expect(usageHint(Array.from({ length: 500 }, (_none, index) => ({ verb: `verb-${index}` })))).toHaveLength(
    1_000,
  )
})

test('the file that is kept is up to date: run `npm run manifest`', () => {
  const kept: unknown = JSON.parse(
    readFileSync(new URL('../../manifest/slack.json', import.meta.url), 'utf8'),
  )
  expect(kept).toEqual(slackManifest(commands, { requestUrl: placeholderUrl }))
})
