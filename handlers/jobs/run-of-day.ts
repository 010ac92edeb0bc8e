import { z } from 'zod'
import { transaction } from '../../db/client.js'
import { finishRun } from '../../db/runs.js'
import { asLocalDate, type LocalDate } from '../../src/domain/time/calendar.js'
import { job, type Job, type JobContext } from './job.js'

/** A job that is done once for a day in Oslo. `work` may be called again after it ended in the middle. */
export function runOfDay(name: string, work: (context: JobContext, day: LocalDate) => Promise<void>): Job {
  return job({
    payload: z.object({ day: z.iso.date() }),
    async run(context, payload) {
      const day = asLocalDate(payload.day)
      await work(context, day)
      await transaction(context.db, (tx) => finishRun(tx, { job: name, day }, context.clock()))
    },
  })
}
