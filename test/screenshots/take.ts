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

async function takeWide(page: Page): Promise<void> {
  await page.getByRole('article').first().waitFor()
  await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => undefined)
  await snap(page, 'workspace')
  await page.getByRole('button', { name: 'Open the form as Kari' }).click()
  await page.getByRole('button', { name: 'Fill in the example' }).click()
  await snap(page, 'workspace-form')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function takeTeams(page: Page): Promise<void> {
  await page.getByRole('group', { name: 'Look' }).getByRole('button', { name: 'Teams' }).click()
  await page.locator('.ac-adaptiveCard').last().waitFor()
  await snap(page, 'workspace-teams')
  await page.getByRole('group', { name: 'Look' }).getByRole('button', { name: 'Slack' }).click()
}

async function takeNarrowAndDark(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 780 })
  await page.getByRole('button', { name: 'Close the panel' }).first().click()
  await page.getByRole('button', { name: 'Light or dark' }).click()
  await snap(page, 'workspace-narrow')
}

const world = await pageWorld({ startAt: '2026-03-05T09:12:00Z' })
try {
  await mkdir(folder, { recursive: true })
  await takeWide(world.page)
  await takeTeams(world.page)
  await takeNarrowAndDark(world.page)
} finally {
  await world.stop()
}
