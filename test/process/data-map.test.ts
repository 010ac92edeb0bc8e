import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { slackCloud, type SlackCloud } from '../../src/local/slack-cloud/cloud.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { channels, credentials, people } from '../support/slack-world.js'
import { startDesk, type DeskProcess } from './desk-process.js'

const map = `dataset:
  - fides_key: register
    meta: { rights_desk: { connection: { kind: postgres, url: { env: REGISTER_URL } } } }
    collections:
      - name: customers
        fields:
          - { name: id, fides_meta: { primary_key: true } }
          - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
  - fides_key: archive
    meta: { rights_desk: { connection: { kind: postgres, url: { env: ARCHIVE_URL } } } }
    collections:
      - name: letters
        fields:
          - { name: id, fides_meta: { primary_key: true, identity: email } }
`

let fresh: FreshDatabase
let cloud: SlackCloud
let folder: string
let desk: DeskProcess
beforeAll(async () => {
  fresh = await freshDatabase()
  await fresh.sql`create table customers (id text primary key, email text)`
  cloud = await slackCloud({ ...credentials, users: people, channels })
  folder = await mkdtemp(join(tmpdir(), 'rights-desk-map-'))
  await writeFile(join(folder, 'map.yml'), map)
  desk = await startDesk(folder, {
    NODE_ENV: 'production',
    PORT: '0',
    DATABASE_URL: fresh.url,
    KEY_ENCRYPTION_KEY: Buffer.from(Array.from({ length: 32 }, (_, n) => n * 7 + 1)).toString('base64'),
    BLIND_INDEX_KEY: Buffer.from(Array.from({ length: 32 }, (_, n) => n * 7 + 2)).toString('base64'),
    SLACK_API_URL: cloud.apiUrl,
    SLACK_SIGNING_SECRET: credentials.signingSecret,
    SLACK_BOT_TOKEN: credentials.botToken,
    SLACK_TEAM_ID: credentials.teamId,
    PRIVACY_CHANNEL: 'slack:C0PRIVACY',
    DATA_MAP: 'map.yml',
    REGISTER_URL: fresh.url,
    ARCHIVE_URL: 'postgres://nobody@127.0.0.1:9/none',
  })
})
afterAll(async () => {
  await desk.stop('SIGKILL')
  await cloud.stop()
  await fresh.drop()
  await rm(folder, { recursive: true, force: true })
})

test('a desk with a data map is ready while a store is away, says so, and stops cleanly', async () => {
  await vi.waitFor(
    async () => {
      const response = await fetch(`${desk.address}/readyz`)
      expect([response.status, await response.text()]).toEqual([
        200,
        'database: ready\nstore register: ready\nstore archive: unread (away)\n',
      ])
    },
    { timeout: 30_000, interval: 50 },
  )
  expect(await desk.stop('SIGTERM')).toBe(0)
})
