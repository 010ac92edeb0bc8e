import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { z } from 'zod'
import type { Sweep } from '../../db/sweeps.js'
import type { SweepPart } from '../../db/sweep-parts.js'
import type { Cursor, RecordId, ScanRange } from '../../src/connectors/store.js'
import type { Vault } from '../../src/vault/vault.js'

const Id = z.string().transform((text) => text as RecordId)

/** How far a part is. */
const Progress = z.object({
  /** Where its next page begins. */
  after: z
    .string()
    .transform((text) => text as Cursor)
    .nullable(),
  /** Records of that page whose deletion was begun: after a kill some of them are gone. */
  deleting: z.array(Id),
})
export type Progress = z.infer<typeof Progress>

const atStart: Progress = { after: null, deleting: [] }

const deflated = promisify(deflateRaw)
const inflated = promisify(inflateRaw)

/** Ids are alike, and a thousand of them are written with each page: packed before they are sealed, since not after. */
const packed = async (text: string) => (await deflated(text, { level: 1 })).toString('base64')
const unpacked = async (text: string) => (await inflated(Buffer.from(text, 'base64'))).toString()

/** Seals and opens what a sweep keeps of ranges, cursors and ids: all of them can hold keys of records. */
export interface SweepSeal {
  sealRange(range: ScanRange): Promise<Buffer>
  openRange(part: SweepPart): Promise<ScanRange>
  sealProgress(progress: Progress): Promise<Buffer>
  openProgress(part: SweepPart): Promise<Progress>
}

/** Throws for a sweep that is over: its key is gone. */
export function sweepSeal(vault: Vault, { id, keyId, wrapped }: Sweep): SweepSeal {
  if (keyId === null || wrapped === null) throw new Error('the sweep has no key any more')
  const key = { keyId, wrapped }
  return {
    sealRange: (range) => vault.seal(key, id, range),
    openRange: async ({ range }) => (await vault.open(key, id, range)) as ScanRange,
    sealProgress: async (progress) => vault.seal(key, id, await packed(JSON.stringify(progress))),
    openProgress: async ({ progress }) =>
      progress === null
        ? atStart
        : Progress.parse(JSON.parse(await unpacked(await vault.open(key, id, progress)))),
  }
}
