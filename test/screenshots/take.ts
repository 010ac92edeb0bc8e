import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { packageRoot } from '../../src/local/web/page-files.js'
import { pageWorld } from '../support/page-world.js'

/** Pictures of the local workspace for the documentation, taken of the program as it runs. */
const folder = join(packageRoot(), 'docs', 'images')

const snap = async (page: Page, name: string) => {
  await page.screenshot({ path: join(folder, `${name}.png`) })
  process.stdout.write(`docs/images/${name}.png\n`)
}

const look = (page: Page, name: 'Slack' | 'Teams') =>
  page.getByRole('group', { name: 'Look' }).getByRole('button', { name }).click()

async function takeChannel(page: Page): Promise<void> {
  await page.getByRole('article').first().waitFor()
  await page.locator('.blocks button:visible').last().waitFor()
  await snap(page, 'workspace')
  await look(page, 'Teams')
  await page.locator('.ac-adaptiveCard').last().waitFor()
  await snap(page, 'workspace-teams')
}

/** The tour, skipped to its end: the proof of an erasure, and the stores that were erased from. */
async function takeTour(page: Page): Promise<void> {
  await look(page, 'Slack')
  const steps = ['Open an erasure request', 'Verify who it is', 'Propose the plan', 'Approve as the engineer']
  for (const step of steps) {
    await page.getByRole('button', { name: 'Skip: do it for me' }).click()
    await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: step }) })
      .getByText('(Done)')
      .waitFor({ state: 'attached' })
  }
  await page.getByRole('article').getByText('3 av 4 linjer utført').last().waitFor()
  await page.getByRole('button', { name: 'See the proof as Anne, the auditor' }).click()
  await page.getByRole('article').getByText('The chain of events').last().waitFor()
  // Notifications go after a while.
  await page.locator('.toast').first().waitFor({ state: 'detached' })
  await snap(page, 'workspace-tour')
  await page.getByRole('tab', { name: 'Stores' }).click()
  await page.locator('.records dl').filter({ hasText: 'K-1041' }).scrollIntoViewIfNeeded()
  await snap(page, 'workspace-stores')
}

const world = await pageWorld({ startAt: '2026-03-05T09:12:00Z', stores: 'light' })
try {
  world.page.setDefaultTimeout(60_000)
  await mkdir(folder, { recursive: true })
  await takeChannel(world.page)
  await takeTour(world.page)
} finally {
  await world.stop()
}
