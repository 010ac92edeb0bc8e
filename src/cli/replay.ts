import type { DateTime } from 'luxon'
import type { Database } from '../../db/client.js'
import { findStandstill } from '../../db/standstills.js'
import { replayErasures, type Replayed } from '../../handlers/erasure/replay.js'
import { systemClock } from '../clock.js'
import { keyFaults } from '../config-keys.js'
import { openDataMap } from '../start-stores.js'
import { vault } from '../vault/envelope.js'
import { localKeys } from '../vault/local-keys.js'
import type { Vault } from '../vault/vault.js'
import { withDatabase } from './database.js'
import { UsageError } from './print.js'

/**
 * Erases again, by the settings of the environment and the data map in `file`. Throws `UsageError` or `StartError` for
 * what lacks.
 */
export async function replay(
  env: NodeJS.ProcessEnv,
  file: string | undefined,
  since: DateTime | null,
): Promise<Replayed> {
  if (!file?.trim())
    throw new UsageError('DATA_MAP is missing: set it to the data map of the desk, or give --data-map')
  const opened = vaultOf(env)
  const stores = await openDataMap({ file, variables: () => env })
  try {
    return await withDatabase(env, async (db) => {
      await refuseWhilePaused(db)
      return replayErasures({ db, vault: opened, clock: systemClock, desk: { stores } }, since)
    })
  } finally {
    await stores.close()
  }
}

/** Somebody saw something wrong and halted all that erases: that holds for this too. */
async function refuseWhilePaused(db: Database): Promise<void> {
  if (await findStandstill(db))
    throw new UsageError('All erasures stand still: let them go on with "/rights resume" first')
}

/** The ids of what was erased are sealed with the keys of the desk. */
function vaultOf(env: NodeJS.ProcessEnv): Vault {
  const found = {
    KEY_ENCRYPTION_KEY: env['KEY_ENCRYPTION_KEY']?.trim(),
    BLIND_INDEX_KEY: env['BLIND_INDEX_KEY']?.trim(),
  }
  const missing = Object.entries(found).filter(([, value]) => !value)
  const faults = [
    ...missing.map(([name]) => `${name} is missing: the ids of erased records are sealed with it.`),
    ...keyFaults(found),
  ]
  if (faults.length > 0) throw new UsageError(faults.join('\n'))
  const bytes = (name: keyof typeof found) => Buffer.from(found[name]!, 'base64')
  return vault({ wrapper: localKeys(bytes('KEY_ENCRYPTION_KEY')), blindIndexKey: bytes('BLIND_INDEX_KEY') })
}
