import { setTimeout as delay } from 'node:timers/promises'
import { openDatabase, transaction } from '../../../db/client.js'
import { findSweep, saveSweep, type Sweep } from '../../../db/sweeps.js'
import { beginSweep } from '../../../handlers/sweeps/begin.js'
import { queueStart } from '../../../handlers/sweeps/start.js'
import type { ChatPort } from '../../../src/chat/port.js'
import { systemClock } from '../../../src/clock.js'
import { openStores } from '../../../src/connectors/index.js'
import { collectionId } from '../../../src/domain/data-map/order.js'
import { localDate } from '../../../src/domain/time/calendar.js'
import { startQueue } from '../../../src/worker/queue.js'
import { benchChannel, benchContext } from '../job-context.js'
import type { ReplicaSpec, Swept } from './protocol.js'

/**
 * A replica of the desk in a process of its own: the queue, its workers and the stores, without a platform. For each
 * message it is sent, it carries out one sweep from the dry run to the proof and answers with what came of it.
 */
const spec = JSON.parse(process.argv[2]!) as ReplicaSpec
const db = openDatabase(spec.deskUrl, { statementTimeoutMs: 60_000 })
const card = { channel: benchChannel, messageId: '1' }
const deaf: ChatPort = {
  platform: 'slack',
  post: () => Promise.resolve(card),
  update: () => Promise.resolve(),
  remove: () => Promise.resolve('deleted'),
  linkTo: () => Promise.resolve(null),
  direct: () => Promise.resolve(card),
  audience: () => Promise.resolve({ kind: 'private' }),
  profile: () => Promise.reject(new Error('nobody is asked for')),
}
const queue = await startQueue(
  spec.deskUrl,
  benchContext(db, deaf, {
    stores: openStores({ hash: 'sha256:bench', systems: [spec.system] }, spec.env),
    sweep: { parts: spec.parts, recordsPerSecond: null, retriesMs: [] },
  }),
  spec.workers,
)

async function sweep(): Promise<Swept> {
  const counting = performance.now()
  const id = await transaction(db, (tx) => beginSweep(tx, localDate(systemClock()), systemClock()))
  await reaches(id!, ['waiting', 'planned'])
  const countSeconds = (performance.now() - counting) / 1000
  const starting = performance.now()
  await transaction(db, async (tx) => {
    await saveSweep(tx, id!, { state: 'planned', startsAt: systemClock() })
    await queueStart(tx, id!)
  })
  const { outcomes } = await reaches(id!, ['done'])
  const deleteSeconds = (performance.now() - starting) / 1000
  // The desk's own data is swept with it.
  const { deleted } = outcomes[collectionId(spec.system.collections[0]!)]!
  return { countSeconds, deleteSeconds, deleted, peakMb: process.resourceUsage().maxRSS / 1024 }
}

/** The sweep once it is in one of these states; another end of it is a mistake of the measure. */
async function reaches(id: string, states: readonly Sweep['state'][]): Promise<Sweep> {
  for (;;) {
    const found = await findSweep(db, id)
    if (found && states.includes(found.state)) return found
    if (found?.state === 'partial') throw new Error('the sweep did not reach its end')
    await delay(20)
  }
}

process.on('message', () => {
  void sweep().then((swept) => process.send!(swept))
})
process.once('disconnect', () => {
  void queue.stop().finally(() => process.exit(0))
})
process.send!('ready')
