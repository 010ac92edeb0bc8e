import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  acts,
  caseOf,
  everything,
  give,
  openCase,
  respond,
  rowOf,
  sound,
  soundness,
  start,
  told,
} from '../support/acts.js'
import type { DeskWorld } from '../support/desk-world.js'
import { deskOn, platforms } from '../support/on-both.js'

describe.each(platforms)('%s: a rectification, for which policy asks no second person', (platform) => {
  let world: DeskWorld
  const reference = 'RR-2026-0001'
  const status = async () => (await rowOf(world, reference)).status

  beforeAll(async () => {
    world = await deskOn(platform, '2026-03-05T09:00:00Z')
    await openCase(world, 'U0KARI', { rights: ['rectification'] })
    await start(world, 'U0KARI', reference)
    await give(world, 'U0KARI', `plan ${reference}`, { outcome_rectification: 'fulfilled' })
  })
  afterAll(async () => world.stop())

  test('the plan is approved at once, by nobody', async () => {
    const { plan } = await caseOf(world, reference)

    expect(plan!.approval!.by).toBeNull()
    expect(await acts(world, reference)).toContain('plan.auto_approved')
  })

  test('the letter is refused while the correction is not carried out', async () => {
    expect(told(await respond(world, 'U0KARI', reference))).toContain('E_EXECUTION_OPEN')
    expect(await status()).toBe('approved')
  })

  test('a letter that comes back counts as not sent, and is sent again', async () => {
    await give(world, 'U0KARI', `execute ${reference}`, everything)
    await respond(world, 'U0KARI', reference)
    expect(await status()).toBe('responded')

    await give(world, 'U0KARI', `bounce ${reference}`)
    const bounced = await caseOf(world, reference)
    expect([bounced.status, bounced.items[0]!.respondedAt]).toEqual(['approved', null])

    await respond(world, 'U0KARI', reference)
    expect(await status()).toBe('responded')
  })

  test('it stays open until the recipients are told or exempted with a reason', async () => {
    const refused = await give(world, 'U0KARI', `close ${reference}`, { recipients: 'exempted' })
    expect(refused.modal!.errors['exemptReason']).toContain('E_REASON')
    expect(await status()).toBe('responded')

    await give(world, 'U0KARI', `notify ${reference}`, { recipients: 'notified' })
    await give(world, 'U0KARI', `close ${reference}`)

    expect(await status()).toBe('closed')
    expect(await acts(world, reference)).toEqual(
      expect.arrayContaining(['response.bounced', 'recipients.notified', 'request.closed']),
    )
    expect(await rowOf(world, reference)).toMatchObject({ promised: '2026-04-04', statutory: '2026-04-07' })
    expect(await soundness(world)).toEqual(sound)
  })
})
