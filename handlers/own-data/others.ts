import type { DateTime } from 'luxon'
import { deleteAnswer, findAnswer } from '../../db/answers.js'
import { transaction, type Tx } from '../../db/client.js'
import { remainingOf } from '../../db/own-data.js'
import {
  deleteFindings,
  deleteMessage,
  deletePurpose,
  emptyHold,
  findSentMessage,
  lockFruitless,
  lockReleased,
} from '../../db/own-records.js'
import { holdRef } from '../../src/domain/case/hold-ref.js'
import { isDue, oneByOne, type OwnCollection } from './collection.js'
import { removeMessage } from './messages.js'

/** Digests, reminders and other messages of no case: removed from the platform, then forgotten. */
export const messages: OwnCollection = {
  source: 'messages',
  erase: (context, retained, ids, signal) =>
    oneByOne(ids, signal, async (id) => {
      const sent = await findSentMessage(context.db, id)
      if (!sent || !isDue(retained, sent.sentAt, context.clock())) return 'absent'
      if (sent.place) await removeMessage(context, sent.place, signal)
      const isMine = await transaction(context.db, (tx) => deleteMessage(tx, id))
      return isMine ? 'erased' : 'absent'
    }),
}

/** Answers in private chats, alike. */
const answersIn = (source: 'answers' | 'shown_details'): OwnCollection => ({
  source,
  erase: (context, retained, ids, signal) =>
    oneByOne(ids, signal, async (id) => {
      const found = await findAnswer(context.db, id)
      if (!found || !isDue(retained, found.at, context.clock())) return 'absent'
      await removeMessage(context, found.place, signal)
      const isMine = await transaction(context.db, (tx) => deleteAnswer(tx, id))
      return isMine ? 'erased' : 'absent'
    }),
})

export const answers = answersIn('answers')

/** Those that show details of a person: a day later they are gone, as they are where only a dialog showed them. */
export const shownDetails = answersIn('shown_details')

interface Rows {
  readonly source: OwnCollection['source']
  /** Holds the row; gives its anchor, or null when it is not one of these. */
  readonly lock: (tx: Tx, id: string) => Promise<DateTime | null>
  readonly erase: (tx: Tx, id: string) => Promise<void>
}

/** Rows that nothing keeps and nobody outside knows of. */
const rows = ({ source, lock, erase }: Rows): OwnCollection => ({
  source,
  erase: ({ db, clock }, retained, ids, signal) =>
    oneByOne(ids, signal, (id) =>
      transaction(db, async (tx) => {
        const anchorAt = await lock(tx, id)
        if (!anchorAt || !isDue(retained, anchorAt, clock())) return 'absent'
        if ((await remainingOf(tx, source, [id])).length === 0) return 'absent'
        await erase(tx, id)
        return 'erased'
      }),
    ),
})

/** Why a hold was placed, in words, once it is released. */
export const holdTexts = rows({
  source: 'hold_texts',
  lock: (tx, id) => lockReleased(tx, Number(id)),
  erase: (tx, id) => deletePurpose(tx, Number(id)),
})

/** What a released hold was about and who placed it. */
export const holds = rows({
  source: 'holds',
  lock: (tx, id) => lockReleased(tx, Number(id)),
  erase: (tx, id) => emptyHold(tx, Number(id), holdRef(Number(id))),
})

/** What searches found that led to no plan. */
export const drafts = rows({ source: 'drafts', lock: lockFruitless, erase: deleteFindings })
