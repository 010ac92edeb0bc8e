import { z } from 'zod'
import { sweepCommands } from '../../src/domain/people/policy.js'
import { localDate } from '../../src/domain/time/calendar.js'
import { done } from '../../src/views/done.js'
import { handler } from '../context.js'
import { beginDryRun } from './begin.js'

/** Counts what a sweep of today would delete, and deletes nothing; the answer comes as a message of its own. */
export const dryRunSweep = handler({
  access: sweepCommands['sweep.dry_run'],
  effect: 'write',
  input: z.object({}),
  async run({ tx, now, actor, draw }) {
    await beginDryRun(tx, localDate(now), now, actor.id)
    return { kind: 'private', view: done(draw, 'sweep.dry_run', {}) }
  },
})
