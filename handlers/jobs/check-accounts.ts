import { transaction } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import { listRoleAccounts } from '../../db/people.js'
import type { Platform } from '../../src/chat/interaction.js'
import { runOfDay } from './run-of-day.js'

/** Once a day every account with a role is asked about anew: what a platform told while nobody listened is made up for. */
export const checkAccounts = runOfDay('check-accounts', async ({ db, ports }) => {
  const connected = Object.keys(ports) as Platform[]
  await transaction(db, async (tx) => {
    for (const account of await listRoleAccounts(tx)) {
      if (!connected.includes(account.platform)) continue
      const jobKey = `check-account:${account.platform}:${account.userId}`
      await enqueue(tx, 'check-account', { ...account }, { jobKey })
    }
  })
})
