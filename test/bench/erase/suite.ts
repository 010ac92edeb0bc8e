import type { Suite } from '../suite.js'
import { blobBed, tableBed } from './azure.js'
import { measure, type Bed } from './bed.js'
import { cassandraBed } from './cassandra.js'
import { postgresBed } from './postgres.js'

const rounds = 3

const stores: readonly {
  readonly name: string
  readonly records: number
  readonly open: () => Promise<Bed | null>
}[] = [
  { name: 'erase-postgres', records: 20_000, open: () => postgresBed() },
  { name: 'erase-cassandra', records: 10_000, open: () => cassandraBed() },
  { name: 'erase-blob', records: 500, open: () => blobBed() },
  { name: 'erase-table', records: 2000, open: () => tableBed() },
]

/** Records erased per second by each connector, against its driver alone with as many calls at once. */
export const eraseSuites: readonly Suite[] = stores.map(({ name, records, open }) => ({
  names: [name],
  run: async () => {
    const bed = await open()
    if (bed === null) return []
    try {
      const found = await measure(bed, records, rounds)
      return [{ name, unit: 'records/s', ...found }]
    } finally {
      await bed.stop()
    }
  },
}))
