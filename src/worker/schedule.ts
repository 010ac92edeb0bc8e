import { schedule } from 'node-cron'
import { describeError, type Log } from '../log.js'

/** Each minute: what is due then is decided by `look`, from the clock and the database. */
const everyMinute = '* * * * *'

/** Calls `look` now and each minute. Gives what stops it and waits for a look under way. */
export function startSchedule(look: () => Promise<void>, log: Log): () => Promise<void> {
  let underWay: Promise<void> = Promise.resolve()
  const tick = () => {
    underWay = underWay
      .then(look)
      .catch((error: unknown) => log.warn({ err: describeError(error) }, 'looking for what is due failed'))
    return underWay
  }
  void tick()
  const task = schedule(everyMinute, tick, { timezone: 'Europe/Oslo', name: 'look' })
  return async () => {
    await task.destroy()
    await underWay
  }
}
