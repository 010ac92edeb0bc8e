import { findCard, saveCard } from '../../db/cards.js'
import { findCase } from '../../db/cases.js'
import { countErased, findErasure } from '../../db/erasures.js'
import { findStandstill } from '../../db/standstills.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import type { OutboxMessage } from '../../db/outbox.js'
import type { RightsRequest } from '../../src/domain/case/types.js'
import { approvalCard } from '../../src/views/approval-card.js'
import { notRun, type Run } from '../../src/views/erasure-run.js'
import { caseCard } from '../../src/views/case-card.js'
import { drawer } from '../drawer.js'
import type { JobContext } from '../jobs/job.js'
import type { MessageKind, Prepared } from './message-kind.js'

/** Engineers on call see the plan in their channel, everybody else the case in the privacy channel. */
const isOnCalls = ({ desk: { onCall, privacyChannel, mirrors } }: JobContext, channel: string) =>
  onCall.channels.some((one) => one.channel === channel) &&
  ![privacyChannel, ...mirrors].some((one) => one.channel === channel)

/** How the erasure of the plan stands, as its card tells it. */
async function runOf({ db }: JobContext, { plan }: RightsRequest): Promise<Run> {
  if (!plan?.scope) return notRun
  const { searchId } = plan.scope
  const erasure = await findErasure(db, searchId)
  return {
    state: erasure && { kind: erasure.state, code: erasure.code },
    erased: await countErased(db, searchId),
    standstill: await findStandstill(db),
  }
}

async function viewOf(context: JobContext, found: RightsRequest, channel: string) {
  const pens = drawer(context, null).draw
  if (isOnCalls(context, channel)) return approvalCard(pens, found, await runOf(context, found))
  return caseCard(pens, found, caseDates(found, context.clock()), { for: 'channel' })
}

type Shown = { readonly shownVersion: number } | null

/** Draws the card anew, if `isDue` says so of the one that is shown. */
async function prepareCard(
  context: JobContext,
  { reference, platform, channel }: OutboxMessage,
  isDue: (shown: Shown, version: number) => boolean,
): Promise<Prepared | null> {
  if (!reference || !channel) return null
  const { db } = context
  const [card, found] = await Promise.all([
    findCard(db, reference, platform, channel),
    findCase(db, reference),
  ])
  if (!found || !isDue(card, found.version)) return null
  return {
    view: await viewOf(context, found, channel),
    redraws: card ? { channel, messageId: card.messageId } : null,
    onEnd: async (tx, shown) => {
      if (!shown) return
      const { messageId } = shown
      const shownVersion = found.version
      await saveCard(tx, { kind: 'case', reference, platform, channel, messageId, shownVersion })
    },
  }
}

/** The card of a case in its channel: posted once, redrawn from the row afterwards. */
export const caseMessage: MessageKind = {
  prepare: (context, message) =>
    prepareCard(context, message, (shown, version) => shown === null || shown.shownVersion < version),
}

/** The same card while an erasure runs: redrawn although the case did not change, never posted. */
export const progressMessage: MessageKind = {
  prepare: (context, message) => prepareCard(context, message, (shown) => shown !== null),
}
