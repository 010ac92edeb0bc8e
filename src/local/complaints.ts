import type { Clock } from '../clock.js'
import type { Log } from '../log.js'
import type { Chats } from './web/chats.js'
import type { Look } from './web/shown.js'

/** What a platform did not take of the desk, or would have shown as broken. */
export interface Complaint {
  /** Instant by the desk's clock, ISO in UTC. */
  readonly at: string
  readonly platform: Look
  readonly what: string
}

const most = 60

/** Logs what the platforms complain of from now on, and keeps the newest: the first is the last that came. */
export function complaintsOf(
  { cloud, teams }: Chats,
  clock: Clock,
  log: Pick<Log, 'warn'>,
): readonly Complaint[] {
  const kept: Complaint[] = []
  for (const [platform, { state }] of [['slack', cloud] as const, ['teams', teams] as const]) {
    state.changes.on('complaint', (what: string) => {
      log.warn({ platform, what }, 'a platform of the local workspace did not take what the desk sent')
      kept.unshift({ at: clock().toUTC().toISO()!, platform, what })
      kept.splice(most)
    })
  }
  return kept
}
