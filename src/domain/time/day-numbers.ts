import { IANAZone } from 'luxon'
import type { LocalDate } from './calendar.js'

const msPerMinute = 60_000
const msPerDay = 86_400_000
/** More days than a desk meets: whoever asks for more begins anew. */
const mostKept = 50_000

/** Remembers what a pure function gave. The run of a day asks about the same few hundred days a million times over. */
export function remembered<Key, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    if (known.size >= mostKept) known.clear()
    const made = work(key)
    known.set(key, made)
    return made
  }
}

/** The civil date with this number of days since 1970-01-01. Civil days have no zone, so they meet no clock change. */
export const civil = remembered(
  (dayNumber: number) => new Date(dayNumber * msPerDay).toISOString().slice(0, 10) as LocalDate,
)

/** Days from 1970-01-01 to a civil date. */
export const dayNumber = remembered((date: LocalDate) => Date.parse(`${date}T00:00:00Z`) / msPerDay)

/**
 * Gives the civil date in a zone of an instant in ms. The offset is asked for once a day of UTC, and each time on a day
 * on which it changes.
 */
export function dateIn(zone: string): (ms: number) => LocalDate {
  const { offsetAt } = offsets(zone)
  return (ms) => civil(Math.floor((ms + offsetAt(ms) * msPerMinute) / msPerDay))
}

function offsets(name: string) {
  const zone = IANAZone.create(name)
  const ofDay = remembered((day: number) => {
    const [first, last] = [zone.offset(day * msPerDay), zone.offset((day + 1) * msPerDay - 1)]
    return first === last ? first : Number.NaN
  })
  return {
    offsetAt(ms: number): number {
      const offset = ofDay(Math.floor(ms / msPerDay))
      return Number.isNaN(offset) ? zone.offset(ms) : offset
    },
  }
}
