import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Interaction } from '../../src/chat/interaction.js'
import type { Text } from '../../src/chat/view.js'
import { slackWorld, type SlackWorld } from '../support/slack-world.js'

const words = (text: string): Text<'Z1'> => ({ zone: 'Z1', words: text })
const view = {
  title: words('T'),
  summary: words('Hello'),
  blocks: [{ kind: 'text', text: words('Long '.repeat(200)) }],
} as const

let world: SlackWorld
const taken: Interaction[] = []
beforeAll(async () => {
  world = await slackWorld({
    appToken: 'xapp-of-a-test',
    dispatch: (interaction) => {
      taken.push(interaction)
      return Promise.resolve(interaction.kind === 'home' ? { kind: 'home', view } : { kind: 'private', view })
    },
  })
})
afterAll(() => world.stop())

test('commands come down the connection and are answered on it', async () => {
  const seen = await world.person('U0KARI').command('help', 'C0PRIVACY')
  expect(seen).toMatchObject({ status: 200, ephemerals: [{ text: 'Hello' }] })
  expect(taken).toMatchObject([{ kind: 'command', text: 'help' }])
})

test('so do events', async () => {
  expect((await world.person('U0KARI').openHome()).home).not.toBeNull()
})

test('nothing is taken over HTTP', async () => {
  const answer = await fetch(`${world.url}/slack/events`, { method: 'POST', body: '{}' })
  expect(answer.status).toBe(404)
})

test('somebody of another workspace is not served', async () => {
  const seen = await world.person('U0OTHER').command('help', 'C0SHARED')
  expect(seen.ephemerals).toEqual([])
})
