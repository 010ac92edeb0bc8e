import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.js'
import { pageWorld, type PageWorld } from '../support/page-world.js'

/** From the 5th of March 2026, a Thursday: the clock is moved on the page, and what is due then happens. */
describe.runIf(hasBrowser)('the clock of the page', { timeout: 60_000 }, () => {
  let world: PageWorld
  const page = () => world.page
  const button = (name: string | RegExp) => page().getByRole('button', { name })
  const clock = () => button(/^The desk’s clock/u)
  const compose = () => page().getByRole('combobox', { name: 'Message or command' })
  const become = async (name: string) => {
    await page().getByRole('region', { name: 'Act as somebody else' }).getByRole('button').first().click()
    await button(new RegExp(`^${name}`, 'u')).click()
  }
  const type = async (text: string) => {
    await compose().fill(text)
    await compose().press('Escape')
    await compose().press('Enter')
  }
  beforeAll(async () => {
    world = await pageWorld({ startAt: '2026-03-05T09:12:00Z' })
  }, 120_000)
  afterAll(() => world.stop())

  test('shows the desk’s time in Oslo', async () => {
    await clock().filter({ hasText: 'Thu 5 Mar, 10:' }).waitFor()
  })

  test('whoever proposed is refused when they confirm it themselves', async () => {
    await become('Mona')
    await type('/rights people grant @Guri Eksempel support')
    const waiting = page().getByRole('article').filter({ hasText: 'Guri Eksempel' }).last()
    await waiting
      .getByRole('button', { name: /^Confirm/u })
      .first()
      .click()
    await page().getByText('E_FOUR_EYES').first().waitFor()
    await become('Kari')
  })

  test('moved to the next morning, it brings the day’s reminders to whoever they concern', async () => {
    await clock().click()
    await button('Next morning').click()
    await clock().filter({ hasText: 'Fri 6 Mar, 09:00' }).waitFor()
    await button(/^rights-desk.*unread/u).click()
    const reminder = page().getByRole('article').last()
    await reminder
      .getByText(/RR-2026-\d{4}/u)
      .first()
      .waitFor()
    expect(await reminder.textContent()).toContain('Rights Desk')
  })

  test('moved past the deadline of a case, its list says that it is overdue', async () => {
    await button('privacy').click()
    await page()
      .getByRole('article')
      .filter({ hasText: 'RR-2026-0036' })
      .getByRole('button', { name: 'Look behind RR-2026-0036' })
      .click()
    await clock().click()
    await button('To the day after it').click()
    await button('Next morning').waitFor({ state: 'detached' })
    await button('rights-desk').click()
    await type('/rights show RR-2026-0036')
    await page()
      .getByRole('article')
      .filter({ hasText: 'RR-2026-0036' })
      .getByText(/over fristen|over tiden|forsinket|dager over/iu)
      .first()
      .waitFor()
  })

  test('the browser complained of nothing, and asked nobody but the desk', () => {
    expect(world.faults).toEqual([])
  })
})
