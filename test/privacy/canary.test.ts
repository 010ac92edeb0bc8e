import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DateTime } from 'luxon'
import { openDatabase, type Database } from '../../db/client.js'
import { dispatcher } from '../../handlers/dispatch.js'
import { handlers, type ActionName } from '../../handlers/index.js'
import type { CloudView } from '../../src/local/slack-cloud/state.js'
import { fill } from '../../src/local/slack-cloud/fill.js'
import { submission } from '../../src/local/slack-cloud/payloads.js'
import type { TeamsCloud } from '../../src/local/teams-cloud/cloud.js'
import type { TeamsState } from '../../src/local/teams-cloud/state.js'
import type { Filled } from '../../src/local/slack-cloud/fill.js'
import type { Vault } from '../../src/vault/vault.js'
import { acts, button, give, openCase, sound, soundness, told, type } from '../support/acts.js'
import { openChannel, team } from '../support/desk-world.js'
import { erasureWorld, type ErasureWorld } from '../support/erasure-world.js'
import type { StagePerson } from '../support/teams-stage.js'
import { directoryId, tenant } from '../support/teams-people.js'
import { found, leaks, storeSchema } from './search.js'
import { erased, presses, secret, secretWords, story } from './story.js'

/** Handlers whose `run` was called: the run must have reached every one of them. */
const reached = new Set<string>()
for (const [name, made] of Object.entries(handlers) as [
  ActionName,
  { run: (...args: never[]) => unknown },
][]) {
  const { run } = made
  made.run = (...args) => {
    reached.add(name)
    return run(...args)
  }
}

const platforms = ['slack', 'teams'] as const
let world: ErasureWorld
const person = (userId: string) => world.cloud.person(userId)

/** Opens a request while something is broken; gives the codes and words of the answer. */
async function openBroken(): Promise<string> {
  const { modal } = await openCase(world, 'U0OLA', { ...filled, rights: ['access'] })
  return JSON.stringify(modal?.errors)
}
const filled = { name: secret.name, email: secret.email, phone: secret.phone, text: secret.text }

/** What only one platform tells of, or shows. */
const ofOnePlatform = {
  slack: async () => {
    for (const userId of ['U0OLA', 'U0NILS', 'U0GURI']) await person(userId).openHome()
    await world.cloud.changeUser({ ...person('U0EVA').user, isRestricted: true })
  },
  teams: async () => {
    for (const userId of ['U0OLA', 'U0NILS', 'U0GURI']) await type(world, userId, 'home')
  },
}

/** Sends a form whose signed token is a name. */
const forge = {
  async slack(modal: CloudView, values: Filled) {
    const forged = { ...modal, content: { ...modal.content, private_metadata: secret.name } }
    const { state, url } = world.cloud
    const act = { state, url, user: person('U0OLA').user }
    await world.cloud.deliver('interactive', submission(act, forged, fill(modal, values)))
  },
  async teams(modal: CloudView, values: Filled) {
    await (person('U0OLA') as unknown as StagePerson).forge(modal, secret.name, values)
  },
}

const breakSending = {
  slack() {
    world.cloud.fail('chat.postMessage', { kind: 'error', error: 'restricted_action' })
    world.cloud.fail('views.open', { kind: 'reset' })
  },
  teams() {
    const { fail } = world.cloud as unknown as TeamsCloud
    fail('PUT activities', { kind: 'status', status: 403, code: 'MessageWritesBlocked' })
    fail('POST activities', { kind: 'lost' })
  },
}

/** Puts a leak where the platform would keep it. */
const leak = {
  slack: (text: string) =>
    world.cloud.state.calls.push({ method: 'chat.postMessage', args: { text }, answer: {} }),
  teams: (text: string) =>
    (world.cloud.state as unknown as TeamsState).calls.push({
      method: 'POST',
      path: 'activities',
      conversation: null,
      body: { text },
    }),
}

const elsewhere = {
  slack: { platform: 'teams', tenant, userId: directoryId('U0OLA') },
  teams: { platform: 'slack', tenant: team, userId: 'U0OLA' },
} as const

/** Types the code of the first account's link as the same person on the other platform. */
async function claimLink(platform: keyof typeof elsewhere): Promise<void> {
  const shown = told(await type(world, 'U0OLA', 'people link'))
  const text = /people link [0-9A-Z]{4}-[0-9A-Z]{4}/u.exec(shown)![0]
  const origin = { ...elsewhere[platform], channel: null, dedupeKey: text }
  await dispatcher(world.parts)({ ...origin, kind: 'command', text })
}

async function tell(platform: keyof typeof elsewhere): Promise<void> {
  for (const [index, [who, text, values]] of story.entries()) {
    world.moveTo(DateTime.fromISO('2026-03-05T09:00:00Z').plus({ minutes: index }).toISO()!)
    await give(world, who, text, values)
  }
  await claimLink(platform)
  await pressIn('U0OLA', 'people link', 'people.link_decline')
  await claimLink(platform)
  for (const [who, list, action, values] of presses) await pressIn(who, list, action, values)
  await ofOnePlatform[platform]()
  await world.drain()
}

async function pressIn(who: string, list: string, action: string, values?: Filled): Promise<void> {
  const { ephemerals } = await type(world, who, list)
  const { modal } = await person(who).click(ephemerals[0]!, button(ephemerals[0]!, action))
  if (modal && values) await person(who).submit(modal, values)
}

