import { z } from 'zod'
import { findOnCall } from '../../db/on-call.js'
import { accountsOf } from '../../db/people.js'
import { job, type JobContext } from './job.js'
import { runOfDay } from './run-of-day.js'

/** Makes the user group hold whoever is on call, after the roster was changed and when a change begins or ends. */
export const syncOnCall = job({ payload: z.unknown(), run: sync })

/** The same at the beginning of each day: a week begins on a Monday. */
export const beginOnCall = runOfDay('begin-on-call', sync)

/**
 * With nobody on call the group stays as it is: a platform takes no empty one, and the roster says that nobody is.
 */
async function sync({ db, clock, ports, desk, log }: JobContext): Promise<void> {
  const { userGroup } = desk.onCall
  const { slack } = ports
  if (userGroup === null || !slack?.setGroup) return
  const accounts = await accountsOf(db, await findOnCall(db, clock()))
  const members = accounts.filter(({ platform, kind }) => platform === slack.platform && kind === 'member')
  if (members.length === 0) return log.warn({}, 'nobody is on call: the user group stays as it is')
  await slack.setGroup(
    userGroup,
    members.map(({ userId }) => userId),
  )
}
