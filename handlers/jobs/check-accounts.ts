import { transaction } from '../../db/client.js'
import { listRoleAccounts } from '../../db/people.js'
import type { Platform } from '../../src/chat/interaction.js'
import { queueAccountCheck } from '../people/queue-check.js'
import { runOfDay } from './run-of-day.js'

/** Once a day every account with a role is asked about anew: what a platform told while nobody listened is made up for. */
export const checkAccounts = runOfDay('check-accounts', async ({ db, ports }) => {
  const connected = Object.keys(ports) as Platform[]
  await transaction(db, async (tx) => {
    for (const account of await listRoleAccounts(tx)) {
      if (connected.includes(account.platform)) await queueAccountCheck(tx, account)
    }
  })
})
