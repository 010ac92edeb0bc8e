import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase, type Database } from '../../db/client.js'
import { openCase, rowOf, said, sound, soundness, type } from '../support/acts.js'
import { deskWorld, privacyChannel, type DeskWorld } from '../support/desk-world.js'

/** Longest that Slack waits for an answer. */
const slackMs = 3_000

describe('the database is away', () => {
  let world: DeskWorld
  let silent: Server
  const reference = 'RR-2026-0001'

  beforeAll(async () => {
    world = await deskWorld('2026-03-05T09:00:00Z')
    await openCase(world, 'U0OLA')
    // Takes connections and never answers, as a server behind a cut cable.
    silent = createServer((socket) => socket.on('error', () => socket.destroy()))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    silent.close()
    expect(await soundness(world)).toEqual(sound)
    await world.stop()
  })

  /** Does `work` while the desk's database is another one. */
  async function elsewhere<Result>(url: string, work: () => Promise<Result>): Promise<Result> {
    const parts = world.parts as { db: Database }
    const { db } = parts
    parts.db = openDatabase(url)
    try {
      return await work()
    } finally {
      await parts.db.close()
      parts.db = db
    }
  }

  const places = () =>
    [
      ['refuses connections', 'postgres://nobody@127.0.0.1:1/none'],
      ['does not answer', `postgres://nobody@127.0.0.1:${(silent.address() as AddressInfo).port}/none`],
    ] as const

  test.each([0, 1])(
    'a command, a click and a form are answered in time where the person is (%i)',
    async (index) => {
      const ola = world.cloud.person('U0OLA')
      const { modal } = await type(world, 'U0OLA', `withdraw ${reference}`)
      const card = world.cloud.messages(privacyChannel)[0]!
      const before = await rowOf(world, reference)

      await elsewhere(places()[index]![1], async () => {
        const [form, command, click] = await Promise.all([
          ola.submit(modal!, { inWriting: true }),
          ola.command(`start ${reference}`, privacyChannel),
          ola.click(card, 'Assign to me'),
        ])
        for (const seen of [form, command, click]) expect(seen.ms).toBeLessThan(slackMs)
        expect(Object.values(form.modal!.errors).join()).toContain('E_UNAVAILABLE')
        const answers = [...new Set([...command.ephemerals, ...click.ephemerals])].map(said)
        expect(answers.map((words) => words.includes('E_UNAVAILABLE'))).toEqual([true, true])
      })

      expect(await rowOf(world, reference)).toEqual(before)
    },
  )

  test('a change of an account is not taken, so that Slack sends it again', async () => {
    const { user } = world.cloud.person('U0GURI')
    const change = () => world.cloud.changeUser({ ...user, isDeleted: true })
    expect(await elsewhere(places()[0][1], change)).toBeGreaterThanOrEqual(500)
    expect(await change()).toBe(200)
  })

  test('a row that somebody holds too long: nothing is half done, and the same form works afterwards', async () => {
    const { modal } = await type(world, 'U0OLA', `withdraw ${reference}`)
    const ola = world.cloud.person('U0OLA')
    const before = await rowOf(world, reference)
    const { sql } = world.database

    const late = await sql.begin(async (tx) => {
      await tx`select 1 from cases where reference = ${reference} for update`
      return ola.submit(modal!, { inWriting: true })
    })

    expect(late.ms).toBeLessThan(slackMs)
    expect(Object.values(late.modal!.errors).join()).toContain('E_UNAVAILABLE')
    expect(await rowOf(world, reference)).toEqual(before)
    await ola.submit(modal!, { inWriting: true })
    expect((await rowOf(world, reference)).status).toBe('closed')
  })

  test('what was logged of it names no value', () => {
    expect(world.logged.join('\n')).toContain('database is away')
    expect(world.logged.join('\n')).not.toMatch(/canary|fuglesang/iu)
  })
})
