import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ReplicaSpec, Swept } from './protocol.js'

export interface Replica {
  /** Carries out one sweep; rejects when the process ends instead. */
  sweep(): Promise<Swept>
  stop(): Promise<void>
}

/** Starts a replica of the desk as a process of its own, so that its memory is its own. */
export async function startReplica(spec: ReplicaSpec): Promise<Replica> {
  const file = fileURLToPath(new URL('replica.ts', import.meta.url))
  const child = fork(file, [JSON.stringify(spec)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await answerOf(child)
  return {
    async sweep() {
      child.send('sweep')
      return (await answerOf(child)) as Swept
    },
    async stop() {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((done, fail) => {
    const end = () => fail(new Error('the replica ended in the middle of the measure'))
    child.once('exit', end)
    child.once('message', (answer) => {
      child.off('exit', end)
      done(answer)
    })
  })
}
