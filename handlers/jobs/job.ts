import type { z } from 'zod'
import type { Database } from '../../db/client.js'
import type { Charts } from '../../src/charts/charts.js'
import type { Ports } from '../../src/chat/port.js'
import type { Log } from '../../src/log.js'
import type { Desk } from '../context.js'
import type { PaceLimits } from '../messages/limits.js'
import type { Platform } from '../../src/chat/interaction.js'
import type { Mailer } from '../../src/mail/mailer.js'
import type { Metrics } from '../../src/metrics.js'
import type { Vault } from '../../src/vault/vault.js'
import type { Pens } from '../drawer.js'

/** What work in the background may use. */
export interface JobContext extends Pens {
  readonly db: Database
  readonly vault: Vault
  readonly ports: Ports
  readonly charts: Charts
  /** How fast each platform lets us send. */
  readonly limits: Readonly<Record<Platform, PaceLimits>>
  /** Null: no mail server is configured. */
  readonly mail: Mailer | null
  readonly desk: Desk
  readonly metrics: Metrics
  readonly log: Log
}

/** Work that a row in the queue asks for. Throwing asks the queue to try again later. */
export interface Job<Payload = unknown> {
  readonly payload: z.ZodType<Payload>
  /** `id` is the job's own: a job that is run again, because its worker ended, keeps it. */
  run(context: JobContext, payload: Payload, id: string): Promise<void>
}

/** Writes a job so that `run` takes the type that `payload` gives. */
export function job<Payload>(made: Job<Payload>): Job {
  return made as Job
}
