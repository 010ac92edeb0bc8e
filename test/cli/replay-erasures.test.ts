import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askForErasure, approve } from '../support/erasure-world.js'
import { mappedWorld, type MappedWorld } from '../support/mapped-world.js'
import { registerMap } from '../support/register.js'
import { subject } from '../support/acts.js'
import { rightsWith } from './rights.js'

let world: MappedWorld
let env: Record<string, string>
const folder = mkdtempSync(join(tmpdir(), 'replay-'))

beforeAll(async () => {
  world = await mappedWorld()
  await approve(world, await askForErasure(world))
  const file = join(folder, 'map.yml')
  writeFileSync(file, registerMap())
  env = {
    DATABASE_URL: world.database.url,
    REGISTER_URL: world.database.url,
    DATA_MAP: file,
    KEY_ENCRYPTION_KEY: world.keys.encryption.toString('base64'),
    BLIND_INDEX_KEY: world.keys.blindIndex.toString('base64'),
  }
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await world.stop()
})

const replay = async (more: Record<string, string> = {}, ...args: string[]) => {
  const { code, stdout, stderr } = await rightsWith({ ...env, ...more }, 'replay-erasures', '--json', ...args)
  return { code, stderr, found: stdout ? (JSON.parse(stdout) as Record<string, unknown>) : null, stdout }
}

test('what a restore brought back is erased again, in a process of its own; nothing else is', async () => {
  expect(await world.left('messages')).toEqual(['other'])
  const { sql } = world.database
  await sql`insert into customers values ('c1', ${subject.email})`
  await sql`insert into messages values ('m1', 'c1'), ('m3', 'c1'), ('new', 'c1')`
  const first = await replay()
  expect(first).toMatchObject({ code: 0, found: { erasures: 1, records: 3, shredded: 0, unread: [] } })
  expect(await world.left('messages')).toEqual(['new', 'other'])
  expect(await world.left('customers')).toEqual(['c2'])
  expect(first.stdout).not.toContain('m1')
  expect((await replay()).found).toMatchObject({ erasures: 1, records: 0 })
})

test('erasures before the backup are left alone', async () => {
  const { found } = await replay({}, '--since', '2026-03-06T00:00:00+01:00')
  expect(found).toMatchObject({ erasures: 0, records: 0 })
})

test('a store that is away: told, exit code 1', async () => {
  const { code, found } = await replay({ REGISTER_URL: 'postgres://nobody:x@127.0.0.1:1/none' })
  expect(code).toBe(1)
  expect(found!['unread']).toEqual(['register.messages:away', 'register.customers:away'])
})

test('while all erasures stand still nothing is erased again', async () => {
  const { sql } = world.database
  await sql`insert into standstills (id, begun_by, begun_at) values (gen_random_uuid(), gen_random_uuid(), now())`
  const { code, stderr } = await replay()
  await sql`delete from standstills`
  expect([code, stderr]).toEqual([2, expect.stringContaining('/rights resume')])
})

test('erasures whose ids are destroyed are counted, not passed over', async () => {
  await world.database.sql`delete from erasure_keys`
  expect((await replay()).found).toMatchObject({ erasures: 0, shredded: 1 })
})

test.each([
  ['no key', { KEY_ENCRYPTION_KEY: '' }, 'KEY_ENCRYPTION_KEY is missing'],
  ['a weak key', { KEY_ENCRYPTION_KEY: 'c2hvcnQ=' }, 'must be 32 random bytes'],
  ['no map', { DATA_MAP: '' }, 'DATA_MAP is missing'],
  ['a map that is not there', { DATA_MAP: '/nowhere.yml' }, 'cannot be read'],
  ['a setting of the map that is missing', { REGISTER_URL: '' }, 'REGISTER_URL is not set'],
])('%s: a sentence with the cure, exit code 2', async (_name, more, sentence) => {
  const { code, stderr } = await replay(more)
  expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)])
})

test('a since without its offset is refused', async () => {
  const { code, stderr } = await replay({}, '--since', '2026-03-06T00:00:00')
  expect([code, stderr]).toEqual([2, expect.stringContaining('has no offset')])
})
