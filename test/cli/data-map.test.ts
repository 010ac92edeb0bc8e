import { expect, test } from 'vitest'
import { rights, rightsWith } from './rights.js'

const file = 'docs/data-map/connxio.yml'

test('a right map ends with 0, its systems and the variables that are not set', async () => {
  const { code, stdout } = await rightsWith(
    { CONNXIO_REGISTER_URL: 'postgres://x' },
    'data-map',
    'check',
    file,
  )
  expect(code).toBe(0)
  expect(stdout).toContain('connxio_messages: cassandra, 2 collections')
  expect(stdout).toContain('CONNXIO_CASSANDRA_PASSWORD is not set')
  expect(stdout).not.toContain('CONNXIO_REGISTER_URL is not set')
})

test('a wrong one ends with 2 and says where, also for programs', async () => {
  const { code, stdout } = await rights('data-map', 'check', 'package.json', '--json')
  expect(code).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    problems: [{ level: 'error', sentence: 'dataset is missing.' }],
  })
})

test('a file that is not there is a mistake of who typed it', async () => {
  const { code, stderr } = await rights('data-map', 'check', 'nowhere.yml')
  expect([code, stderr]).toEqual([2, '"nowhere.yml" cannot be read: give the path of a data map\n'])
})
