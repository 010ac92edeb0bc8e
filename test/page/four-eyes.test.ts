import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.js'
import { pageWorld, type PageWorld } from '../support/page-world.js'

const looks = [
  { look: 'Slack', reference: 'RR-2026-0030', send: 'button[type=submit]', desk: 'rights-desk' },
  { look: 'Teams', reference: 'RR-2026-0009', send: '.ac-pushButton.style-positive', desk: 'Rights Desk' },
] as const

/** Kari is made a manager too: by her roles she could approve what she proposed. */
describe.runIf(hasBrowser)('four eyes on a plan', { timeout: 60_000 }, () => {
  let world: PageWorld
  const page = () => world.page
  const button = (name: string | RegExp) => page().getByRole('button', { name })
  const dialog = () => page().getByRole('dialog')
  const place = (name: RegExp | string) =>
    page().getByRole('navigation').getByRole('button', { name, exact: false })
  const become = async (name: string) => {
    await page().getByRole('region', { name: 'Act as somebody else' }).getByRole('button').first().click()
    await button(new RegExp(`^${name}`, 'u')).click()
  }
  const look = (name: string) =>
    page().getByRole('group', { name: 'Look' }).getByRole('button', { name }).click()
  const last = () => page().getByRole('article').last()
  /** Types it whole and sends it by one key, as people do. */
  const type = async (text: string) => {
    const compose = page().getByRole('combobox', { name: 'Message or command' })
    await compose.fill(text)
    await compose.press('Enter')
    await expect.poll(() => compose.inputValue()).toBe('')
  }
  beforeAll(async () => {
    world = await pageWorld()
    await place('rights-desk').click()
  }, 120_000)
  afterAll(() => world.stop())

  test('two managers make Kari a manager', async () => {
    await become('Mona')
    await type('/rights people grant @Kari Eksempel manager')
    await last().getByText('Kari Eksempel').first().waitFor()
    await become('Per')
    await type('/rights people')
    await last()
      .getByRole('button', { name: /^Bekreft/u })
      .click()
    await last().getByText('Kari Eksempel').first().waitFor()
  })

  describe.each(looks)('in $look', ({ look: name, reference, send, desk }) => {
    const card = () => page().getByRole('article').filter({ hasText: reference }).last()
    const form = async (text: string) => {
      const before = await page().getByRole('article').count()
      await type(text)
      if (name === 'Teams') {
        await expect.poll(() => page().getByRole('article').count(), { timeout: 15_000 }).toBe(before + 2)
        await last().getByRole('button', { name: 'Åpne skjemaet' }).click()
      }
      await button('Fill in the example').click()
      await dialog().locator(send).click()
      await button('Fill in the example').waitFor({ state: 'detached' })
      await page().keyboard.press('Escape')
      await dialog().waitFor({ state: 'detached' })
    }

    test('she proposes a plan, and a manager is asked to approve it', async () => {
      await look(name)
      await become('Kari')
      await place(desk).click()
      await form(`/rights steps ${reference}`)
      await form(`/rights plan ${reference}`)
      await place(/^privacy/u).click()
      await card().scrollIntoViewIfNeeded()
      await card().getByText('venter på godkjenning').waitFor()
    })

    test('she presses Approve, and is refused where she pressed; nothing changes', async () => {
      await card()
        .getByRole('button', { name: /^Godkjenn plan/u })
        .click()
      const words = /Den som foreslo dette.*kan ikke godkjenne det/u
      await page().getByText(words).first().waitFor()
      expect(await dialog().locator('input').count()).toBe(0)
      if (await dialog().isVisible()) await page().keyboard.press('Escape')
      await dialog().waitFor({ state: 'detached' })
      await card().getByText('venter på godkjenning').waitFor()
    })

    test('another manager approves', async () => {
      await place(desk).click()
      await become('Per')
      await form(`/rights approve ${reference}`)
      await place(/^privacy/u).click()
      await card().scrollIntoViewIfNeeded()
      await card().getByText('godkjent').first().waitFor()
    })
  })

  test('the browser complained of nothing', () => {
    expect(world.faults).toEqual([])
  })
})
