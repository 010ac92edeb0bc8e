import { expect, test } from 'vitest'
import { makeLog } from '../../src/log.js'
import { slackWorld } from '../support/slack-world.js'

const canary = 'Canary Fuglesang'

test('what people write is in no line of the log, whatever goes wrong', async () => {
  const lines: string[] = []
  const log = makeLog('trace', { write: (line) => void lines.push(line) })
  const words = { zone: 'Z2', words: canary } as const
  const view = {
    title: { zone: 'Z1', words: 'T' },
    summary: words,
    blocks: [{ kind: 'text', text: words }],
  } as const
  const world = await slackWorld({ log, dispatch: () => Promise.resolve({ kind: 'home', view }) })
  const kari = world.person('U0KARI')
  world.cloud.fail('views.publish', { kind: 'status', status: 500 })
  await kari.command(canary, 'C0PRIVACY')
  await kari.openHome()
  world.cloud.fail('views.publish', { kind: 'error', error: 'internal_error' })
  expect((await kari.openHome()).status).toBe(500)
  await fetch(`${world.url}/slack/events`, { method: 'POST', body: canary })
  await world.stop()
  expect(lines.length).toBeGreaterThan(2)
  expect(lines.join()).not.toContain('Canary')
  expect(lines.join()).not.toMatch(/xoxb|signature":/u)
})
