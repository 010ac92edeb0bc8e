import { withServer } from '../bench-server.js'
import { blobBed, tableBed } from '../erase/azure.js'
import type { Bed } from '../erase/bed.js'
import { cassandraBed } from '../erase/cassandra.js'
import { postgresBed } from '../erase/postgres.js'
import type { Measure } from '../report.js'
import type { Suite } from '../suite.js'
import { measureSweep, type Figures } from './measure.js'

const unit = 'records/s'

interface Swept {
  readonly name: string
  /** Records of a sweep, and how often. */
  readonly records: number
  readonly rounds: number
  /** Records of one more, larger sweep; null: there is none. */
  readonly many: number | null
  readonly open: () => Promise<Bed | null>
}

const stores: readonly Swept[] = [
  { name: 'sweep-postgres', records: 100_000, rounds: 3, many: 1_000_000, open: () => postgresBed() },
  { name: 'sweep-cassandra', records: 100_000, rounds: 1, many: 1_000_000, open: () => cassandraBed(16) },
  { name: 'sweep-blob', records: 2_000, rounds: 1, many: null, open: () => blobBed(8) },
  { name: 'sweep-table', records: 10_000, rounds: 1, many: null, open: () => tableBed(8) },
]

const endings = ['', '-scan', '-count']
const namesOf = ({ name, many }: Swept) => [
  ...endings.map((ending) => name + ending),
  ...(many === null ? [] : [`${name}-many`, `${name}-memory`]),
]

/**
 * Records a second that a replica of the desk deletes in a retention sweep, from the first page to the proof, against the
 * driver alone with as many calls at once. `-scan`: against the driver that reads the table first, as whoever does not
 * know the keys must; `-count`: the dry run against reading alone; `-many`: the same at ten times the records, and
 * `-memory`: the most that the replica held then, against what it held before.
 */
export const sweepSuites: readonly Suite[] = stores.map((store) => ({
  names: namesOf(store),
  run: (isWanted) => withServer((deskUrl) => measureStore(store, deskUrl, isWanted)),
}))

async function measureStore(
  { name, open, records, rounds, many }: Swept,
  deskUrl: string,
  isWanted: (name: string) => boolean,
): Promise<Measure[]> {
  const bed = await open()
  if (bed === null) return []
  try {
    const few = await measureSweep(bed, deskUrl, { records, rounds })
    const measures = measuresOf(name, few)
    if (many === null || ![`${name}-many`, `${name}-memory`].some(isWanted)) return measures
    const more = await measureSweep(bed, deskUrl, { records: many, rounds: 1 })
    return [
      ...measures,
      { name: `${name}-many`, unit, ours: more.delete, baseline: more.deleteBare },
      { name: `${name}-memory`, unit: 'MB', ours: more.peakMb, baseline: few.peakMb },
    ]
  } finally {
    await bed.stop()
  }
}

const measuresOf = (name: string, figures: Figures): Measure[] => [
  { name, unit, ours: figures.delete, baseline: figures.deleteBare },
  { name: `${name}-scan`, unit, ours: figures.delete, baseline: figures.scanAndDeleteBare },
  { name: `${name}-count`, unit, ours: figures.count, baseline: figures.countBare },
]
