import { DateTime } from 'luxon'

/** Gives the present instant, in UTC. Passed in wherever time matters; rules never read it. */
export type Clock = () => DateTime

export const systemClock: Clock = () => DateTime.utc()
