import type { BlobClient, ContainerClient } from '@azure/storage-blob'
import { listedWithin } from './listed-within.js'

/** The service takes this many deletions in a request. */
export const batchSize = 256
const pageSize = 1000

/** What came of each blob, in order; null where it has to be tried by itself. */
export type BatchOutcome = readonly ('erased' | 'absent' | null)[]

/** Deletes blobs with their snapshots in one request, at most `batchSize`. */
export async function deleteBatch(
  container: ContainerClient,
  blobs: readonly BlobClient[],
  abortSignal: AbortSignal,
): Promise<BatchOutcome> {
  const options = { deleteSnapshots: 'include', abortSignal } as const
  const { subResponses } = await container.getBlobBatchClient().deleteBlobs([...blobs], options)
  return blobs.map((_, at) => {
    const { status, errorCode } = subResponses[at] ?? {}
    if (status === 202) return 'erased'
    return errorCode === 'BlobNotFound' ? 'absent' : null
  })
}

/** Reads a page of the blobs whose names begin with a prefix. */
export type ListBlobs = (
  prefix: string,
  token: string | null,
  limit: number,
) => Promise<{ readonly blobs: readonly { readonly name: string }[]; readonly token: string | null }>

/**
 * Which of these names a container has, asked for by what they all begin with. Null when they have to be asked for one by
 * one.
 */
export async function namesThere(
  names: readonly string[],
  list: ListBlobs,
): Promise<ReadonlySet<string> | null> {
  const prefix = commonStart(names)
  return listedWithin(names.length, async (token) => {
    const page = await list(prefix, token, pageSize)
    return { keys: page.blobs.map(({ name }) => name), token: page.token }
  })
}

/** What all begin with, never ending in half a character. */
function commonStart(names: readonly string[]): string {
  const sorted = names.toSorted()
  const [first, last] = [sorted[0]!, sorted.at(-1)!]
  let length = 0
  while (length < first.length && first[length] === last[length]) length++
  return first.slice(0, length).replace(/[\ud800-\udbff]$/u, '')
}
