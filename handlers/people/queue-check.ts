import type { Tx } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import type { AccountKey } from '../../db/people.js'

/** Asks for the platform to be asked about an account; what waits already for the same one is the same. */
export async function queueAccountCheck(tx: Tx, { platform, tenant, userId }: AccountKey): Promise<void> {
  const jobKey = `check-account:${platform}:${userId}`
  await enqueue(tx, 'check-account', { platform, tenant, userId }, { jobKey })
}
