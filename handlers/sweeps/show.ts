import { z } from 'zod'
import { findCurrentSweep, findSweep, type Sweep } from '../../db/sweeps.js'
import { sweepCommands } from '../../src/domain/people/policy.js'
import { refuse } from '../../src/domain/refusals.js'
import { sweepView } from '../../src/views/sweep.js'
import { sweepLinesView } from '../../src/views/sweep-lines.js'
import { seesDetail } from '../../src/views/sweep-words.js'
import { handler, type ReadContext } from '../context.js'
import { readSummary } from './read.js'

/**
 * A sweep as it stands, for the person who asks: the open one, else the latest, or the one that a button names, then
 * with the page of its collections that is to be seen.
 */
export const showSweep = handler({
  access: sweepCommands['sweep.show'],
  effect: 'read',
  input: z.object({ extra: z.string().optional() }),
  async run(context, { extra }, call) {
    const [id, page] = extra?.split(':') ?? []
    const sweep = id === undefined ? await findCurrentSweep(context.tx) : await findSweep(context.tx, id)
    if (!sweep) return refuse('E_NO_SWEEP')
    return page === undefined
      ? answerSweep(context, sweep)
      : answerLines(context, sweep, Number(page), call.by)
  },
})

/** The sweep with its buttons, without the chart: a private answer is drawn at once. */
export async function answerSweep({ tx, draw, actor, now }: ReadContext, sweep: Sweep) {
  const summary = await readSummary(tx, sweep, now)
  const view = sweepView(draw, { ...summary, chart: null }, { for: 'person', actor })
  return { kind: 'private', view } as const
}

/** Its collections, page by page, for those who see the detail (§5.7); the counts for everybody else. */
async function answerLines(context: ReadContext, sweep: Sweep, page: number, by: string) {
  const { tx, draw, actor, now } = context
  if (!seesDetail({ for: 'person', actor })) return answerSweep(context, sweep)
  const view = sweepLinesView(draw, await readSummary(tx, sweep, now), page)
  // The first page answers the button of a card; those that follow take its place.
  return { kind: by === 'click' && page > 1 ? 'replace' : 'private', view } as const
}
