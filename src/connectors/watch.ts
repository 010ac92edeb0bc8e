import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../log.js'
import type { Stores, SystemCheck, UnreadReason } from './store.js'

/**
 * What was last found of a store. `ready`: it is as the map says. `misfit`: it answers, but erasure cannot work as the
 * map says. `unread`: it was not read, and why. `unknown`: the first check has not come back yet.
 */
export type Verdict =
  | { readonly state: 'ready' | 'misfit' | 'unknown' }
  | { readonly state: 'unread'; readonly why: UnreadReason }

export interface Watch {
  /** By system, in the order of the map; without the ones that people care for by hand. */
  verdicts(): ReadonlyMap<string, Verdict>
  /** Ends after the check that runs. */
  stop(): Promise<void>
}

/** Between two checks, in milliseconds: one that failed is looked at again sooner. */
const rests = { wellMs: 60_000, illMs: 5_000 }

/** Checks the stores again and again, and keeps what came of it. What changes is logged, with codes only. */
export function watchStores(stores: Stores, log: Log, { wellMs, illMs } = rests): Watch {
  const connected = stores.map.systems.filter(({ connection }) => connection !== null)
  const found = new Map<string, Verdict>(connected.map(({ key }) => [key, { state: 'unknown' }]))
  const ending = new AbortController()
  const { signal } = ending
  const look = async () => {
    for (const check of await stores.check({ signal })) {
      if (!found.has(check.system) || signal.aborted) continue
      const verdict = verdictOf(check)
      const isSame = JSON.stringify(found.get(check.system)) === JSON.stringify(verdict)
      found.set(check.system, verdict)
      if (!isSame) tell(log, check.system, verdict)
    }
  }
  const run = async () => {
    while (!signal.aborted) {
      await look()
      const restMs = [...found.values()].every(({ state }) => state === 'ready') ? wellMs : illMs
      await delay(restMs, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    verdicts: () => found,
    stop: async () => {
      ending.abort()
      await running
    },
  }
}

function verdictOf({ reading }: SystemCheck): Verdict {
  if (reading.kind === 'unread') return { state: 'unread', why: reading.why }
  return { state: reading.findings.some(({ level }) => level === 'error') ? 'misfit' : 'ready' }
}

function tell(log: Log, system: string, verdict: Verdict): void {
  const fields = { system, ...verdict }
  if (verdict.state === 'ready') log.info(fields, 'a store is as the data map says')
  else log.warn(fields, 'a store does not pass its check: "rights data-map check" and docs/operate.md help')
}
