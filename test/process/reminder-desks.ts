import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { insertCase } from '../../db/cases.js'
import { openDatabase, transaction } from '../../db/client.js'
import { saveAccount } from '../../db/people.js'
import { confirmGrant, proposeGrant } from '../../db/role-grants.js'
import { takeRuns } from '../../db/runs.js'
import { latestSweepDay } from '../../handlers/sweeps/sweep-day.js'
import { systemClock } from '../../src/clock.js'
import { reference } from '../../src/domain/case/reference.js'
import { systemActor, type PersonId } from '../../src/domain/people/roles.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { samplePeople } from '../../src/local/sample-people.js'
import { slackCloud, type SlackCloud } from '../../src/local/slack-cloud/cloud.js'
import { aCase } from '../support/case-builder.js'
import { startDesk, type DeskProcess } from './desk-process.js'

const team = 'T0DESK'
const channel = 'C0PRIVACY'

/** A Slack workspace on loopback, and a database whose cases are all long overdue: whatever the day, managers are told. */
export interface Overdue {
  readonly cloud: SlackCloud
  /** Starts a desk in a process of its own, in production, on the database. */
  start(): Promise<DeskProcess>
  /** Messages that a person got directly, and those of the privacy channel. */
  direct(userId: string): number
  posted(): number
  stop(): Promise<void>
}

/** Makes both. Cases are numbered from 1. */
export async function overdueDesk(databaseUrl: string, cases: number): Promise<Overdue> {
  const folder = await mkdtemp(join(tmpdir(), 'rights-desk-replicas-'))
  const members = ['U0BOT', ...samplePeople.map(({ userId }) => userId)]
  const secret = randomBytes(16).toString('hex')
  const cloud = await slackCloud({
    signingSecret: secret,
    botToken: 'xoxb-replicas',
    team: { id: team, name: 'example' },
    users: samplePeople.map(({ userId, name, locale }) => ({ id: userId, name, locale })),
    channels: [{ id: channel, name: 'privacy', isPrivate: true, members }],
  })
  await fill(databaseUrl, cases)
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    SLACK_SIGNING_SECRET: secret,
    SLACK_BOT_TOKEN: 'xoxb-replicas',
    SLACK_TEAM_ID: team,
    SLACK_API_URL: cloud.apiUrl,
    PRIVACY_CHANNEL: `slack:${channel}`,
    KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    BLIND_INDEX_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'warn',
    PORT: '0',
  }
  const desks: DeskProcess[] = []
  return {
    cloud,
    async start() {
      const desk = await startDesk(folder, env)
      desks.push(desk)
      return desk
    },
    direct: (userId) => cloud.messages(`D${userId.slice(1)}`).length,
    posted: () => cloud.messages(channel).length,
    async stop() {
      for (const desk of desks) await desk.stop('SIGKILL')
      await cloud.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function fill(databaseUrl: string, cases: number): Promise<void> {
  const db = openDatabase(databaseUrl, { statementTimeoutMs: 30_000 })
  const at = systemClock()
  const receivedAt = at.minus({ days: 70 })
  try {
    await transaction(db, async (tx) => {
      for (const { userId, role, locale } of samplePeople) {
        if (role === null) continue
        const account = { platform: 'slack', tenant: team, userId } as const
        const facts = { kind: 'member', locale, checkedAt: at } as const
        const person = await saveAccount(tx, account, facts, randomUUID() as PersonId)
        const id = randomUUID()
        await proposeGrant(tx, { id, person, role, by: systemActor.id, at })
        await confirmGrant(tx, id, { by: systemActor.id, at })
      }
      for (let n = 1; n <= cases; n += 1) {
        const found = aCase()
          .with({ reference: reference(at.year, n), receivedAt, openedAt: receivedAt })
          .inProgress()
        await insertCase(tx, found, caseDates(found, at))
      }
      // The sweep of last night is done: its summary is not among what is counted here.
      await takeRuns(tx, [{ job: 'sweep', day: latestSweepDay(at) }], at)
    })
  } finally {
    await db.close()
  }
}
