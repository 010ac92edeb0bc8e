import { transaction } from '../../db/client.js'
import { saveStoreChecks } from '../../db/store-checks.js'
import type { SystemCheck } from '../../src/connectors/store.js'
import type { JobContext } from '../jobs/job.js'

/** Why nothing can be erased from the system now; null when it can, or when people do it there by hand. */
function failingOf({ reading }: SystemCheck): string | null {
  if (reading.kind === 'unread') return reading.why === 'manual' ? null : reading.why
  return reading.findings.some(({ level }) => level === 'error') ? 'misfit' : null
}

/** Checks every system of the data map and keeps what came of it: approvals go by it. */
export async function checkStores({
  db,
  desk,
  clock,
}: Pick<JobContext, 'db' | 'desk' | 'clock'>): Promise<void> {
  if (desk.stores === null) return
  const checks = await desk.stores.check()
  const checkedAt = clock()
  const rows = checks.map((check) => ({ system: check.system, failing: failingOf(check), checkedAt }))
  await transaction(db, (tx) => saveStoreChecks(tx, rows))
}
