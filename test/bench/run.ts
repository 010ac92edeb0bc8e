import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../db/client.js'
import { migrate } from '../../db/migrate.js'
import { startEmbeddedPostgres } from '../../src/local/embedded-postgres.js'
import { slackCloud } from '../../src/local/slack-cloud/cloud.js'
import { startChild, type Child } from './child.js'
import { addBenchPeople, openBenchCases } from './fixture.js'
import { send, type Load } from './load.js'
import { report, type Measure } from './report.js'

/**
 * Speed of the desk against the least that any desk must do, in the same run on the same machine: a bare server that
 * checks the signature and makes one INSERT. `npm run bench [-- name …] [--json]`; needs `npm run build` before.
 */
const teamId = 'T0BENCH'
const userId = 'U0BENCH'
const connections = 32
const rounds = 3

interface Rig {
  readonly desk: Child
  readonly bare: Child
  readonly secret: string
  readonly cases: number
}

async function withRig<T>(work: (rig: Rig) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rights-desk-bench-'))
  const server = await startEmbeddedPostgres({ dataDir: folder })
  const secret = randomBytes(16).toString('hex')
  const botToken = 'xoxb-bench'
  const members = ['U0BOT', userId]
  const cloud = await slackCloud({
    signingSecret: secret,
    botToken,
    team: { id: teamId, name: 'bench' },
    users: [{ id: userId, name: 'Bench' }],
    channels: [{ id: 'C0PRIVACY', name: 'privacy', isPrivate: true, members }],
  })
  await migrate(server.url)
  const db = openDatabase(server.url)
  await addBenchPeople(db, teamId, userId)
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
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(rig: Rig): Promise<Measure[]> {
  const idle = { desk: rig.desk.residentMb(), bare: rig.bare.residentMb() }
  const help = await versus(rig, () => 'help', 6_000)
  const assign = await versus(
    rig,
    (n) => `assign RR-2026-${String(1 + (n % rig.cases)).padStart(4, '0')} @${userId}`,
    3_000,
  )
  return [
    { name: 'slack-command', unit: 'requests/s', ...pick(help, 'perSecond') },
    { name: 'slack-command-p99', unit: 'ms', ...pick(help, 'p99Ms') },
    { name: 'slack-write', unit: 'requests/s', ...pick(assign, 'perSecond') },
    { name: 'slack-write-p99', unit: 'ms', ...pick(assign, 'p99Ms') },
    { name: 'start', unit: 'ms', ours: rig.desk.readyMs, baseline: rig.bare.readyMs },
    { name: 'memory', unit: 'MB', ours: idle.desk, baseline: idle.bare },
  ]
}

type Versus = Record<'ours' | 'baseline', { perSecond: number; p99Ms: number }>

/** The same load on both, by turns after a warm-up, so that a busy moment of the machine hits both. Medians. */
async function versus({ desk, bare, secret }: Rig, text: Load['text'], amount: number): Promise<Versus> {
  const load = { secret, teamId, userId, text, connections }
  const found: Record<'ours' | 'baseline', { perSecond: number; p99Ms: number }[]> = {
    ours: [],
    baseline: [],
  }
  for (let round = 0; round <= rounds; round++) {
    for (const [side, child] of [
      ['baseline', bare],
      ['ours', desk],
    ] as const) {
      const result = await send({ ...load, address: child.address, amount: round === 0 ? 1_000 : amount })
      if (result.failed > 0) throw new Error(`${result.failed} requests failed`)
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

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const measures = await withRig(measure)
report(
  measures.filter(({ name }) => wanted.length === 0 || wanted.includes(name)),
  process.argv.includes('--json'),
)
