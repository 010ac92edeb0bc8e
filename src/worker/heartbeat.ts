import { randomUUID } from 'node:crypto'
import { transaction, type Database, type Tx } from '../../db/client.js'
import { deleteBeat, releaseSilent, releaseUnseen, saveBeat } from '../../db/workers.js'
import { describeError, type Log } from '../log.js'

export interface Heartbeat {
  stop(): Promise<void>
}

const beatMs = 5_000
/** Four beats missed: the process was killed, or its machine is gone. */
const silentSeconds = 20
/** Who was killed before the first beat is looked for once a minute: that reads more. */
const beatsALook = 12

/**
 * Says every five seconds that this process lives, and gives the jobs of processes that fell silent back to the queue,
 * whose own locks last four hours. `queueIds`: the names under which this process holds jobs now.
 */
export function startHeartbeat(db: Database, queueIds: () => readonly string[], log: Log): Heartbeat {
  const id = randomUUID()
  let lastBeatAt = -Infinity
  let beats = 0
  const release = async (tx: Tx) =>
    (await releaseSilent(tx, silentSeconds)) +
    (beats++ % beatsALook === 0 ? await releaseUnseen(tx, silentSeconds) : 0)
  const beat = async () => {
    // After a time without the database nobody could beat: silence says nothing then.
    const mayJudge = performance.now() - lastBeatAt < 2 * beatMs
    const silent = await transaction(db, async (tx) => {
      await saveBeat(tx, id, queueIds())
      return mayJudge ? release(tx) : 0
    })
    lastBeatAt = performance.now()
    if (silent > 0) log.warn({ silent }, 'jobs of processes that fell silent were given back')
  }
  let running: Promise<void> = Promise.resolve()
  const tell = () =>
    beat().catch((error: unknown) => log.warn({ err: describeError(error) }, 'heartbeat failed'))
  running = tell()
  const timer = setInterval(() => void (running = running.then(tell)), beatMs)
  return {
    async stop() {
      clearInterval(timer)
      await running
      await transaction(db, (tx) => deleteBeat(tx, id)).catch(() => undefined)
    },
  }
}
