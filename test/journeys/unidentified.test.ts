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
  told,
} from '../support/acts.js'
import type { DeskWorld } from '../support/desk-world.js'
import { deskOn, platforms } from '../support/on-both.js'

describe.each(platforms)('%s: somebody who cannot show who they are', (platform) => {
  let world: DeskWorld
  const reference = 'RR-2026-0001'
  const plan = () =>
    give(world, 'U0KARI', `plan ${reference}`, {
      outcome_access: 'not_identified',
      reason: 'Two codes to the known address came back unanswered.',
    })
  const ask = () =>
    give(world, 'U0KARI', `identity ${reference}`, {
      act: 'ask',
      method: 'known_address_code',
      note: 'The address is not one that we know.',
    })

  beforeAll(async () => {
    world = await deskOn(platform, '2026-03-05T09:00:00Z')
    await openCase(world, 'U0KARI', { rights: ['access'] })
    await give(world, 'U0KARI', `assign ${reference} @U0KARI`)
  })
  afterAll(async () => world.stop())

  test('after one failed try the refusal is refused: the law wants a second one', async () => {
    await ask()
    await give(world, 'U0KARI', `identity ${reference}`, { act: 'failed' })
    await give(world, 'U0KARI', `steps ${reference}`, (form) => ({
      steps_intake: (everything(form)['steps_intake'] as string[]).filter((code) => code !== 'INT-06'),
    }))

    expect(told(await plan())).toContain('E_IDENTITY_ATTEMPTS')
    expect((await rowOf(world, reference)).status).toBe('in_progress')
  })

  test('after the second one support proposes it, and only a manager may approve', async () => {
    await ask()
    await give(world, 'U0KARI', `identity ${reference}`, { act: 'failed' })
    await plan()
    expect((await rowOf(world, reference)).status).toBe('awaiting_approval')

    expect(
      told(await give(world, 'U0NILS', `approve ${reference}`, { typedReference: reference })),
    ).toContain('E_NOT_ALLOWED')
    await give(world, 'U0MONA', `approve ${reference}`, { typedReference: reference.toLowerCase() })
    expect((await rowOf(world, reference)).status).toBe('approved')
  })

  test('the letter of refusal names reasons and remedies, else it is not sent', async () => {
    const short = await give(world, 'U0KARI', `respond ${reference}`, { elements: ['what_refused'] })
    expect(short.modal!.errors['elements']).toContain('E_LETTER_INCOMPLETE')
    expect((await rowOf(world, reference)).status).toBe('approved')

    await respond(world, 'U0KARI', reference)
    await give(world, 'U0KARI', `close ${reference}`)

    const { status, items } = await caseOf(world, reference)
    expect([status, items[0]!.outcome]).toEqual(['closed', 'not_identified'])
  })

  test('the chain tells the whole story', async () => {
    expect(await acts(world, reference)).toEqual(
      expect.arrayContaining(['identity.requested', 'identity.failed', 'plan.proposed', 'approval.granted']),
    )
    const row = await rowOf(world, reference)
    expect(row).toMatchObject({ promised: '2026-04-04', statutory: '2026-04-07' })
    expect(await soundness(world)).toEqual(sound)
  })
})
