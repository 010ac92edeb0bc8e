import type { DateTime } from 'luxon'
import { isoWeek, weekBounds, type IsoWeek } from '../domain/people/on-call.js'
import { samplePeople } from './sample-people.js'

/** The engineers, who take turns on call. */
const engineers = samplePeople.filter(({ role }) => role === 'engineer').map(({ userId }) => userId)

const weekMs = 7 * 86_400_000

/** Which of the engineers has that week: the same from whichever day the workspace is started. */
export const turnOf = (week: IsoWeek): number =>
  Math.round(weekBounds(week).from.toMillis() / weekMs) % engineers.length

/** The engineer on call at an instant. */
export const engineerAt = (at: DateTime): string => engineers[turnOf(isoWeek(at))]!
