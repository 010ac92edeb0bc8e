import { transaction } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import { saveStoreChecks, type StoreCheck } from '../../db/store-checks.js'
import type { SystemCheck } from '../../src/connectors/store.js'
import type { Log } from '../../src/log.js'
import type { JobContext } from '../jobs/job.js'

/** Why nothing can be erased from the system now; null when it can, or when people do it there by hand. */
function failingOf({ reading }: SystemCheck): string | null {
  if (reading.kind === 'unread') return reading.why === 'manual' ? null : reading.why
  return reading.findings.some(({ level }) => level === 'error') ? 'misfit' : null
}

/** A system that fails is looked at again after so long, by the database's clock. */
const againMs = 10_000

/**
 * Checks every system of the data map and keeps what came of it, for all processes: approvals, `/readyz` and the page
 * go by it. What changed is logged, with codes only.
 */
export async function checkStores({
  db,
  desk,
  clock,
  log,
}: Pick<JobContext, 'db' | 'desk' | 'clock' | 'log'>): Promise<void> {
  if (desk.stores === null) return
  const checks = await desk.stores.check()
  const checkedAt = clock()
  const rows = checks.map((check) => ({ system: check.system, failing: failingOf(check), checkedAt }))
  const changed = await transaction(db, async (tx) => {
    if (rows.some(({ failing }) => failing !== null))
      await enqueue(tx, 'check-stores', {}, { jobKey: 'check-stores', delayMs: againMs })
    return saveStoreChecks(tx, rows)
  })
  for (const row of changed) tell(log, row)
}

function tell(log: Log, { system, failing }: StoreCheck): void {
  if (failing === null) log.info({ system }, 'a store is as the data map says')
  else
    log.warn(
      { system, failing },
      'a store does not pass its check: "rights data-map check" and docs/operate.md help',
    )
}
