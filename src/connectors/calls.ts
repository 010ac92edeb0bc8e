import type { CallOptions, Reading, UnreadReason } from './store.js'

/** Why the connector itself could not do what it was asked; `why` is all that anybody is told. */
export class StoreFailed extends Error {
  constructor(readonly why: UnreadReason) {
    super(`the store was not read (${why})`)
    this.name = 'StoreFailed'
  }
}

/** Tells what an error of a store's client means; null for one that is no answer of the store but a bug. */
export type Classify = (error: unknown) => UnreadReason | null

/** Codes of Node about connections that could not be made or were lost. */
const networkCodes =
  /^(?:ECONN[A-Z]+|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|ERR_SSL_.*|CERT_.*|DEPTH_.*|SELF_SIGNED.*|UNABLE_TO_.*|ERR_TLS_.*)$/u

/** The code of an error or of what caused it, as text. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  return typeof code === 'string' || typeof code === 'number' ? String(code) : codeOf(cause)
}

const isNetwork = (error: unknown) => networkCodes.test(codeOf(error))

/** Runs `work` and gives its answer, or throws `StoreFailed`: also when it takes longer than `timeoutMs`. */
export async function call<T>(
  timeoutMs: number,
  classify: Classify,
  { signal }: CallOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (signal?.aborted) throw new StoreFailed('stopped')
  const ending = new AbortController()
  let giveUp!: (why: UnreadReason) => void
  const givenUp = new Promise<never>((_, fail) => {
    giveUp = (why) => {
      fail(new StoreFailed(why))
      ending.abort()
    }
  })
  // By hand, since each record may be a call of its own: composed signals cost more than the call.
  const timer = setTimeout(giveUp, timeoutMs, 'timeout').unref()
  const stop = () => giveUp('stopped')
  signal?.addEventListener('abort', stop, { once: true })
  const answer = work(ending.signal)
  // What comes after the wait is over is nobody's any more.
  answer.catch(() => undefined)
  try {
    return await Promise.race([answer, givenUp])
  } catch (error) {
    throw failureOf(error, classify)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

function failureOf(error: unknown, classify: Classify): unknown {
  if (error instanceof StoreFailed) return error
  const why = classify(error) ?? (isNetwork(error) ? 'away' : null)
  return why === null ? error : new StoreFailed(why)
}

/** Turns `StoreFailed` into `unread`. A bug stays an error. */
export async function reading<T extends object>(work: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { kind: 'read', ...(await work()) }
  } catch (error) {
    if (error instanceof StoreFailed) return { kind: 'unread', why: error.why }
    throw error
  }
}

/** The reason of a `StoreFailed`; anything else is thrown on. */
export function whyFailed(error: unknown): UnreadReason {
  if (error instanceof StoreFailed) return error.why
  throw error
}

/** Works all items off, at most `limit` at once, and gives the answers in the order of the items. */
export async function bounded<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const answers = new Array<R>(items.length)
  let next = 0
  const lane = async () => {
    while (next < items.length) {
      const at = next
      next += 1
      answers[at] = await work(items[at]!)
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane))
  return answers
}

/** Parts of at most `size` items. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  )
}
