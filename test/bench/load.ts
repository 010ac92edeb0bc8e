import { createHmac, randomUUID } from 'node:crypto'
import autocannon from 'autocannon'

export interface Load {
  readonly address: string
  readonly secret: string
  readonly teamId: string
  readonly userId: string
  /** What is typed after `/rights`; `n` counts the requests. */
  readonly text: (n: number) => string
  readonly connections: number
  /** Requests in all. */
  readonly amount: number
}

export interface Result {
  readonly perSecond: number
  readonly p99Ms: number
  readonly failed: number
}

/** Sends signed slash commands, each a different one, as fast as the connections take the answers. */
export async function send({ address, connections, amount, ...load }: Load): Promise<Result> {
  const each = Math.ceil(amount / connections)
  let next = 0
  const found = await autocannon({
    url: `${address}/slack/events`,
    connections,
    amount: each * connections,
    timeout: 10,
    setupClient: (client) => client.setRequests(Array.from({ length: each }, () => signed(load, next++))),
  })
  return {
    perSecond: found.requests.total / found.duration,
    p99Ms: found.latency.p99,
    failed: found.non2xx + found.errors,
  }
}

function signed(
  { secret, teamId, userId, text }: Pick<Load, 'secret' | 'teamId' | 'userId' | 'text'>,
  n: number,
): autocannon.Request {
  const body = new URLSearchParams({
    command: '/rights',
    text: text(n),
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
