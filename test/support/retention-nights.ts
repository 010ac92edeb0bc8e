import { DateTime } from 'luxon'
import type { Sweep } from '../../db/sweeps.js'
import { listSweeps } from '../../db/sweeps.js'
import vectors from '../fixtures/vectors.json' with { type: 'json' }
import { button, passTo, said } from './acts.js'
import { privacyChannel, type DeskWorld } from './desk-world.js'

const zone = 'Europe/Oslo'
const inOslo = (text: string) => DateTime.fromISO(text, { zone })

/** A record of a vector, or at the edge of a trap, as a store is to hold it. */
export interface AnchoredRow {
  readonly name: string
  readonly anchorAt: string
  /** The first day in Oslo in whose night it is due, reckoned here without the desk's own rules. */
  readonly dueOn: string
}

const dayAfter = (day: string) => inOslo(day).plus({ days: 1 }).toISODate()!

/** Luxon keeps to the last day of a shorter month, which is what the notice promises. */
const dueOn = (anchorAt: DateTime, months: number) =>
  dayAfter(anchorAt.setZone(zone).startOf('day').plus({ months }).toISODate()!)

/** Days on which counting backward from today goes wrong, with the last anchor that is due then (§4.4). */
export const traps: readonly { readonly today: string; readonly upTo: string }[] = [
  ...vectors.backwardCutoffTrap.map(({ today, correctEligibleAnchorsUpTo: upTo }) => ({ today, upTo })),
  ...['2026-05-29', '2026-05-30'].map((today) => ({ today, upTo: '2026-02-28' })),
]

export const lastDue = (today: string) => `last due on ${today}`
export const firstKept = (today: string) => `first kept on ${today}`

/** The last millisecond that is due on the day of a trap, and the first one that is not. */
const rowsOfTrap = ({ today, upTo }: (typeof traps)[number]): readonly AnchoredRow[] => {
  const edge = inOslo(dayAfter(upTo))
  const due = edge.minus({ milliseconds: 1 })
  const row = (name: string, at: DateTime) => ({ name, anchorAt: at.toISO()!, dueOn: dueOn(at, 3) })
  return [row(lastDue(today), due), row(firstKept(today), edge)]
}

export const vectorsOf = (months: number) => vectors.retention.filter((vector) => vector.months === months)

/** The records of every vector with so many months, and of every trap, which have three. */
export const rowsOf = (months: number): readonly AnchoredRow[] => [
  ...vectorsOf(months).map(({ id: name, anchorAt, lastKeptDate }) => ({
    name,
    anchorAt,
    dueOn: dayAfter(lastKeptDate),
  })),
  ...(months === 3 ? traps.flatMap(rowsOfTrap) : []),
]

/** The days in whose nights something is to be seen: the last kept one of each vector, the next one, those of traps. */
export const nightsOf = (months: number): readonly string[] => {
  const days = vectorsOf(months).flatMap(({ lastKeptDate }) => [lastKeptDate, dayAfter(lastKeptDate)])
  return [...new Set([...days, ...(months === 3 ? traps.map(({ today }) => today) : [])])].sort()
}

/** The same a number of years on; the dates of leap years come back after 28. */
export function shifted(rows: readonly AnchoredRow[], years: number): readonly AnchoredRow[] {
  const by = (text: string) => inOslo(text).plus({ years })
  return rows.map(({ name, anchorAt, dueOn: day }) => ({
    name,
    anchorAt: by(anchorAt).toISO()!,
    dueOn: by(day).toISODate()!,
  }))
}

/** Goes on to the night of a day and lets its sweep delete, whatever is unusual about it. Gives the sweep as it ended. */
export async function sweepNight(world: DeskWorld, day: string): Promise<Sweep> {
  const night = inOslo(`${day}T01:15`)
  const last = async () => (await listSweeps(world.parts.db, 1))[0]!
  await passTo(world, night.toUTC().toISO()!)
  if ((await last()).state === 'waiting') {
    const card = world.cloud.messages(privacyChannel).findLast((one) => said(one).includes(`SW-${day}`))!
    await world.cloud.person('U0MONA').click(card, button(card, 'sweep.approve'))
    await world.drain()
  } else await passTo(world, night.plus({ minutes: 31 }).toUTC().toISO()!)
  return last()
}
