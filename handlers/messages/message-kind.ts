import type { Tx } from '../../db/client.js'
import type { OutboxMessage } from '../../db/outbox.js'
import type { CardRef } from '../../src/chat/port.js'
import type { View } from '../../src/chat/view.js'
import type { JobContext } from '../jobs/job.js'

/** A message as it is to be sent now. */
export interface Prepared {
  /** Null: there is nothing left to say. */
  readonly view: View<'Z1'> | null
  /** The message that is drawn anew; null: a new one is posted. */
  readonly redraws: CardRef | null
  /** Written in the same transaction as that it was sent, or that there was nothing to say (null). */
  readonly onEnd?: (tx: Tx, shown: CardRef | null) => Promise<void>
}

/** What there is to send of one kind. */
export interface MessageKind {
  /** Draws it from the rows as they are now; null when there is nothing left to say. */
  prepare(context: JobContext, message: OutboxMessage): Promise<Prepared | null>
  /** Written in the same transaction as that it will not arrive, or that nobody knows; `error` is a code. */
  onLost?(context: JobContext, tx: Tx, message: OutboxMessage, error: string): Promise<void>
}
