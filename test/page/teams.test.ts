import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from '../support/axe.js'
import { hasBrowser } from '../support/browser.js'
import { pageWorld, type PageWorld } from '../support/page-world.js'

/** The same desk in the look of Teams: a real browser, Microsoft's renderer, teams-ai over HTTP on loopback. */
describe.runIf(hasBrowser)('the look of Teams', { timeout: 60_000 }, () => {
  let world: PageWorld
  let reference = ''
  const page = () => world.page
  const button = (name: string | RegExp, exact = false) => page().getByRole('button', { name, exact })
  const dialog = () => page().getByRole('dialog')
  const article = (text: string) => page().getByRole('article').filter({ hasText: text }).last()
  const place = (name: RegExp) => page().getByRole('navigation').getByRole('button', { name })
  const become = async (name: string) => {
    await page().getByRole('region', { name: 'Act as somebody else' }).getByRole('button').first().click()
    await button(new RegExp(`^${name}`, 'u')).click()
  }
  const look = (name: 'Slack' | 'Teams') =>
    page().getByRole('group', { name: 'Look' }).getByRole('button', { name }).click()
  const type = async (text: string) => {
    const compose = page().getByRole('combobox', { name: 'Message or command' })
    await compose.fill(text)
    await compose.press('Escape')
    await compose.press('Enter')
  }
  const closeDialog = async () => {
    await page().keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
  }
  const submit = () => dialog().getByRole('button', { name: 'Åpne', exact: true }).click()

  beforeAll(async () => {
    world = await pageWorld()
  }, 120_000)
  afterAll(() => world.stop())

  test('the switch shows the same conversation as it looks there', async () => {
    await article('RR-2026-0040').waitFor()
    await place(/^general/u).click()
    await page().getByText('Who takes it?').waitFor()
    await look('Teams')
    await page().getByText('Who takes it?').waitFor()
    await place(/^privacy/u).click()
    await article('RR-2026-0040').locator('.ac-adaptiveCard').waitFor()
    await article('RR-2026-0001').scrollIntoViewIfNeeded()
    await article('RR-2026-0001').locator('.ac-adaptiveCard').waitFor()
  })

  test('a command in a channel is answered in the own chat, and points there', async () => {
    await place(/^general/u).click()
    await type('/rights show RR-2026-0040')
    await page().getByText('@Rights Desk /rights show RR-2026-0040').waitFor()
    await article('Svaret').waitFor()
    await place(/^Rights Desk.*unread/u).click()
    await article('RR-2026-0040').locator('.ac-adaptiveCard').waitFor()
  })

  test('a button opens the form, which keeps what was typed and says what is wrong', async () => {
    await type('/rights open erasure')
    await button('Åpne skjemaet').last().click()
    await dialog().getByRole('textbox', { name: 'Navn' }).waitFor()
    await submit()
    await dialog().locator('input[aria-invalid=true]').first().waitFor()
    await dialog().getByRole('textbox', { name: 'Navn' }).fill('Solveig Eksempel')
    await dialog().getByRole('textbox', { name: 'E-post' }).fill('ikke en adresse')
    await submit()
    await dialog().getByText('⚠️').first().waitFor()
    expect(await dialog().getByRole('textbox', { name: 'Navn' }).inputValue()).toBe('Solveig Eksempel')
    expect(await violations(page(), 'dialog')).toEqual([])

    await dialog().getByRole('textbox', { name: 'E-post' }).fill('solveig@example.org')
    await submit()
    const title = dialog()
      .getByRole('heading', { name: /RR-2026-\d{4}/u })
      .first()
    reference = /RR-\d{4}-\d{4}/u.exec((await title.textContent())!)![0]
    await closeDialog()
  })

  test('its card stands in the channel of both platforms, and a press redraws both', async () => {
    await place(/^privacy/u).click()
    await article(reference).getByRole('button', { name: 'Ta saken' }).click()
    await dialog().getByText('Kari Eksempel').waitFor()
    await closeDialog()
    await article(reference).getByText('Kari Eksempel').waitFor()
    await look('Slack')
    await article(reference).getByText('Kari Eksempel').waitFor()
    await look('Teams')
  })

  test('whoever presses in the channel is told on the card alone where the answer is', async () => {
    await article(reference).getByRole('button', { name: 'Vis', exact: true }).click()
    await article(reference).getByText('Only you can see this').waitFor()
    await become('Anne')
    await article(reference).waitFor()
    expect(await page().getByText('Only you can see this').count()).toBe(0)
  })

  test('who may not do it is told so, and nothing changes', async () => {
    await article('RR-2026-0039').getByRole('button', { name: 'Ta saken' }).click()
    await dialog().getByText('E_NOT_ALLOWED').first().waitFor()
    await closeDialog()
    await article('RR-2026-0039').getByRole('button', { name: 'Ta saken' }).waitFor()
    await become('Kari')
  })

  test('a client that knows no Action.Execute is served too', async () => {
    await page().getByLabel('Older client').check()
    await article(reference).getByRole('button', { name: 'Vis' }).click()
    await place(/^Rights Desk.*unread/u).click()
    await article(reference).waitFor()
    await page().getByLabel('Older client').uncheck()
  })

  test('the message extension opens the form with the words of the message', async () => {
    await place(/^general/u).click()
    await article('Who takes it?').hover()
    await article('Who takes it?').getByRole('button', { name: 'Open rights request' }).click()
    await dialog().locator('textarea').first().waitFor()
    expect(await dialog().locator('textarea').first().inputValue()).toContain('Who takes it?')
    await closeDialog()
  })

  test('the home is a card in the own chat', async () => {
    await place(/^Home/u).click()
    await page().getByRole('heading', { name: 'Rights Desk', level: 1 }).waitFor()
    await page().locator('.ac-adaptiveCard').last().waitFor()
  })

  test('a restart keeps the conversations, and the desk still speaks there', async () => {
    await world.restart()
    // Another port is another place to the browser, which begins anew.
    await look('Teams')
    await place(/^privacy/u).click()
    await article(reference).waitFor()
    await article('RR-2026-0039').getByRole('button', { name: 'Ta saken' }).click()
    await dialog().getByText('Kari Eksempel').waitFor()
    await closeDialog()
    await article('RR-2026-0039').getByText('Kari Eksempel').waitFor()
  })

  // In the own chat: what is checked is the page and its kinds of cards, once each.
  describe.each([
    { name: 'wide', width: 1280, height: 820 },
    { name: 'narrow', width: 390, height: 844 },
  ])('$name', ({ width, height }) => {
    test.each(['light', 'dark'])('%s is accessible', async (theme) => {
      if (!(await page().getByRole('heading', { name: 'Rights Desk', level: 1 }).isVisible()))
        await place(/^Rights Desk/u).click()
      await page().setViewportSize({ width, height })
      if ((await page().getAttribute('html', 'data-theme')) !== theme) await button('Light or dark').click()
      await page().locator('.ac-adaptiveCard').last().waitFor()
      expect(await violations(page())).toEqual([])
      expect(await page().evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
    })
  })

  test('the browser complained of nothing, and asked nobody but the desk', () => {
    expect(world.faults).toEqual([])
  })
})
