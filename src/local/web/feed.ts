import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Change, Shown } from './shown.js'

/** Looks at all there is to show, by key; a page that has just come is told the clock to the second. */
export type LookAtAll = (isForNewPage: boolean) => Promise<ReadonlyMap<string, Shown>>

/** Tells open pages what changed, by server-sent events. */
export interface Feed {
  /** Looks again at what is to be shown, soon; many calls in a moment are one look. */
  touch(): void
  /** Answers a page that wants to be told; everything first, then each change. */
  listen(request: IncomingMessage, response: ServerResponse): Promise<void>
  stop(): void
}

const eachMs = 30
const heartbeatMs = 15_000
/** The clock goes on though nothing else changes. */
const clockMs = 60_000

/** What differs between two looks. A thing that is the same object has not changed. */
export function changeOf(before: ReadonlyMap<string, Shown>, now: ReadonlyMap<string, Shown>): Change {
  const shown = [...now.values()].filter((one) => before.get(one.key) !== one)
  const gone = [...before.keys()].filter((key) => !now.has(key))
  return { isAll: false, shown, gone }
}

/** `look` gives all that is to be shown; `onFault` is told when it fails, and the next touch looks again. */
export function feed(look: LookAtAll, onFault: (error: unknown) => void): Feed {
  const pages = new Set<ServerResponse>()
  let last: ReadonlyMap<string, Shown> = new Map()
  let timer: NodeJS.Timeout | null = null
  let looking: Promise<void> = Promise.resolve()
  const heartbeat = setInterval(() => pages.forEach((page) => page.write(': alive\n\n')), heartbeatMs)
  heartbeat.unref()
  const minutes = setInterval(() => pages.size > 0 && touch(), clockMs)
  minutes.unref()

  const tell = (to: Iterable<ServerResponse>, change: Change) => {
    const text = `data: ${JSON.stringify(change)}\n\n`
    for (const page of to) page.write(text)
  }
  const lookAgain = (isForNewPage: boolean) => {
    timer = null
    looking = looking
      .then(async () => {
        const now = await look(isForNewPage)
        const change = changeOf(last, now)
        last = now
        if (change.shown.length + change.gone.length > 0) tell(pages, change)
      })
      .catch(onFault)
    return looking
  }
  const touch = () => void (timer ??= setTimeout(() => void lookAgain(false), eachMs))
  return {
    touch,
    async listen(request, response) {
      await lookAgain(true)
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
      tell([response], { isAll: true, shown: [...last.values()], gone: [] })
      pages.add(response)
      request.once('close', () => pages.delete(response))
    },
    stop() {
      if (timer) clearTimeout(timer)
      clearInterval(heartbeat)
      clearInterval(minutes)
      for (const page of pages) page.end()
    },
  }
}
