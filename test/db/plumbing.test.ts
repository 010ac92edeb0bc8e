import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { findCard, listCards, saveCard, type Card } from '../../db/cards.js'
import { transaction } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import {
  appendMessage,
  countMessages,
  listMessages,
  saveMessage,
  takeMessage,
  waitAgain,
} from '../../db/outbox.js'
import { findSetting, saveSetting } from '../../db/settings.js'
import {
  appendSealedText,
  findCaseKey,
  findSubject,
  insertCaseKey,
  insertSubject,
  listSealedTexts,
  sameSubjectCases,
} from '../../db/subjects.js'
import type { Reference } from '../../src/domain/case/types.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { kari, noon, openCase, person } from './sample-case.js'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

const ref = 'RR-2026-0001' as Reference

describe('subjects', () => {
  const open = (value: string) =>
    transaction(fresh.db, async (tx) => {
      const { reference } = await openCase(tx)
      await insertCaseKey(tx, reference, { keyId: 'k', wrapped: Buffer.from([1, 0, 255]) })
      await insertSubject(tx, reference, { id: person(), sealed: Buffer.from([2]) }, [
        { kind: 'email', value },
        { kind: 'phone', value: `${value}-phone` },
      ])
      return reference
    })

  test('sealed bytes come back as they were', async () => {
    const reference = await open('a')
    expect(await findCaseKey(fresh.db, reference)).toEqual({ keyId: 'k', wrapped: Buffer.from([1, 0, 255]) })
    expect((await findSubject(fresh.db, reference))?.sealed).toEqual(Buffer.from([2]))
    expect(await findSubject(fresh.db, 'RR-2026-9999' as Reference)).toBeNull()
    expect(await findCaseKey(fresh.db, 'RR-2026-9999' as Reference)).toBeNull()
  })

  test('cases of the same person are found once each, others not', async () => {
    const [first, second, other] = [await open('b'), await open('b'), await open('c')]
    expect(await sameSubjectCases(fresh.db, first)).toEqual([second])
    expect(await sameSubjectCases(fresh.db, other)).toEqual([])
  })

  test('sealed texts are listed by kind, oldest first', async () => {
    const reference = await open('d')
    const text = (kind: string, hours: number) => ({
      id: person(),
      kind,
      sealed: Buffer.from(kind),
      at: noon.plus({ hours }),
    })
    const [late, early, reason] = [text('note', 2), text('note', 1), text('reason', 0)]
    await transaction(fresh.db, async (tx) => {
      for (const one of [late, early, reason]) await appendSealedText(tx, reference, one)
    })
    expect(await listSealedTexts(fresh.db, reference, 'note')).toEqual([early, late])
    expect(await listSealedTexts(fresh.db, reference)).toEqual([reason, early, late])
  })
})

describe('outbox', () => {
  const message = { kind: 'case', reference: ref, platform: 'slack', channel: 'C1' } as const
  const post = async () => (await transaction(fresh.db, (tx) => appendMessage(tx, message)))!
  const take = (id: string) => transaction(fresh.db, (tx) => takeMessage(tx, id, '1'))

  test('of ten takers one gets the message', async () => {
    const id = await post()
    const taken = await Promise.all(Array.from({ length: 10 }, () => take(id)))
    expect(taken.filter((one) => one !== null)).toMatchObject([
      { id, state: 'sending', attempts: 1, channel: 'C1' },
    ])
  })

  test('a message that failed for now waits again; one that may have arrived does not', async () => {
    const id = await post()
    await take(id)
    await transaction(fresh.db, (tx) => waitAgain(tx, id, 'ratelimited'))
    expect(await take(id)).toMatchObject({ attempts: 2, lastError: 'ratelimited' })
    await transaction(fresh.db, (tx) => saveMessage(tx, id, { state: 'ambiguous', error: 'timeout' }))
    expect(await take(id)).toBeNull()
    expect((await listMessages(fresh.db, ['ambiguous'], 10)).map((one) => one.id)).toEqual([id])
    expect(await countMessages(fresh.db)).toMatchObject({ ambiguous: 1 })
  })

  test('a sent message says when', async () => {
    const id = await post()
    await take(id)
    await transaction(fresh.db, (tx) => saveMessage(tx, id, { state: 'sent', at: noon }))
    expect(await listMessages(fresh.db, ['sent'], 10)).toMatchObject([{ id, sentAt: noon, lastError: null }])
  })
})

test('a card keeps the latest version shown, whatever the order of redraws', async () => {
  const card: Card = {
    kind: 'case',
    reference: ref,
    platform: 'slack',
    channel: 'C1',
    messageId: '1.1',
    shownVersion: 3,
  }
  await transaction(fresh.db, (tx) => saveCard(tx, card))
  await transaction(fresh.db, (tx) => saveCard(tx, { ...card, shownVersion: 2 }))
  expect(await findCard(fresh.db, ref, 'slack', 'C1')).toEqual(card)
  await transaction(fresh.db, (tx) => saveCard(tx, { ...card, shownVersion: 4 }))
  expect(await listCards(fresh.db, ref)).toEqual([{ ...card, shownVersion: 4 }])
})

test('a setting is read by its schema; one that does not fit is an error', async () => {
  const save = (value: unknown) =>
    transaction(fresh.db, (tx) => saveSetting(tx, 'channel', value, { by: kari, at: noon }))
  expect(await findSetting(fresh.db, 'channel', z.string())).toBeNull()
  await save('C1')
  await save('C2')
  expect(await findSetting(fresh.db, 'channel', z.string())).toBe('C2')
  await expect(findSetting(fresh.db, 'channel', z.number())).rejects.toThrow(z.ZodError)
})

describe('jobs', () => {
  const jobs = () => fresh.sql`
    select t.identifier as task_identifier, payload, run_at, key from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id`

  test('a job exists exactly if its transaction commits; a key replaces the waiting one', async () => {
    const add = (n: number, fails = false) =>
      transaction(fresh.db, async (tx) => {
        await enqueue(tx, 'send-card', { n }, { jobKey: 'card', runAt: noon })
        if (fails) throw new Error('given up')
      })
    await add(0, true).catch(() => undefined)
    expect(await jobs()).toHaveLength(0)
    await add(1)
    await add(2)
    expect([...(await jobs())]).toEqual([
      {
        task_identifier: 'send-card',
        payload: { n: 2 },
        run_at: noon.toJSDate(),
        key: 'card',
      },
    ])
  })

  test('without options it is due at once', async () => {
    await transaction(fresh.db, (tx) => enqueue(tx, 'remind', { reference: ref }))
    expect(
      (await jobs()).some((job) => job['task_identifier'] === 'remind' && job['run_at'] <= new Date()),
    ).toBe(true)
  })
})
