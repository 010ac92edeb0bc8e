import type { DateTime } from 'luxon'
import { latestRunDay, type RunTime } from '../../src/domain/time/schedule.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'

/** Every night at 01:15 in Oslo: outside the hour that a change of the clocks takes away or gives twice (§4.2). */
export const sweepTime: RunTime = { hour: 1, minute: 15, on: 'every_day' }

/** The day of the latest sweep that is due at `now`. */
export const latestSweepDay = (now: DateTime): LocalDate => latestRunDay(sweepTime, now)