describe.each(platforms)('in %s', (platform) => {
  beforeAll(async () => {
    reached.clear()
    world = await erasureWorld('2026-03-05T09:00:00Z', { email: secret.email, schema: storeSchema, platform })
    await tell(platform)
  }, 120_000)
  afterAll(async () => {
    expect(await soundness(world)).toEqual(sound)
    await world.stop()
  })

  describe('details of a person and words of reasons', () => {
    test('went through every command: one that is missing in the story fails here', () => {
      // Teams tells of no change of an account: they are asked about each day.
      const untold = platform === 'teams' ? ['account.changed'] : []
      expect([...reached, ...untold].sort()).toEqual(Object.keys(handlers).sort())
    })

    test('did go in: the case went its whole way, and the handler reads all of it', async () => {
      expect(await acts(world, 'RR-2026-0001')).toEqual(
        expect.arrayContaining(['response.sent', 'response.bounced', 'request.closed', 'request.reopened']),
      )
      expect(await acts(world, erased)).toEqual(
        expect.arrayContaining(['execution.line_handed', 'deletion.recorded', 'execution.completed']),
      )
      expect(await world.left('messages')).toEqual(['other'])
      const details = JSON.stringify(await type(world, 'U0OLA', 'details RR-2026-0001'))
      expect(found(details, secretWords)).toEqual(
        expect.arrayContaining(['kvitrine', 'saffron', 'tremolando']),
      )
    })

    test('lie in no log, table, event, metric, channel message, call or token', async () => {
      expect(await leaks(world, secretWords)).toEqual([])
    })

    test('nor after a shortcut on a message with them, and a forged form', async () => {
      const message = person('U0OLA').say(`${secret.name}: ${secret.text}`, openChannel)
      const { modal } = await person('U0OLA').shortcut(message)
      await forge[platform](modal!, { ...filled, rights: ['access'] })
      await person('U0OLA').submit(modal!, { rights: ['access'], name: secret.name })

      expect(await leaks(world, secretWords)).toEqual([])
    })

    test('a law is named in clear, so nothing but a law is taken', async () => {
      const law = (words: string) => ({
        outcome_access: 'refused',
        ground_access: 'national_exception',
        law_access: words,
      })
      for (const words of [secret.name, secret.email, `${secret.phone} § 1`])
        await give(world, 'U0OLA', 'plan RR-2026-0007', law(words))

      expect(await leaks(world, secretWords)).toEqual([])
    })
  })

  describe('when something breaks', () => {
    test('the database is away', async () => {
      const parts = world.parts as { db: Database }
      const { db } = parts
      const { modal } = await type(world, 'U0OLA', 'open')
      parts.db = openDatabase('postgres://nobody@127.0.0.1:1/none')
      const seen = await person('U0OLA').submit(modal!, { ...filled, rights: ['access'] })
      await parts.db.close()
      parts.db = db

      expect(JSON.stringify(seen.modal!.errors)).toContain('E_UNAVAILABLE')
      expect(await leaks(world, secretWords)).toEqual([])
    })

    test('the database refuses a row, and would tell which', async () => {
      const { sql } = world.database
      await sql`alter table subject_indexes add constraint broken check (value = '') not valid`
      const answer = await openBroken()
      await sql`alter table subject_indexes drop constraint broken`

      expect(answer).toContain('E_UNAVAILABLE')
      expect(found(answer, secretWords)).toEqual([])
      expect(await leaks(world, secretWords)).toEqual([])
    })

    test('the vault breaks, and quotes what it was given', async () => {
      const desk = world.parts.desk as { vault: Vault }
      const { vault } = desk
      desk.vault = {
        ...vault,
        seal: (_key, _purpose, text) => Promise.reject(new Error(`cannot seal ${text}`)),
      }
      const answer = await openBroken()
      desk.vault = vault

      expect(answer).toContain('E_UNAVAILABLE')
      expect(found(answer, secretWords)).toEqual([])
      expect(await leaks(world, secretWords)).toEqual([])
    })

    test('the platform refuses a card and loses an answer', async () => {
      breakSending[platform]()
      await give(world, 'U0MONA', 'details RR-2026-0001', { reason: secret.reason })
      await openBroken()

      expect(await leaks(world, secretWords)).toEqual([])
    })
  })

  describe('the search', () => {
    test('finds a planted leak in a log line, a row, a metric, and a card', async () => {
      world.parts.log.warn({ note: secret.name }, 'planted')
      await world.database
        .sql`insert into inbox (key, outcome) values ('planted', ${JSON.stringify(secret.text)}::jsonb)`
      world.parts.metrics.denied('tremolando')
      leak[platform](secret.phone)

      const at = (await leaks(world, secretWords)).map((leak) => leak.split(':')[0])
      expect(new Set(at)).toEqual(new Set(['log', 'metrics', 'table public.inbox', 'calls of the platform']))
    })
  })
})

describe('the search itself', () => {
  const spellings: readonly (readonly [string, string])[] = [
    ['as it is', secret.name],
    ['in capitals', secret.name.toUpperCase()],
    ['in a URL', encodeURIComponent(secret.email)],
    ...[0, 1, 2].map(
      (offset) =>
        [
          `in base64, ${offset} along`,
          Buffer.from(`${'x'.repeat(offset)}${secret.email}!`).toString('base64'),
        ] as const,
    ),
    ['in hexadecimal', Buffer.from('saffron').toString('hex')],
  ]
  test.each(spellings)('finds a word %s', (_, text) => {
    expect(found(`before ${text} after`, [...secretWords, secret.email]).length).toBeGreaterThan(0)
  })
})
