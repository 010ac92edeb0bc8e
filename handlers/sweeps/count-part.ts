import { addTallies } from '../../src/domain/retention/tally.js'
import type { PartEnd, PartWork } from './part-work.js'
import { scanPage } from './scan-page.js'

/**
 * The dry run of a part: what is past its period there, and what keeps it. Deletes nothing. Written when the part is
 * left: after a kill the pages since then are counted again, from the tally that was written with their start.
 */
export async function countPart(work: PartWork): Promise<PartEnd> {
  const { context, sight, seal } = work
  let { after } = await seal.openProgress(work.part)
  let { tally } = work.part
  let pages = 0
  const leave = async (state: 'waiting' | 'counted', end: PartEnd): Promise<PartEnd> => {
    const isSaved = await work.save({ tally, state, attempts: 0, code: null }, { after, deleting: [] })
    return isSaved ? end : { kind: 'lost' }
  }
  for (;;) {
    await work.turn()
    const begun = performance.now()
    const page = await scanPage(context, sight, after)
    if (page.kind === 'unread') {
      const left = pages > 0 ? await leave('waiting', { kind: 'again', inMs: 0 }) : null
      return left?.kind === 'lost' ? left : work.fail(page.why, 'unread')
    }
    pages++
    after = page.next
    tally = addTallies(tally, page.tally)
    if (after === null) return leave('counted', { kind: 'over' })
    if (work.isLong) return leave('waiting', { kind: 'again', inMs: 0 })
    await work.rest(performance.now() - begun)
  }
}
