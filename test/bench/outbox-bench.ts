import { sql } from 'drizzle-orm'
import { WebClient } from '@slack/web-api'
import { openDatabase, transaction, type Database } from '../../db/client.js'
import { queueMessage } from '../../handlers/messages/queue-message.js'
import { systemClock } from '../../src/clock.js'
import type { Reference } from '../../src/domain/case/types.js'
import { slackCloud, type SlackCloud } from '../../src/local/slack-cloud/cloud.js'
import { clientOptions } from '../../src/slack/web-api.js'
import { sender } from '../../src/slack/send.js'
import { startQueue } from '../../src/worker/queue.js'
import { withServer } from './bench-server.js'
import { addBenchPeople, inSlack, openBenchCases } from './fixture.js'
import { benchChannel, benchContext } from './job-context.js'
import type { Suite } from './suite.js'

const amount = 2_000
const concurrency = 4
const channel = benchChannel
const token = 'xoxb-bench'

/** Cards a second that go out to a Slack on loopback without limits, against a bare POST and an UPDATE for each. */
export const outboxSuite: Suite = {
  names: ['outbox'],
  run: () =>
    withServer(async (url) => {
      const cloud = await slackCloud({
        signingSecret: 'bench',
        botToken: token,
        team: { id: 'T0BENCH', name: 'bench' },
        users: [{ id: 'U0BENCH', name: 'Bench' }],
        channels: [{ id: channel, name: 'privacy', isPrivate: true, members: ['U0BOT', 'U0BENCH'] }],
      })
      const db = openDatabase(url, { statementTimeoutMs: 60_000 })
      try {
        await addBenchPeople(db, inSlack('T0BENCH', 'U0BENCH'))
        await openBenchCases(db, amount)
        await queueAll(db)
        const ours = amount / (await secondsOf(() => sendAll(db, url, cloud)))
        const baseline = amount / (await secondsOf(() => postAll(db, cloud)))
        return [{ name: 'outbox', unit: 'messages/s', ours, baseline }]
      } finally {
        await db.close()
        await cloud.stop()
      }
    }),
}

async function queueAll(db: Database): Promise<void> {
  await transaction(db, async (tx) => {
    const rows = await tx.execute<{ reference: Reference }>(
      sql`select reference from cases order by reference`,
    )
    for (const { reference } of rows)
      await queueMessage(tx, { kind: 'case', reference, platform: 'slack', channel })
  })
}

async function sendAll(db: Database, url: string, cloud: SlackCloud): Promise<void> {
  const client = new WebClient(token, clientOptions({ apiUrl: cloud.apiUrl }, 10_000))
  const context = benchContext(db, sender(client, 'T0BENCH', systemClock))
  const queue = await startQueue(url, context, concurrency)
  await arrived(cloud, amount)
  await queue.stop()
}

/** The least that is done for a message: it is posted, and its row says so. */
async function postAll(db: Database, cloud: SlackCloud): Promise<void> {
  const [example] = cloud.messages(channel)
  const body = JSON.stringify({ channel, text: example!.text, blocks: example!.blocks })
  const ids = [...(await db.execute<{ id: string }>(sql`select id from outbox`))]
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const worker = async () => {
    for (let next = ids.pop(); next; next = ids.pop()) {
      const sent = await fetch(`${cloud.apiUrl}chat.postMessage`, { method: 'POST', headers, body })
      await sent.arrayBuffer()
      await db.execute(sql`update outbox set state = 'sent', attempts = 2 where id = ${next.id}::uuid`)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
}

function arrived(cloud: SlackCloud, count: number): Promise<void> {
  return new Promise((done) => {
    const look = () => {
      if (cloud.messages(channel).length < count) return
      stop()
      done()
    }
    const stop = cloud.onChange(look)
    look()
  })
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}
