import { createHmac, randomUUID } from 'node:crypto'
import autocannon from 'autocannon'
import { refusals } from '../../src/domain/refusals.js'

/** Whether what was answered is a refusal. */
export const isRefused = (text: string): boolean => refused.test(text)
const refused = new RegExp(String.raw`\b(?:${Object.keys(refusals).join('|')})\b`, 'u')

export interface Load {
  readonly address: string
  readonly secret: string
  readonly teamId: string
  readonly userId: string
  /** What is typed after `/rights`; `n` counts the requests of one connection. */
  readonly text: (n: number, connection: number) => string
  readonly connections: number
  /** Requests in all. */
  readonly amount: number
}

export interface Result {
  readonly perSecond: number
  readonly p99Ms: number
  /** Not answered with 200, or refused. */
  readonly failed: number
}

/** Sends signed slash commands, each a different one, as fast as the connections take the answers. */
export async function send({ address, connections, amount, ...load }: Load): Promise<Result> {
  const each = Math.ceil(amount / connections)
  let opened = 0
  const found = await autocannon({
    url: `${address}/slack/events`,
    connections,
    amount: each * connections,
    timeout: 10,
    verifyBody: (body) => !isRefused(String(body)),
    setupClient(client) {
      const connection = opened++
      client.setRequests(Array.from({ length: each }, (_, n) => signed(load, load.text(n, connection))))
    },
  })
  return {
    perSecond: found.requests.total / found.duration,
    p99Ms: found.latency.p99,
    failed: found.non2xx + found.errors + found.mismatches,
  }
}

function signed(
  { secret, teamId, userId }: Pick<Load, 'secret' | 'teamId' | 'userId'>,
  text: string,
): autocannon.Request {
  const body = new URLSearchParams({
    command: '/rights',
    text,
    team_id: teamId,
    user_id: userId,
    channel_id: 'D0BENCH',
    trigger_id: randomUUID(),
    response_url: 'http://127.0.0.1:1/none',
    api_app_id: 'A0BENCH',
  }).toString()
  const stamp = String(Math.floor(Date.now() / 1000))
  return {
    method: 'POST',
    path: '/slack/events',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`,
    },
    body,
  }
}
