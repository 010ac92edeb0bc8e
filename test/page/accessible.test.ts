import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from '../support/axe.js'
import { hasBrowser } from '../support/browser.js'
import { pageWorld, type PageWorld } from '../support/page-world.js'

const sizes = [
  { name: 'wide', width: 1280, height: 820 },
  { name: 'narrow', width: 390, height: 844 },
] as const

/** WCAG 2.2 AA by axe, wide and narrow, light and dark; and nothing runs out of the page at 390 pixels. */
describe.runIf(hasBrowser)('the page is accessible', { timeout: 120_000 }, () => {
  let world: PageWorld
  const page = () => world.page
  const button = (name: string | RegExp) => page().getByRole('button', { name })
  const compose = () => page().getByRole('combobox', { name: 'Message or command' })
  const overflow = () => page().evaluate('document.documentElement.scrollWidth - innerWidth')
  const places = async () => {
    if (await button('Menu').isVisible()) await button('Menu').click()
  }

  beforeAll(async () => {
    world = await pageWorld()
    await button('Close the panel').first().click()
    // A place with little in it: what is checked is the page, once each of its parts.
    await button('rights-desk').click()
    await compose().fill('/rights show RR-2026-0001')
    await compose().press('Escape')
    await compose().press('Enter')
    await page().getByRole('article').filter({ hasText: 'RR-2026-0001' }).waitFor()
    // The panels have a case to show.
    await button('Look behind RR-2026-0001').click()
    await button('Close the panel').first().click()
  }, 120_000)
  afterAll(() => world.stop())

  describe.each(sizes)('$name', ({ width, height }) => {
    beforeAll(() => page().setViewportSize({ width, height }))

    test.each(['light', 'dark'])('%s', async (theme) => {
      if ((await page().getAttribute('html', 'data-theme')) !== theme) await button('Light or dark').click()
      await compose().fill('/rights open')
      await page().getByRole('option').first().waitFor()
      expect(await violations(page()), 'conversation').toEqual([])
      expect(await overflow()).toBe(0)

      await compose().press('Escape')
      await compose().press('Enter')
      await page().locator('dialog button[type=submit]').click()
      await page().getByText('Fill this in.').first().waitFor()
      expect(await violations(page(), 'dialog'), 'form').toEqual([])
      await page().keyboard.press('Escape')
      await page().getByRole('dialog').waitFor({ state: 'detached' })

      await button('Look behind the page').click()
      for (const name of ['Events', 'Rows', 'Outbox', 'Jobs', 'Stores', 'Guide']) {
        await page().getByRole('tab', { name }).click()
        expect(await violations(page(), '.panel'), name).toEqual([])
      }
      await button('Close the panel').last().click()
    })

    test('the home, and the banner beside the clock', async () => {
      await places()
      await button(/^Home/u).click()
      await page().getByRole('region', { name: 'Home' }).getByRole('button').first().waitFor()
      expect(await violations(page()), 'home').toEqual([])
      const right = (await page().locator('.banner strong').boundingBox())!
      const clock = (await page().locator('.clock').boundingBox())!
      expect(right.x + right.width).toBeLessThanOrEqual(clock.x)
      await places()
      await button('rights-desk').click()
    })

    test('the list of places and people, and the clock', async () => {
      await places()
      await page().getByRole('region', { name: 'Act as somebody else' }).getByRole('button').first().click()
      expect(await violations(page(), '.sidebar')).toEqual([])
      await button('rights-desk').click()
      await button(/^The desk’s clock/u).click()
      expect(await violations(page(), '.clock')).toEqual([])
      await page().keyboard.press('Escape')
      expect(await overflow()).toBe(0)
    })
  })

  test('the browser complained of nothing, and asked nobody but the desk', () => {
    expect(world.faults).toEqual([])
  })
})
