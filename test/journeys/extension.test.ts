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

/** Received on 5 March 2026: promised for 4 April, by law due 7 April since Easter is in between. */
describe.each(platforms)(
  '%s: a large access request, extended, answered after the first date but in time',
  (platform) => {
    let world: DeskWorld
    const reference = 'RR-2026-0001'
    const dates = async () => {
      const { due, promised, statutory } = await rowOf(world, reference)
      return { due, promised, statutory }
    }

    beforeAll(async () => {
      world = await deskOn(platform, '2026-03-05T09:00:00Z')
      await openCase(world, 'U0KARI', { rights: ['access'] })
      await start(world, 'U0KARI', reference)
    })
    afterAll(async () => world.stop())

    test('support may not extend, a manager may', async () => {
      world.moveTo('2026-03-30T12:30:00Z')
      expect(told(await give(world, 'U0KARI', `extend ${reference}`))).toContain('E_NOT_ALLOWED')

      const seen = await give(world, 'U0MONA', `extend ${reference}`, {
        reasonCode: 'scattered_data',
        reason: 'The data lies in eleven systems without a common key.',
        newDue: '2026-05-20',
      })

      expect(told(seen)).toContain('counts only once its notice is sent')
      expect(await dates()).toEqual({ due: '2026-04-04', promised: '2026-04-04', statutory: '2026-04-07' })
    })

    test('the notice without all it must say is refused at its field', async () => {
      const seen = await give(world, 'U0KARI', `extension-sent ${reference}`, { elements: ['new_date'] })

      expect(seen.modal!.errors['elements']).toContain('E_LETTER_INCOMPLETE')
      expect((await caseOf(world, reference)).extension!.noticeSentAt).toBeNull()
    })

    test('the extension counts from its notice on, sent the same afternoon', async () => {
      await give(world, 'U0KARI', `extension-sent ${reference}`, everything)

      expect((await dates()).due).toBe('2026-05-20')
    })

    test('it cannot be extended a second time', async () => {
      const seen = await give(world, 'U0MONA', `extend ${reference}`, {
        reasonCode: 'volume',
        reason: 'There is still far more to read through.',
        newDue: '2026-06-01',
      })

      expect(told(seen)).toContain('E_EXT_ALREADY')
      expect((await dates()).due).toBe('2026-05-20')
    })

    test('answered on the last day, it is in time and closed', async () => {
      world.moveTo('2026-05-20T18:00:00Z')
      await give(world, 'U0KARI', `plan ${reference}`, { outcome_access: 'fulfilled' })
      await give(world, 'U0MONA', `approve ${reference}`, { typedReference: reference })
      const unseen = await respond(world, 'U0KARI', reference, { channelType: 'secure_link' })
      expect(told(unseen)).toContain('E_CHECKLIST_INCOMPLETE')
      await give(world, 'U0MONA', `steps ${reference}`, everything)
      await respond(world, 'U0KARI', reference, { channelType: 'secure_link' })
      await give(world, 'U0KARI', `close ${reference}`)

      const { status, items } = await caseOf(world, reference)
      expect({ status, outcome: items[0]!.outcome }).toEqual({ status: 'closed', outcome: 'fulfilled' })
      expect(await acts(world, reference)).toEqual(
        expect.arrayContaining([
          'extension.decided',
          'extension.notice_sent',
          'response.sent',
          'request.closed',
        ]),
      )
      expect(await soundness(world)).toEqual(sound)
    })
  },
)
