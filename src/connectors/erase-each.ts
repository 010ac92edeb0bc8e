import { bounded, whyFailed } from './calls.js'
import type { Erased, RecordId } from './store.js'

/** What came of one record. */
export type Outcome = 'erased' | 'absent'

/** Erases record by record, at most `limit` at once; one that fails does not stop the others. */
export async function eraseEach(
  ids: readonly RecordId[],
  limit: number,
  erase: (id: RecordId) => Promise<Outcome>,
): Promise<Erased> {
  const result = {
    erased: [] as RecordId[],
    absent: [] as RecordId[],
    failed: [] as Erased['failed'][number][],
  }
  await bounded(ids, limit, async (id) => {
    try {
      result[await erase(id)].push(id)
    } catch (error) {
      result.failed.push({ id, why: whyFailed(error) })
    }
  })
  return result
}

/** What came of records whose deletion failed as a whole. Throws on what is no answer of a store. */
export function allFailed(ids: readonly RecordId[], error: unknown): Erased {
  const why = whyFailed(error)
  return { erased: [], absent: [], failed: ids.map((id) => ({ id, why })) }
}

/** One answer from those of parts. */
export const together = (parts: readonly Erased[]): Erased => ({
  erased: parts.flatMap((part) => part.erased),
  absent: parts.flatMap((part) => part.absent),
  failed: parts.flatMap((part) => part.failed),
})
