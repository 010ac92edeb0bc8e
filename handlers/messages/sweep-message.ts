import { findCard, saveCard } from '../../db/cards.js'
import type { OutboxMessage } from '../../db/outbox.js'
import { findMessageActor } from '../../db/recipients.js'
import { findDryRun, listSweepsOfDay, type Sweep } from '../../db/sweeps.js'
import type { Platform } from '../../src/chat/interaction.js'
import type { SweepSummary } from '../../src/domain/retention/summary.js'
import type { Drawing } from '../../src/views/drawing.js'
import { sweepView, type DrawnSweep } from '../../src/views/sweep.js'
import { deletionsChart } from '../../src/views/sweep-chart.js'
import { sweepTroubleView } from '../../src/views/sweep-trouble.js'
import { drawer } from '../drawer.js'
import type { JobContext } from '../jobs/job.js'
import { readSummary } from '../sweeps/read.js'
import { chartPicture } from './chart-picture.js'
import type { MessageKind, Prepared } from './message-kind.js'

const summaryOf = ({ db, clock }: JobContext, sweep: Sweep): Promise<SweepSummary> =>
  readSummary(db, sweep, clock())

async function nightlyOf(context: JobContext, { day }: OutboxMessage): Promise<SweepSummary | null> {
  const [sweep] = day === null ? [] : await listSweepsOfDay(context.db, day)
  return sweep ? summaryOf(context, sweep) : null
}

async function drawn(
  context: JobContext,
  { say }: Drawing,
  summary: SweepSummary,
  platform: Platform,
): Promise<DrawnSweep> {
  const { deletions, state } = summary
  if (state === 'running' || deletions.every(({ deleted }) => deleted === 0))
    return { ...summary, chart: null }
  const chart = await chartPicture(context, platform, `rights-desk-sweep-${summary.day}.png`, (mostBytes) =>
    context.charts.deletions(deletionsChart(say, deletions), mostBytes),
  )
  return { ...summary, chart }
}

/** The card of a night's sweep in a channel: posted once, drawn anew from the rows as it goes on. */
export const sweepMessage: MessageKind = {
  async prepare(context, message) {
    const { platform, channel, day } = message
    const summary = await nightlyOf(context, message)
    if (!summary || !channel || !day) return null
    const card = await findCard(context.db, day, platform, channel)
    if (card && card.shownVersion >= summary.version && summary.state !== 'running') return null
    const { draw } = drawer(context, null)
    const onEnd: Prepared['onEnd'] = async (tx, shown) => {
      if (!shown) return
      const { messageId } = shown
      const shownVersion = summary.version
      await saveCard(tx, { kind: 'sweep', reference: day, platform, channel, messageId, shownVersion })
    }
    return {
      view: sweepView(draw, await drawn(context, draw, summary, platform)),
      redraws: card ? { channel, messageId: card.messageId } : null,
      onEnd,
    }
  },
}

/** What a dry run found, for the person who asked for it. */
export const dryRunMessage: MessageKind = {
  async prepare(context, message) {
    const { person, platform, day } = message
    if (day === null || person === null) return null
    const dryRun = await findDryRun(context.db, day, person)
    const reader = await findMessageActor(context.db, person)
    if (!dryRun || !reader) return null
    const { draw } = drawer(context, reader)
    const sweep = await drawn(context, draw, await summaryOf(context, dryRun), platform)
    return {
      view: sweepView(draw, sweep, { for: 'person', actor: { id: reader.person, roles: reader.roles } }),
      redraws: null,
    }
  },
}

/** What went wrong with a sweep, for the engineers on call. */
export const sweepTroubleMessage: MessageKind = {
  async prepare(context, message) {
    const summary = await nightlyOf(context, message)
    return summary && { view: sweepTroubleView(drawer(context, null).draw, summary), redraws: null }
  },
}
