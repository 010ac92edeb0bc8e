import type { DateTime } from 'luxon'
import { DbError } from '../../db/errors.js'
import type { OwnRow, OwnSource } from '../../db/own-data.js'
import { Unavailable } from '../../src/chat/port.js'
import type { KeptRecord, UnreadReason } from '../../src/connectors/store.js'
import { keptUntil } from '../../src/domain/data-map/kept-until.js'
import type { Collection } from '../../src/domain/data-map/types.js'
import { localDate } from '../../src/domain/time/calendar.js'
import type { JobContext } from '../jobs/job.js'

/** What the desk's own data is swept with. */
export type OwnContext = Pick<
  JobContext,
  'db' | 'vault' | 'ports' | 'limits' | 'desk' | 'clock' | 'log' | 'tokens' | 'language'
>

/** How one record ended. `absent`: left alone, as it is gone, or not due any more, or kept; the store reads which it is. */
export type Ended = 'erased' | 'absent' | UnreadReason

/** One collection of the desk's own: what keeps its records, and how they go. */
export interface OwnCollection {
  readonly source: OwnSource
  /** Those of the rows that something keeps, in the order of §4.3; absent: nothing ever does. */
  readonly kept?: (context: OwnContext, rows: readonly OwnRow[]) => Promise<readonly KeptRecord[]>
  /** Erases these records, each for itself and in their order, and gives how each ended. May throw `DbError` and `Unavailable`. */
  erase(
    context: OwnContext,
    retained: Retained,
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly Ended[]>
}

/** How long the records of a collection are kept. */
export type Retained = NonNullable<Collection['retention']>

/** Whether the period of a record is over, as the sweep reckons it. */
export const isDue = (retention: Retained, anchorAt: DateTime, now: DateTime): boolean =>
  keptUntil({ retention }, anchorAt)! < localDate(now)

/** The reason that stands for an error of the database or of a platform; any other error is a bug and thrown on. */
export function whyNot(error: unknown): UnreadReason {
  if (error instanceof Unavailable) return error.retry === 'never' ? 'denied' : 'away'
  if (error instanceof DbError) return whyNotRead(error)
  // Sealed with another key, or changed: nothing of it can be sealed anew.
  if (error instanceof Error && error.name === 'DoesNotOpen') return 'denied'
  throw error
}

const byCode: Readonly<Record<string, UnreadReason>> = {
  '57014': 'timeout',
  ANSWER_TIMEOUT: 'timeout',
  '42501': 'denied',
}

const whyNotRead = (error: DbError): UnreadReason =>
  byCode[error.code] ?? (error.isAway || error.isRaceLost ? 'away' : 'misfit')

/** Erases records one after the other; what fails for one does not stop the others, `signal` does. */
export async function oneByOne(
  ids: readonly string[],
  signal: AbortSignal,
  erase: (id: string) => Promise<Ended>,
): Promise<readonly Ended[]> {
  const ended: Ended[] = []
  for (const id of ids) ended.push(signal.aborted ? 'stopped' : await erase(id).catch(whyNot))
  return ended
}
