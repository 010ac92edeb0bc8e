import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { feed, type Feed } from '../../../src/local/web/feed.js'
import type { Change, Shown } from '../../../src/local/web/shown.js'
import { serve } from '../../support/serve.js'

/** The feed over HTTP, with the minutes of its timers passed by hand. */
let pages: Feed
let server: Awaited<ReturnType<typeof serve>>
let looks: boolean[]

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] })
  looks = []
  pages = feed(
    (isForNewPage) => {
      looks.push(isForNewPage)
      const now = `look ${looks.length}`
      const clock: Shown = { kind: 'clock', key: 'clock', now, aheadMs: 0, engineerOnCall: 'U0NILS' }
      return Promise.resolve(new Map([['clock', clock]]))
    },
    (error) => {
      throw error
    },
  )
  server = await serve((request, response) => void pages.listen(request, response))
})
afterEach(async () => {
  pages.stop()
  await server.close()
  vi.useRealTimers()
})

/** Opens a page; gives what it is told, one change after the other. */
async function openPage(): Promise<() => Promise<Change>> {
  const { body } = await fetch(server.url)
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return async () => {
    for (;;) {
      const found = /data: (?<data>.*)\n\n/u.exec(text)
      if (found) {
        text = text.slice(found.index + found[0].length)
        return JSON.parse(found.groups!['data']!) as Change
      }
      text += (await reader.read()).value ?? ''
    }
  }
}

const toldNow = ({ shown }: Change) => shown.map((one) => (one.kind === 'clock' ? one.now : one.key))

test('each page that opens is looked for anew, as a new page', async () => {
  const first = await openPage()
  expect(toldNow(await first())).toEqual(['look 1'])
  const second = await openPage()
  expect(toldNow(await second())).toEqual(['look 2'])
  expect(looks).toEqual([true, true])
})

test('each minute open pages are told how the clock goes on, though nothing else happened', async () => {
  const next = await openPage()
  await next()
  await vi.advanceTimersByTimeAsync(60_100)
  expect(toldNow(await next())).toEqual(['look 2'])
  expect(looks).toEqual([true, false])
})

test('nobody looks while no page is open', async () => {
  await vi.advanceTimersByTimeAsync(180_000)
  expect(looks).toEqual([])
})
