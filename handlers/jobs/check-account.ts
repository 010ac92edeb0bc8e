import { z } from 'zod'
import { transaction } from '../../db/client.js'
import { updateAccount } from '../../db/people.js'
import { portOf, Unavailable, type ChatPort, type Profile } from '../../src/chat/port.js'
import { normaliseEmail } from '../../src/domain/privacy/normalise.js'
import { job } from './job.js'

/** An account that the platform does not have cannot use a role, whatever somebody typed. */
async function profileOf(chat: ChatPort, userId: string): Promise<Profile> {
  try {
    return await chat.profile(userId)
  } catch (error) {
    if (!(error instanceof Unavailable && error.what.includes('user_not_found'))) throw error
    return { userId, kind: 'deactivated', email: null }
  }
}

/**
 * Asks the platform about an account that has, or gets, a role: whether it is still a full member, its language, and
 * the blind index of its e-mail, so that nobody works on a case about themself.
 */
export const checkAccount = job({
  payload: z.object({ platform: z.enum(['slack', 'teams']), tenant: z.string(), userId: z.string() }),
  async run({ db, ports, vault, clock }, account) {
    const { kind, locale, email } = await profileOf(portOf(ports, account.platform), account.userId)
    const normal = email ? normaliseEmail(email) : null
    await transaction(db, (tx) =>
      updateAccount(tx, account, {
        kind,
        checkedAt: clock(),
        ...(locale ? { locale } : {}),
        ...(normal ? { emailIndex: vault.blindIndex('email', normal) } : {}),
      }),
    )
  },
})
