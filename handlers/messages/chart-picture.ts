import type { Platform } from '../../src/chat/interaction.js'
import type { Picture } from '../../src/chat/view.js'
import { describeError } from '../../src/log.js'
import type { JobContext } from '../jobs/job.js'

/** Slack takes a file; a card of Teams has 25,000 bytes for picture (in base64) and words together. */
const mostBytes: Readonly<Record<Platform, number>> = { slack: 40_000, teams: 7_500 }

/**
 * A chart as a picture in a message of a platform. Null where it cannot be drawn: that keeps no message back, its
 * figures stand there in words.
 */
export async function chartPicture(
  { log }: Pick<JobContext, 'log'>,
  platform: Platform,
  name: string,
  draw: (mostBytes: number) => Promise<Buffer>,
): Promise<Picture | null> {
  try {
    const png = await draw(mostBytes[platform])
    return { base64: png.toString('base64'), name }
  } catch (error) {
    log.warn({ err: describeError(error) }, 'a chart was not drawn')
    return null
  }
}
