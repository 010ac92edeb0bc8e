import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from '../support/axe.js'
import { hasBrowser } from '../support/browser.js'
import { pageWorld, type PageWorld } from '../support/page-world.js'

const sizes = [
  { size: 'wide', width: 1280, height: 820 },
  { size: 'narrow', width: 390, height: 844 },
] as const
const themes = ['light', 'dark'] as const
const pages = sizes.flatMap((size) => themes.map((theme) => ({ ...size, theme })))

/** The private channel with the cards of all forty cases. */
describe.runIf(hasBrowser)('the full channel', { timeout: 120_000 }, () => {
  let world: PageWorld
  const page = () => world.page
  const button = (name: string | RegExp) => page().getByRole('button', { name })
  const notYet = () => page().locator('.not-yet')
  const open = () =>
    page()
      .getByRole('navigation')
      .getByRole('button', { name: /^privacy/u })
      .click()
  const drawAll = async () => {
    for (let left = await notYet().count(); left > 0; left = await notYet().count()) {
      await page().evaluate('document.querySelector(".not-yet")?.scrollIntoView()')
      await expect.poll(() => notYet().count(), { timeout: 15_000 }).toBeLessThan(left)
    }
  }
  const newest = () => page().getByRole('article').filter({ hasText: 'RR-2026-0040' }).last()

  beforeAll(async () => {
    world = await pageWorld()
    await newest().waitFor()
  }, 120_000)
  afterAll(() => world.stop())

  describe.each(['Slack', 'Teams'])('in %s', (look) => {
    beforeAll(async () => {
      await page().setViewportSize({ width: 1280, height: 820 })
      await page().getByRole('group', { name: 'Look' }).getByRole('button', { name: look }).click()
      await button('general').click()
      await page().getByText('Who takes it?').waitFor()
    })

    test('is there at once: what is far from sight is words until one comes near', async () => {
      await open()
      await newest().getByRole('button').first().waitFor()
      expect(await page().getByRole('article').count()).toBeGreaterThanOrEqual(40)
      expect(await notYet().count()).toBeGreaterThan(25)
      const first = page().getByRole('article').filter({ hasText: 'RR-2026-0001' }).first()
      expect(await first.locator('.not-yet').textContent()).toMatch(/^RR-2026-0001: sletting\. Status: /u)
      await first.scrollIntoViewIfNeeded()
      await first.locator('.card button').first().waitFor()
    })

    test('stays where one reads while the cards above are drawn', async () => {
      const card = (text: string) => page().getByRole('article').filter({ hasText: text }).first()
      const middle = card('RR-2026-0020')
      await middle.scrollIntoViewIfNeeded()
      await middle.locator('.card button').first().waitFor()
      await card('RR-2026-0019').locator('.card button').first().waitFor()
      const [seen, list] = [(await middle.boundingBox())!, (await page().locator('.messages').boundingBox())!]
      expect(seen.y + seen.height).toBeGreaterThan(list.y)
      expect(seen.y).toBeLessThan(list.y + list.height)
    })

    test.each(pages)('$size and $theme, every card of it is accessible', async ({ width, height, theme }) => {
      await page().setViewportSize({ width, height })
      const close = button('Close the panel').first()
      if (await close.isVisible()) await close.click()
      if ((await page().getAttribute('html', 'data-theme')) !== theme) await button('Light or dark').click()
      await drawAll()
      expect(await violations(page())).toEqual([])
      expect(await page().evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
    })
  })

  test('the browser complained of nothing, and asked nobody but the desk', () => {
    expect(world.faults).toEqual([])
  })
})
