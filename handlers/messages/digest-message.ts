import { isToldOf } from '../../db/outbox.js'
import { findMessageActor, listPeopleInRole } from '../../db/recipients.js'
import type { Platform } from '../../src/chat/interaction.js'
import type { Picture } from '../../src/chat/view.js'
import { weekNumber, type Week } from '../../src/domain/figures/weeks.js'
import { localDate } from '../../src/domain/time/calendar.js'
import { digestView } from '../../src/views/digest.js'
import { chartWords } from '../../src/views/digest-trend.js'
import type { Say } from '../../src/views/text/text.js'
import { readDigest } from '../digest/read.js'
import { drawer } from '../drawer.js'
import type { JobContext } from '../jobs/job.js'
import { withCardLinks } from './card-links.js'
import { chartPicture } from './chart-picture.js'
import type { MessageKind } from './message-kind.js'
import { queueMessage } from './queue-message.js'

/** The manager's morning digest: in each private privacy channel, and to each manager where one cannot be reached. */
export const digestMessage: MessageKind = {
  async prepare(context, { person, platform, day }) {
    const reader = person ? await findMessageActor(context.db, person) : null
    const { draw, now } = drawer(context, reader)
    const read = await readDigest(context.db, now, day ?? localDate(now))
    const digest = { ...read, nearest: await withCardLinks(context, platform, read.nearest) }
    const chart = await drawTrend(context, draw.say, digest.weeks, platform)
    return { view: digestView(draw, { ...digest, chart }), redraws: null }
  },
  async onLost(_context, tx, { channel, platform, day }, error) {
    if (channel === null || day === null || error === 'ambiguous') return
    for (const person of await listPeopleInRole(tx, 'manager')) {
      const coalesceKey = `digest:${person}`
      if (await isToldOf(tx, coalesceKey, day)) continue
      await queueMessage(tx, { kind: 'digest', platform, person, day, coalesceKey })
    }
  },
}

/** The trend of the weeks as a picture; null where it could not be drawn. */
function drawTrend(
  context: JobContext,
  say: Say,
  weeks: readonly Week[],
  platform: Platform,
): Promise<Picture | null> {
  const labelled = weeks.map(({ monday, ...week }) => ({ ...week, label: String(weekNumber(monday)) }))
  const chart = { weeks: labelled, words: chartWords(say) }
  return chartPicture(context, platform, `rights-desk-${weeks.at(-1)!.monday}.png`, (mostBytes) =>
    context.charts.trend(chart, mostBytes),
  )
}
