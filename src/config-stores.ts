import { z } from 'zod'

/** A data map, and the variables that it refers to; a function, so that a printed Config shows none of them. */
export interface DataMapSource {
  readonly file: string
  readonly variables: () => NodeJS.ProcessEnv
}

/** How a retention sweep goes about it. */
export interface SweepSettings {
  readonly parts: number
  readonly recordsPerSecond: number | null
}

/** Variables of the retention sweep. */
export const SweepEnvironment = {
  SWEEP_PARTS: z.coerce
    .number({ error: 'set it to a number from 1 to 1000' })
    .int('set it to a whole number')
    .min(1, 'set it to a number from 1 to 1000')
    .max(1000, 'set it to a number from 1 to 1000')
    .default(16)
    .describe(
      'ranges that each collection is divided into for the retention sweep: so many workers can share it',
    ),
  SWEEP_RATE: z.coerce
    .number({ error: 'set it to a number of records a second' })
    .int('set it to a whole number')
    .min(1, 'set it to 1 or more')
    .optional()
    .describe(
      'records that the retention sweep reads from one system in a second at most; as fast as it goes without it',
    ),
}

export const dataMapOf = (file: string | undefined, env: NodeJS.ProcessEnv): DataMapSource | null =>
  file === undefined ? null : { file, variables: () => env }

/** A Cassandra that runs already. */
export interface ContactPoints {
  /** `host:port`, with a comma between several. */
  readonly hosts: string
  readonly dataCenter: string
}

const onThisMachine = /^(?:127\.0\.0\.1|localhost):\d{1,5}$/u

const parts = (text: string) => {
  const [hosts = '', dataCenter = 'datacenter1', ...more] = text.split('/')
  return { hosts: hosts.split(',').map((host) => host.trim()), dataCenter, more }
}

/** Sample data is written there: only on this machine, where no harm is done. */
export const areContactPoints = (text: string): boolean => {
  const { hosts, dataCenter, more } = parts(text)
  return hosts.every((host) => onThisMachine.test(host)) && /^[\w-]+$/u.test(dataCenter) && more.length === 0
}

export const contactPointsOf = (text: string | undefined): ContactPoints | null => {
  if (text === undefined) return null
  const { hosts, dataCenter } = parts(text)
  return { hosts: hosts.join(','), dataCenter }
}
