import type { DateTime } from 'luxon'
import { suspensionGrounds, type RightsRequest, type SuspensionGround } from './types.js'

/** When the question was asked that stops the clock on this ground; null when no such question is waiting (U1). */
export function askedAt(found: RightsRequest, ground: string): DateTime | null {
  const waiting: Readonly<Record<SuspensionGround, DateTime | null>> = {
    identity: found.status === 'awaiting_identity' ? found.identity.askedAt : null,
    clarification_large_volume:
      found.status === 'awaiting_clarification' && found.clarification?.isLargeVolume
        ? found.clarification.askedAt
        : null,
  }
  return Object.hasOwn(waiting, ground) ? waiting[ground as SuspensionGround] : null
}

/** The grounds on which the clock may be stopped now; none without a question that waits for its answer (U1). */
export const groundsToSuspend = (found: RightsRequest): readonly SuspensionGround[] =>
  suspensionGrounds.filter((ground) => askedAt(found, ground) !== null)
