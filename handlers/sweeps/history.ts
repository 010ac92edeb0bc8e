import { z } from 'zod'
import type { Reader } from '../../db/client.js'
import { countSweeps, listSweeps, type Sweep } from '../../db/sweeps.js'
import { sweepCommands } from '../../src/domain/people/policy.js'
import { keptInAll } from '../../src/domain/retention/tally.js'
import { hasBegun, totalsOf } from '../../src/domain/retention/totals.js'
import { sweepHistoryView, type SweepRow } from '../../src/views/sweep-history.js'
import { handler } from '../context.js'
import { readLines } from './read.js'

const onPage = 10

/** The sweeps so far, ten a page, the newest first. `extra` is the page of a button. */
export const showSweepHistory = handler({
  access: sweepCommands['sweep.history'],
  effect: 'read',
  input: z.object({ extra: z.coerce.number().int().positive().optional() }),
  async run({ tx, draw }, { extra = 1 }, call) {
    const total = await countSweeps(tx)
    const pages = Math.max(1, Math.ceil(total / onPage))
    const page = Math.min(extra, pages)
    const rows: SweepRow[] = []
    for (const sweep of await listSweeps(tx, onPage, (page - 1) * onPage)) rows.push(await rowOf(tx, sweep))
    const kind = call.by === 'click' && extra > 1 ? 'replace' : 'private'
    return { kind, view: sweepHistoryView(draw, { rows, page, pages, total }) }
  },
})

async function rowOf(from: Reader, sweep: Sweep): Promise<SweepRow> {
  const { id, day, kind, state, planHash } = sweep
  const { tally, outcome } = totalsOf({ day, lines: await readLines(from, sweep) })
  const isTried = hasBegun(sweep)
  return {
    ...{ id, day, kind, state },
    deleted: isTried ? outcome.deleted : null,
    failed: isTried ? outcome.failed : null,
    kept: planHash === null ? null : keptInAll(tally),
  }
}
