import { listCardsIn } from '../../db/cards.js'
import type { Platform } from '../../src/chat/interaction.js'
import { portOf, Unavailable } from '../../src/chat/port.js'
import type { CaseRow } from '../../src/views/case-row.js'
import type { JobContext } from '../jobs/job.js'

/**
 * The rows with the addresses of their cards in the privacy channel of the reader's platform. A row whose card is not
 * there, or of which the platform does not say where it is, stays without: no message waits for a link.
 */
export async function withCardLinks(
  { db, ports, desk: { privacyChannel, mirrors } }: JobContext,
  platform: Platform,
  rows: readonly CaseRow[],
): Promise<readonly CaseRow[]> {
  const place = [privacyChannel, ...mirrors].find((one) => one.platform === platform)
  if (!place) return rows
  const references = rows.map(({ found }) => found.reference)
  const links = new Map<string, string>()
  for (const { reference, channel, messageId } of await listCardsIn(db, references, place)) {
    const link = await portOf(ports, platform)
      .linkTo({ channel, messageId })
      .catch((error: unknown) => {
        if (error instanceof Unavailable) return null
        throw error
      })
    if (link !== null) links.set(reference, link)
  }
  return rows.map((row) => {
    const link = links.get(row.found.reference)
    return link === undefined ? row : { ...row, link }
  })
}
