import { plain, type Routes } from './server.js'

export interface Probe {
  readonly name: string
  /** Rejects when the thing is not ready. */
  check(): Promise<void>
}

/** What was last found of the stores of personal data, by system; `why` is a code. */
type Verdicts = ReadonlyMap<string, { readonly state: string; readonly why?: string }>

/**
 * `/healthz`: the process lives. `/readyz`: it can take work; 503 names what is not ready. A store that fails its check
 * is named too, and does not take the desk out of service: requests have to come in all the same. `/metrics`: Prometheus.
 */
export function healthRoutes(
  probes: readonly Probe[],
  metrics: () => Promise<string>,
  verdicts: () => Promise<Verdicts> = () => Promise.resolve(new Map()),
): Routes {
  return {
    'GET /healthz': (_request, response) => plain(response, 200, 'ok\n'),
    'GET /readyz': async (_request, response) => {
      const results = await Promise.allSettled(probes.map((probe) => withinASecond(probe.check())))
      const lines = probes.map(
        ({ name }, index) => `${name}: ${results[index]!.status === 'fulfilled' ? 'ready' : 'not ready'}`,
      )
      const isReady = results.every(({ status }) => status === 'fulfilled')
      const stores = [...(await withinASecond(verdicts()).catch(() => none))].map(
        ([system, { state, why }]) => `store ${system}: ${state}${why ? ` (${why})` : ''}`,
      )
      plain(response, isReady ? 200 : 503, `${[...lines, ...stores].join('\n')}\n`)
    },
    'GET /metrics': async (_request, response) => {
      response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8')
      response.end(await metrics())
    },
  }
}

/** Where they are kept is away itself, and said to be so. */
const none: Verdicts = new Map()

async function withinASecond<T>(work: Promise<T>): Promise<T> {
  const late = AbortSignal.timeout(1_000)
  return await Promise.race([
    work,
    new Promise<never>((_resolve, reject) => late.addEventListener('abort', () => reject(new Error('late')))),
  ])
}
