import type { TaskList } from 'graphile-worker'
import type { Job, JobContext } from '../../handlers/jobs/job.js'
import { describeError } from '../log.js'

/** Jobs by their names, in the shape of the queue library. */
export function taskList(context: JobContext, jobs: Readonly<Record<string, Job>>): TaskList {
  return Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [
      name,
      async (payload: unknown, helpers) => {
        try {
          await job.run(context, job.payload.parse(payload), helpers.job.id)
        } catch (error) {
          // The queue stores the message of what is thrown: a class and a code, never words about a case.
          const described = describeError(error)
          context.log.warn({ job: name, err: described }, 'job failed, it will be tried again')
          throw new Error(`${String(described['type'])} ${String(described['code'] ?? '')}`.trim())
        }
      },
    ]),
  )
}
