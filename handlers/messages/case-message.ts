import { findCard, saveCard } from '../../db/cards.js'
import { findCase } from '../../db/cases.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { approvalCard } from '../../src/views/approval-card.js'
import { caseCard } from '../../src/views/case-card.js'
import { drawer } from '../drawer.js'
import type { JobContext } from '../jobs/job.js'
import type { MessageKind } from './message-kind.js'

/** Engineers on call see the plan in their channel, everybody else the case in the privacy channel. */
const isOnCalls = ({ desk: { onCall, privacyChannel, mirrors } }: JobContext, channel: string) =>
  onCall.channels.some((one) => one.channel === channel) &&
  ![privacyChannel, ...mirrors].some((one) => one.channel === channel)

/** The card of a case in its channel: posted once, redrawn from the row afterwards. */
export const caseMessage: MessageKind = {
  async prepare(context, { reference, platform, channel }) {
    if (!reference || !channel) return null
    const { db, clock } = context
    const card = await findCard(db, reference, platform, channel)
    const found = await findCase(db, reference)
    if (!found || (card && card.shownVersion >= found.version)) return null
    const pens = drawer(context, null).draw
    const view = isOnCalls(context, channel)
      ? approvalCard(pens, found)
      : caseCard(pens, found, caseDates(found, clock()), { for: 'channel' })
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
