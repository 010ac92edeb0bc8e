import { z } from 'zod'
import { countSweeps, listSweeps, type Sweep } from '../../db/sweeps.js'
import { sweepCommands } from '../../src/domain/people/policy.js'
import { keptInAll } from '../../src/domain/retention/tally.js'
import { sweepHistoryView, type SweepRow } from '../../src/views/sweep-history.js'
import { handler } from '../context.js'

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
    const rows = (await listSweeps(tx, onPage, (page - 1) * onPage)).map(rowOf)
    const kind = call.by === 'click' && extra > 1 ? 'replace' : 'private'
    return { kind, view: sweepHistoryView(draw, { rows, page, pages, total }) }
  },
})

function rowOf({ id, day, kind, state, lines, outcomes, planHash, startedAt }: Sweep): SweepRow {
  const sum = (of: 'deleted' | 'failed') => Object.values(outcomes).reduce((all, one) => all + one[of], 0)
  const hasBegun = startedAt !== null
  return {
    ...{ id, day, kind, state },
    deleted: hasBegun ? sum('deleted') : null,
    failed: hasBegun ? sum('failed') : null,
    kept: planHash === null ? null : lines.reduce((all, { tally }) => all + keptInAll(tally), 0),
  }
}
