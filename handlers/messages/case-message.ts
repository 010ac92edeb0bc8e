import { findCard, saveCard } from '../../db/cards.js'
import { findCase } from '../../db/cases.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { caseCard } from '../../src/views/case-card.js'
import { drawer } from '../drawer.js'
import type { MessageKind } from './message-kind.js'

/** The card of a case in its channel: posted once, redrawn from the row afterwards. */
export const caseMessage: MessageKind = {
  async prepare(context, { reference, platform, channel }) {
    if (!reference || !channel) return null
    const { db, clock } = context
    const card = await findCard(db, reference, platform, channel)
    const found = await findCase(db, reference)
    if (!found || (card && card.shownVersion >= found.version)) return null
    const view = caseCard(drawer(context, null).draw, found, caseDates(found, clock()), { for: 'channel' })
    return {
      view,
      redraws: card ? { channel, messageId: card.messageId } : null,
      onEnd: async (tx, shown) => {
        if (!shown) return
        await saveCard(tx, {
          kind: 'case',
          reference,
          platform,
          channel,
          messageId: shown.messageId,
          shownVersion: found.version,
        })
      },
    }
  },
}
