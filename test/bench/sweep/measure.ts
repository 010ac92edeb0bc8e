import { median, keysOf, type Bed } from '../erase/bed.js'
import { startReplica, type Replica } from './run-replica.js'

/** Workers of one replica, and ranges of a sweep, as the desk has them when nothing else is set. */
export const workers = 4
const ranges = 16

/** Records a second, and the most memory of the replica in megabytes. */
export interface Figures {
  readonly count: number
  readonly countBare: number
  readonly delete: number
  readonly deleteBare: number
  readonly scanAndDeleteBare: number
  readonly peakMb: number
}

/** Sweeps so many records several times, by the desk and by the driver alone, and gives the medians. */
export async function measureSweep(
  bed: Bed,
  deskUrl: string,
  { records, rounds }: { readonly records: number; readonly rounds: number },
): Promise<Figures> {
  const { system, env } = bed
  const replica = await startReplica({ deskUrl, system, env, parts: ranges, workers })
  try {
    const seen: Figures[] = []
    // One more round first, which warms up and does not count, where there are several.
    for (let round = rounds > 1 ? 0 : 1; round <= rounds; round++) {
      const figures = await measureRound(bed, replica, `r${round}`, records)
      if (round > 0) seen.push(figures)
    }
    const of = (name: keyof Figures) => median(seen.map((one) => one[name]))
    return {
      count: of('count'),
      countBare: of('countBare'),
      delete: of('delete'),
      deleteBare: of('deleteBare'),
      scanAndDeleteBare: of('scanAndDeleteBare'),
      peakMb: Math.max(...seen.map(({ peakMb }) => peakMb)),
    }
  } finally {
    await replica.stop()
  }
}

async function measureRound(bed: Bed, replica: Replica, prefix: string, records: number): Promise<Figures> {
  const keys = keysOf(prefix, records)
  const calls = workers * bed.callsAPage
  const rate = async (work: () => Promise<void>) => {
    const started = performance.now()
    await work()
    return records / ((performance.now() - started) / 1000)
  }
  const anew = async () => {
    await bed.clear()
    await bed.write(keys)
  }
  const isEmpty = async (way: string) => {
    if ((await bed.countLeft()) > 0) throw new Error(`The measure of ${way} left records.`)
  }
  await anew()
  const swept = await replica.sweep()
  if (swept.deleted !== records) throw new Error(`The sweep counted ${swept.deleted} of ${records}.`)
  await isEmpty('the sweep')
  await anew()
  const countBare = await rate(() => bed.readBare(keys, workers, () => Promise.resolve()))
  const deleteBare = await rate(() => bed.eraseBare(keys, calls))
  await isEmpty('the driver')
  await anew()
  const scanAndDeleteBare = await rate(() =>
    bed.readBare(keys, workers, (due, lanes) => bed.eraseBare(due, calls / lanes)),
  )
  await isEmpty('the driver that scans')
  return {
    count: records / swept.countSeconds,
    countBare,
    delete: records / swept.deleteSeconds,
    deleteBare,
    scanAndDeleteBare,
    peakMb: swept.peakMb,
  }
}
