import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.js'
import { pageWorld, type PageWorld } from '../support/page-world.js'

/** The page as a person uses it: a real browser, the program as it is started, nothing configured. */
describe.runIf(hasBrowser)('the page of the local workspace', { timeout: 60_000 }, () => {
  let world: PageWorld
  const page = () => world.page
  const button = (name: string | RegExp) => page().getByRole('button', { name })
  const dialog = () => page().getByRole('dialog')
  const compose = () => page().getByRole('combobox', { name: 'Message or command' })
  const hasFocus = (one: Locator) => one.and(page().locator(':focus')).waitFor({ state: 'attached' })
  const last = () => page().getByRole('article').last()
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
    world = await pageWorld()
  }, 120_000)
  afterAll(() => world.stop())

  test('says what it is, and shows the cards of the private channel', async () => {
    expect(await page().getByText('Local workspace').isVisible()).toBe(true)
    await page().getByRole('article').filter({ hasText: 'RR-2026-0001' }).waitFor()
    expect(await page().title()).toBe('Rights Desk')
  })

  test('completes commands, references and people, by the keys alone', async () => {
    await compose().fill('/rights ass')
    await page()
      .getByRole('option', { name: /assign RR-YYYY-NNNN/u })
      .waitFor()
    await compose().press('Tab')
    await page().getByRole('option', { name: /^RR-/u }).first().waitFor()
    await compose().press('ArrowDown')
    await compose().press('Enter')
    expect(await compose().inputValue()).toMatch(/^\/rights assign RR-\d{4}-\d{4} $/u)
    await compose().pressSequentially('@O')
    await page()
      .getByRole('option', { name: /Ola Eksempel/u })
      .waitFor()
    await compose().press('Enter')
    expect(await compose().inputValue()).toMatch(/ @Ola Eksempel $/u)
    await compose().fill('')
  })

  test('sends by one key what stands there whole', async () => {
    await button('rights-desk').click()
    await compose().fill('/rights show RR-2026-0030')
    await page()
      .getByRole('option', { name: /^RR-2026-0030/u })
      .waitFor()
    await compose().press('Enter')
    await page().getByRole('article').filter({ hasText: 'RR-2026-0030' }).waitFor()
    await button('privacy').click()
  })

  test('refuses a form at its field, keeps what was typed, and takes it when it is right', async () => {
    await type('/rights open access')
    await dialog().waitFor()
    await dialog().locator('button[type=submit]').click()
    await dialog().getByText('Fill this in.').first().waitFor()
    const invalid = dialog().locator('input[name=name]')
    expect(await invalid.getAttribute('aria-invalid')).toBe('true')
    expect(await page().evaluate('document.activeElement.name')).toBe('name')

    await invalid.fill('Solveig Eksempel')
    await dialog().locator('input[name=email]').fill('not an address')
    await dialog().locator('button[type=submit]').click()
    await dialog().locator('input[name=email][aria-invalid=true]').waitFor()
    expect(await invalid.inputValue()).toBe('Solveig Eksempel')

    await dialog().locator('input[name=email]').fill('solveig@example.org')
    await dialog().locator('button[type=submit]').click()
    await dialog()
      .getByRole('heading', { name: /RR-2026-\d{4}/u })
      .waitFor()
    await page().keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await hasFocus(compose())
  })

  test('tells others of a changed card: unread in the list, and a notification that leads there', async () => {
    await button('general').click()
    await type('Good morning')
    await page().getByText('Good morning').waitFor()
    await become('Ola')
    await type('/rights assign RR-2026-0002 @Ola Eksempel')
    await page().getByText('Only you can see this').waitFor()
    await button(/^privacy.*unread/u).waitFor()
    await page().getByText('Card changed').waitFor()
    await page().getByRole('status').getByRole('button', { name: 'Show' }).first().click()
    await page().getByRole('article').filter({ hasText: 'RR-2026-0002' }).waitFor()
  })

  test('what only one sees is not shown to another', async () => {
    await button('general').click()
    const onlyMe = page().getByText('Only you can see this')
    await onlyMe.waitFor()
    await become('Guri')
    await page().getByText('Good morning').waitFor()
    expect(await onlyMe.count()).toBe(0)
    expect(await button(/^privacy/u).count()).toBe(0)
  })

  test('makes a request of a message, by its shortcut', async () => {
    await become('Kari')
    const said = page().getByRole('article').filter({ hasText: 'Good morning' })
    await said.hover()
    await said.getByRole('button', { name: 'Open rights request' }).click()
    expect(await dialog().locator('textarea[name=text]').inputValue()).toBe('Good morning')
    await page().keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await hasFocus(said.getByRole('button', { name: 'Open rights request' }))
  })

  test('a restart keeps what was said', async () => {
    await world.restart()
    await button('general').click()
    await page().getByText('Good morning').waitFor()
    await last().waitFor()
  })

  test('the browser complained of nothing, and asked nobody but the desk', () => {
    expect(world.faults).toEqual([])
  })
})
