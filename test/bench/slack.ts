import { randomBytes } from 'node:crypto'
import { openDatabase } from '../../db/client.js'
import { migrate } from '../../db/migrate.js'
import { slackCloud } from '../../src/local/slack-cloud/cloud.js'
import { startBenchServer } from './bench-server.js'
import { startChild, type Child } from './child.js'
import { addBenchPeople, inSlack, openBenchCases } from './fixture.js'
import { send, type Load } from './load.js'
import type { Measure } from './report.js'
import type { Suite } from './suite.js'

const teamId = 'T0BENCH'
const people = ['U0BENCH', 'U0SECOND'] as const
const [userId] = people
const connections = 32
const rounds = 3

interface Rig {
  readonly desk: Child
  readonly bare: Child
  readonly secret: string
  readonly cases: number
}

async function withRig<T>(work: (rig: Rig) => Promise<T>): Promise<T> {
  const server = await startBenchServer()
  const secret = randomBytes(16).toString('hex')
  const botToken = 'xoxb-bench'
  const members = ['U0BOT', ...people]
  const cloud = await slackCloud({
    signingSecret: secret,
    botToken,
    team: { id: teamId, name: 'bench' },
    users: people.map((id) => ({ id, name: id })),
    channels: [{ id: 'C0PRIVACY', name: 'privacy', isPrivate: true, members }],
  })
  await migrate(server.url)
  const db = openDatabase(server.url)
  for (const id of people) await addBenchPeople(db, inSlack(teamId, id))
  const cases = await openBenchCases(db)
  await db.close()
  const env = {
    DATABASE_URL: server.url,
    SLACK_SIGNING_SECRET: secret,
    SLACK_BOT_TOKEN: botToken,
    SLACK_TEAM_ID: teamId,
    SLACK_API_URL: cloud.apiUrl,
    PRIVACY_CHANNEL: 'slack:C0PRIVACY',
    KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    BLIND_INDEX_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'error',
    PORT: '0',
  }
  const bare = await startChild(['--import', 'tsx', 'test/bench/baseline-server.ts'], env)
  const desk = await startChild(['dist/src/main.js'], env)
  try {
    return await work({ desk, bare, secret, cases })
  } finally {
    await desk.stop()
    await bare.stop()
    await cloud.stop()
    await server.stop()
  }
}

/** Commands of Slack against a bare server that checks the signature and makes one INSERT. */
export const slackSuite: Suite = {
  names: ['slack-command', 'slack-command-p99', 'slack-write', 'slack-write-p99', 'start', 'memory'],
  run: (isWanted) =>
    withRig(async (rig) => [
      ...idle(rig),
      ...(isWanted('slack-command') || isWanted('slack-command-p99') ? await commands(rig) : []),
      ...(isWanted('slack-write') || isWanted('slack-write-p99') ? await writes(rig) : []),
    ]),
}

const idle = ({ desk, bare }: Rig): Measure[] => [
  { name: 'start', unit: 'ms', ours: desk.readyMs, baseline: bare.readyMs },
  { name: 'memory', unit: 'MB', ours: desk.residentMb(), baseline: bare.residentMb() },
]

async function commands(rig: Rig): Promise<Measure[]> {
  const found = await versus(rig, () => () => 'help', 6_000)
  return [
    { name: 'slack-command', unit: 'requests/s', ...pick(found, 'perSecond') },
    { name: 'slack-command-p99', unit: 'ms', ...pick(found, 'p99Ms') },
  ]
}

async function writes(rig: Rig): Promise<Measure[]> {
  const found = await versus(rig, () => assigning(rig.cases), 3_000)
  return [
    { name: 'slack-write', unit: 'requests/s', ...pick(found, 'perSecond') },
    { name: 'slack-write-p99', unit: 'ms', ...pick(found, 'p99Ms') },
  ]
}

/** Each connection assigns cases of its own, to the one and the other in turn: every command is a change. */
function assigning(cases: number): Load['text'] {
  const own = Math.floor(cases / connections)
  const times = new Map<number, number>()
  return (n, connection) => {
    const number = 1 + connection * own + (n % own)
    const time = times.get(number) ?? 0
    times.set(number, time + 1)
    return `assign RR-2026-${String(number).padStart(4, '0')} @${people[time % people.length]}`
  }
}

type Versus = Record<'ours' | 'baseline', { perSecond: number; p99Ms: number }>

/** The same load on both, by turns after a warm-up, so that a busy moment of the machine hits both. Medians. */
async function versus(
  { desk, bare, secret }: Rig,
  makeText: () => Load['text'],
  amount: number,
): Promise<Versus> {
  const texts = { ours: makeText(), baseline: makeText() }
  const load = { secret, teamId, userId, connections }
  const found: Record<'ours' | 'baseline', { perSecond: number; p99Ms: number }[]> = {
    ours: [],
    baseline: [],
  }
  for (let round = 0; round <= rounds; round++) {
    for (const [side, child] of [
      ['baseline', bare],
      ['ours', desk],
    ] as const) {
      const result = await send({
        ...load,
        text: texts[side],
        address: child.address,
        amount: round === 0 ? 1_000 : amount,
      })
      if (result.failed > 0) throw new Error(`${result.failed} requests failed or were refused`)
      if (round > 0) found[side].push(result)
    }
  }
  const middle = (side: 'ours' | 'baseline') => ({
    perSecond: median(found[side].map(({ perSecond }) => perSecond)),
    p99Ms: median(found[side].map(({ p99Ms }) => p99Ms)),
  })
  return { ours: middle('ours'), baseline: middle('baseline') }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

const pick = (found: Versus, key: 'perSecond' | 'p99Ms') => ({
  ours: found.ours[key],
  baseline: found.baseline[key],
})
