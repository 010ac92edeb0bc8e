import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.js'
import { pageWorld, type PageWorld } from '../support/page-world.js'

/** The night of the 24th to the 25th of November 2026 over the sample stores, passed by moving the clock. */
describe.runIf(hasBrowser)('a retention sweep on the page', { timeout: 60_000 }, () => {
  let world: PageWorld
  const page = () => world.page
  const button = (name: string | RegExp) => page().getByRole('button', { name })
  const clock = () => button(/^The desk’s clock/u)
  /** As the channel has it: what is shown to one person is in that person’s language. */
  const card = (id: string) =>
    page()
      .getByRole('article')
      .filter({ hasText: /Slettekjøring/u })
      .filter({ hasText: id })
      .last()
  const first = () => card('SW-2026-11-25-01')
  const nextMorning = async (day: string) => {
    await clock().click()
    await button('Next morning').click()
    await clock()
      .filter({ hasText: `${day}, 09:00` })
      .waitFor()
  }
  const become = async (name: string) => {
    await page().getByRole('region', { name: 'Act as somebody else' }).getByRole('button').first().click()
    await button(new RegExp(`^${name}`, 'u')).click()
  }
  /** How many contacts the register still holds, by the panel of the stores, opened anew. */
  const contacts = async () => {
    for (const tab of ['Guide', 'Stores']) await page().getByRole('tab', { name: tab }).click()
    const owners = page().locator('.records dl')
    await owners.first().waitFor()
    const texts = await owners.allInnerTexts()
    return texts.filter((text) => /sample_register\.contacts\s+1\b/u.test(text)).length
  }

  beforeAll(async () => {
    world = await pageWorld({ startAt: '2026-11-24T09:12:00Z', stores: 'light' })
  }, 120_000)
  afterAll(() => world.stop())

  test('waits for a manager in the morning, with what it would delete', async () => {
    await nextMorning('Wed 25 Nov')
    await button(/^privacy/u).click()
    await first()
      .getByText(/50 av \d+ poster/u)
      .waitFor()
    await first()
      .getByText(/30 skal slettes, 20 beholdes/u)
      .waitFor()
    expect(await contacts()).toBe(41)
  })

  test('is approved at its card, deletes, and tells it there with a chart', async () => {
    await become('Mona')
    await first().getByRole('button', { name: 'Godkjenn' }).click()
    await page().getByRole('dialog').getByRole('button', { name: 'Godkjenn' }).click()
    await first()
      .getByText(/30 slettet/u)
      .first()
      .waitFor()
    expect(await first().getByRole('button', { name: 'Godkjenn' }).count()).toBe(0)
    await first().getByRole('img').first().waitFor()
    await expect.poll(contacts).toBe(39)
  })

  test('is followed by the next night’s, which nobody has to ask for', async () => {
    await nextMorning('Thu 26 Nov')
    await card('SW-2026-11-26-01').waitFor()
    expect(world.faults).toEqual([])
  })
})
