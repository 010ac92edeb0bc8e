import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { buildPage } from '../../src/local/build-page.js'
import type { Kept } from '../../src/local/kept.js'
import { withFolderLock } from '../../src/local/folder-lock.js'
import { packageRoot } from '../../src/local/web/page-files.js'
import { startDesk, type DeskProcess } from '../process/desk-process.js'
import { openBrowser } from './browser.js'

export interface PageWorld {
  readonly desk: DeskProcess
  readonly page: Page
  /** What a browser complains of, and every request that was not for the desk. */
  readonly faults: readonly string[]
  /** Stops the desk and starts it again with its data, at another port; the page is opened there. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface PageOptions {
  readonly width?: number
  readonly height?: number
  readonly locale?: string
  /** Instant at which the desk's clock stands at the first start, ISO; the machine's by default. */
  readonly startAt?: string
  /** Sample stores that the desk reaches; none by default. */
  readonly stores?: 'light'
}

/** A folder through which the embedded database's account may pass, as it may through an ordinary home. */
export async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rights-desk-page-'))
  await chmod(folder, 0o711)
  return folder
}

/** The page as its sources are now; one process at a time builds. */
export async function builtPage(): Promise<void> {
  const folder = join(packageRoot(), 'node_modules', '.cache', 'page')
  await mkdir(folder, { recursive: true })
  await withFolderLock(folder, buildPage)
}

/** The program as people start it, in a folder of its own, and a real browser that shows its page. */
export async function pageWorld(options: PageOptions = {}): Promise<PageWorld> {
  await builtPage()
  const folder = await ownFolder()
  if (options.startAt) await setClock(folder, options.startAt)
  const start = () => startDesk(folder, { PORT: '0', SAMPLE_STORES: options.stores ?? 'none' })
  const [browser, first] = await Promise.all([openBrowser(), start()])
  let desk = first
  const faults: string[] = []
  const page = await openPage(browser, options, faults, () => desk.address)
  await page.goto(desk.address)
  return {
    get desk() {
      return desk
    },
    page,
    faults,
    async restart() {
      await page.goto('about:blank')
      await desk.stop('SIGTERM')
      desk = await start()
      await page.goto(desk.address)
    },
    async stop() {
      await browser.close()
      // Stores that are killed with the desk still write for a moment, into the folder that goes.
      await desk.stop(options.stores ? 'SIGTERM' : 'SIGKILL')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What a workspace keeps, with nothing in it but the clock. */
async function setClock(folder: string, startAt: string): Promise<void> {
  const cloud = { count: 0, revision: 0, messages: [], ephemerals: [], homes: [] }
  const kept: Kept = { version: 1, aheadMs: Date.parse(startAt) - Date.now(), cloud, reads: {} }
  await mkdir(join(folder, '.rights-desk'), { mode: 0o711 })
  await writeFile(join(folder, '.rights-desk', 'workspace.json'), JSON.stringify(kept))
}

async function openPage(
  browser: Browser,
  { width = 1280, height = 820, locale = 'en-GB' }: PageOptions,
  faults: string[],
  address: () => string,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(address()) && !/^(?:data|about|blob):/u.test(url)) faults.push(`request: ${url}`)
  })
  return page
}
