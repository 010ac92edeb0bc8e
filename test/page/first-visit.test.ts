import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.js'
import { pageWorld, type PageWorld } from '../support/page-world.js'

interface KeptTour {
  readonly workspace: string
  readonly newestAtStart: string
  readonly isEnded: boolean
}

/** On a phone, in Norwegian: the tour is what one meets, and belongs to this workspace alone. */
describe.runIf(hasBrowser)('the first visit with 390 pixels', { timeout: 60_000 }, () => {
  let world: PageWorld
  const page = () => world.page
  const button = (name: string | RegExp) => page().getByRole('button', { name })
  const tab = (name: string) => page().getByRole('tab', { name })
  const close = () => page().locator('.panel').getByRole('button', { name: 'Lukk panelet' })
  const tour = () => page().getByRole('heading', { name: 'Ditt første minutt' })
  const keptTour = async () =>
    JSON.parse(await page().evaluate<string>('localStorage.getItem("rights-desk-guide")')) as KeptTour
  const keepTour = (tour: KeptTour) =>
    page().evaluate(`localStorage.setItem('rights-desk-guide', ${JSON.stringify(JSON.stringify(tour))})`)

  beforeAll(async () => {
    world = await pageWorld({ width: 390, height: 844, locale: 'nb-NO' })
  }, 120_000)
  afterAll(() => world.stop())

  test('the tour stands open', async () => {
    await tour().waitFor()
  })

  test('each tab can be reached, and none lies under the button that closes', async () => {
    for (const name of ['Hendelser', 'Rader', 'Utboks', 'Jobber', 'Systemer', 'Omvisning']) {
      await tab(name).click()
      const list = (await page().getByRole('tablist').boundingBox())!
      const way = (await close().boundingBox())!
      const own = (await tab(name).boundingBox())!
      expect(own.x).toBeGreaterThanOrEqual(list.x - 1)
      expect(own.x + own.width).toBeLessThanOrEqual(way.x)
      expect(list.x + list.width).toBeLessThanOrEqual(way.x)
      expect(way.x + way.width).toBeLessThanOrEqual(390)
    }
  })

  test('the panel opens with the tour until that is ended, and with what happened from then on', async () => {
    await close().click()
    await button('Se bak siden').click()
    await tour().waitFor()
    await close().click()
    await keepTour({ ...(await keptTour()), isEnded: true })
    await button('Se bak siden').click()
    await expect.poll(() => tab('Hendelser').getAttribute('aria-selected')).toBe('true')
  })

  test('a tour that was taken in a workspace before its reset is none of this one', async () => {
    const { workspace } = await keptTour()
    await keepTour({ workspace: 'the one before', newestAtStart: 'RR-2026-0999', isEnded: true })
    await tab('Omvisning').click()
    await page().reload()
    await tour().waitFor()
    await expect.poll(keptTour).toEqual({ workspace, newestAtStart: 'RR-2026-0040', isEnded: false })

    await button('Hopp over: gjør det for meg').click()
    const first = page().getByRole('listitem').filter({ hasText: 'Opprett en sletting' })
    await first.getByText('(Ferdig)').waitFor({ state: 'attached' })
  })

  test('the browser complained of nothing, and asked nobody but the desk', () => {
    expect(world.faults).toEqual([])
  })
})
