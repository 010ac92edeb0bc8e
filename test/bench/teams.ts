import { randomBytes, randomUUID } from 'node:crypto'
import autocannon from 'autocannon'
import { openDatabase } from '../../db/client.js'
import { slackCloud } from '../../src/local/slack-cloud/cloud.js'
import { withServer } from './bench-server.js'
import { startChild, type Child } from './child.js'
import { addBenchPeople } from './fixture.js'
import { isRefused } from './load.js'
import type { Measure } from './report.js'
import type { Suite } from './suite.js'
import { teamsSide, type TeamsSide } from './teams-side.js'

const appId = '11111111-2222-4333-8444-555555555555'
const tenant = '66666666-7777-4888-8999-aaaaaaaaaaaa'
const user = 'bbbbbbbb-cccc-4ddd-8eee-ffffffffffff'
const slackTeam = 'T0BENCH'
const connections = 16
const rounds = 3
const amount = 3_000

interface Rig {
  readonly desk: Child
  readonly echo: Child
  readonly side: TeamsSide
}

/** A desk on both platforms, and the SDK's echo bot, before the same connector. */
async function withRig<T>(work: (rig: Rig) => Promise<T>): Promise<T> {
  return withServer(async (databaseUrl) => {
    const db = openDatabase(databaseUrl)
    await addBenchPeople(db, { platform: 'teams', tenant, userId: user })
    await db.close()
    const side = await teamsSide(appId, isRefused)
    const secret = randomBytes(16).toString('hex')
    const slack = await slackCloud({
      signingSecret: secret,
      botToken: 'xoxb-bench',
      team: { id: slackTeam, name: 'bench' },
      users: [{ id: 'U0BENCH', name: 'U0BENCH' }],
      channels: [{ id: 'C0PRIVACY', name: 'privacy', isPrivate: true, members: ['U0BOT', 'U0BENCH'] }],
    })
    const inTeams = { TEAMS_APP_ID: appId, TEAMS_CLOUD_URL: side.url }
    const echo = await startChild(['--import', 'tsx', 'test/bench/echo-bot.ts'], inTeams)
    const desk = await startChild(['dist/src/main.js'], {
      ...inTeams,
      TEAMS_APP_PASSWORD: 'bench',
      TEAMS_TENANT_ID: tenant,
      DATABASE_URL: databaseUrl,
      SLACK_SIGNING_SECRET: secret,
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_TEAM_ID: slackTeam,
      SLACK_API_URL: slack.apiUrl,
      PRIVACY_CHANNEL: 'slack:C0PRIVACY',
      KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      BLIND_INDEX_KEY: randomBytes(32).toString('base64'),
      LOG_LEVEL: 'error',
      PORT: '0',
    })
    try {
      return await work({ desk, echo, side })
    } finally {
      await desk.stop()
      await echo.stop()
      await slack.stop()
      await side.stop()
    }
  })
}

/**
 * Activities with a token to be proved and one message in answer, against the SDK's own echo bot: how many a second, the
 * processor's time of each, and the memory of the process with both platforms while nothing happens.
 */
export const teamsSuite: Suite = {
  names: ['teams-activity', 'teams-activity-cpu', 'memory-both'],
  run: (isWanted) =>
    withRig(async (rig) => [
      { name: 'memory-both', unit: 'MB', ours: rig.desk.residentMb(), baseline: rig.echo.residentMb() },
      ...(isWanted('teams-activity') || isWanted('teams-activity-cpu') ? await activities(rig) : []),
    ]),
}

interface Result {
  readonly perSecond: number
  /** Processor's time of one activity, milliseconds. */
  readonly cpuMs: number
}

/** The same load on both, by turns after a warm-up, so that a busy moment of the machine hits both. Medians. */
async function activities({ desk, echo, side }: Rig): Promise<Measure[]> {
  const found: Record<'ours' | 'baseline', Result[]> = { ours: [], baseline: [] }
  for (let round = 0; round <= rounds; round++) {
    for (const [which, child] of [['baseline', echo] as const, ['ours', desk] as const]) {
      const result = await send(child, side, round === 0 ? 500 : amount)
      if (round > 0) found[which].push(result)
    }
  }
  const middle = (key: keyof Result) => ({
    ours: median(found.ours.map((one) => one[key])),
    baseline: median(found.baseline.map((one) => one[key])),
  })
  return [
    { name: 'teams-activity', unit: 'requests/s', ...middle('perSecond') },
    { name: 'teams-activity-cpu', unit: 'ms', ...middle('cpuMs') },
  ]
}

async function send(child: Child, side: TeamsSide, howMany: number): Promise<Result> {
  const each = Math.ceil(howMany / connections)
  side.taken()
  const before = child.cpuMs()
  const done = await autocannon({
    url: `${child.address}/api/messages`,
    connections,
    amount: each * connections,
    timeout: 10,
    setupClient: (client) =>
      client.setRequests(Array.from({ length: each }, () => activity(side.token, side.serviceUrl))),
  })
  const { messages, refused } = side.taken()
  const failed = done.non2xx + done.errors + refused
  if (failed > 0 || messages !== done.requests.total)
    throw new Error(`${failed} activities failed or were refused, ${messages} messages came back`)
  return {
    perSecond: done.requests.total / done.duration,
    cpuMs: (child.cpuMs() - before) / done.requests.total,
  }
}

/** `rights help`, typed in the personal chat. */
function activity(token: string, serviceUrl: string): autocannon.Request {
  const body = JSON.stringify({
    type: 'message',
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:bench', name: 'Bench', aadObjectId: user },
    recipient: { id: `28:${appId}`, name: 'Rights Desk' },
    conversation: { id: 'a:bench', conversationType: 'personal', tenantId: tenant },
    channelData: { tenant: { id: tenant } },
    text: 'rights help',
  })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  return { method: 'POST', path: '/api/messages', headers, body }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
