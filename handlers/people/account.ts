import { z } from 'zod'
import { appendEvents } from '../../db/events.js'
import { findActor, isKnownAs, updateAccount } from '../../db/people.js'
import { systemActor } from '../../src/domain/people/roles.js'
import { handler } from '../context.js'
import { queueAccountCheck } from './queue-check.js'

/** The platform says that an account changed. One that is gone or became a guest loses its roles at once (§3.2). */
export const changeAccount = handler({
  access: 'everybody',
  effect: 'write',
  input: z.object({
    userId: z.string(),
    kind: z.enum(['member', 'guest', 'deactivated']),
    locale: z.string().optional(),
  }),
  async run({ tx, origin, now }, { userId, kind, locale }) {
    const account = { platform: origin.platform, tenant: origin.tenant, userId }
    const known = await findActor(tx, account.platform, account.tenant, userId)
    if (!known) return { kind: 'nothing' }
    // The e-mail address, which the platform does not tell here, may be another now.
    await queueAccountCheck(tx, account)
    const facts = { kind, ...(locale ? { locale } : {}) }
    // Platforms tell of every edit of a profile; what the desk keeps of it seldom changes.
    if (await isKnownAs(tx, account, facts)) return { kind: 'nothing' }
    await updateAccount(tx, account, facts)
    const draft = {
      type: 'account.changed',
      reference: null,
      fields: { person: known.person, kind },
    } as const
    await appendEvents(tx, [draft], { actor: systemActor.id, role: 'system', at: now })
    return { kind: 'nothing' }
  },
})
