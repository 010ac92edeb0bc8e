import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.js'
import { pageWorld, type PageWorld } from '../support/page-world.js'

/** The first minute end to end, by hand where there is something to see, skipped where the page does it. */
describe.runIf(hasBrowser)('the tour of the first minute', { timeout: 60_000 }, () => {
  let world: PageWorld
  const page = () => world.page
  const button = (name: string | RegExp) => page().getByRole('button', { name })
  const dialog = () => page().getByRole('dialog')
  const step = (name: string) =>
    page()
      .getByRole('listitem')
      .filter({ has: page().getByRole('heading', { name }) })
  const isDone = (name: string) => step(name).getByText('(Done)').waitFor({ state: 'attached' })
  const card = () => page().getByRole('article').filter({ hasNotText: 'Only you can see this' }).last()

  beforeAll(async () => {
    world = await pageWorld()
  }, 120_000)
  afterAll(() => world.stop())

  test('opens an erasure request, in the private form', async () => {
    await button('Open the form as Kari').click()
    await button('Fill in the example').click()
    await dialog().locator('button[type=submit]').click()
    await isDone('Open an erasure request')
    await dialog().waitFor({ state: 'detached' })
    expect(await card().textContent()).toMatch(/RR-2026-\d{4} · sletting/u)
  })

  test('a skipped step is done before one’s eyes, and leads to the next', async () => {
    await button('Skip: do it for me').click()
    await isDone('Verify who it is')
    expect(await card().textContent()).toContain('bekreftet')
    await button('Skip: do it for me').click()
    await isDone('Propose the plan')
  })

  test('whoever proposed is refused; the engineer on call approves', async () => {
    await button('Try it as Kari: refused').click()
    await page().getByRole('article').filter({ hasText: 'E_NOT_ALLOWED' }).waitFor()

    const approve = button(/^Approve as/u)
    const name = /^Approve as (?<name>\w+)/u.exec((await approve.textContent())!)!.groups!['name']!
    await approve.click()
    await page()
      .getByRole('region', { name: 'Act as somebody else' })
      .getByText(`${name} Eksempel`)
      .first()
      .waitFor()
    await button('Fill in the example').click()
    await dialog().locator('button[type=submit]').click()
    await isDone('Approve as the engineer on call')
    await dialog().waitFor({ state: 'detached' })
  })

  test('ends at the proof: the chain of the case, computed anew and intact', async () => {
    await button('Show the chain').click()
    await page()
      .getByText(/^Chain intact: \d+ events/u)
      .waitFor()
    for (const type of ['request.received', 'identity.verified', 'plan.proposed', 'approval.granted'])
      await page().getByText(type, { exact: true }).waitFor()
    await page().getByRole('tab', { name: 'Guide' }).click()
    await page().getByText('That is the desk.').waitFor()
  })

  test('shows the rows behind it with everything about the person sealed', async () => {
    await page().getByRole('tab', { name: 'Rows' }).click()
    await page().getByText('bytes, sealed').first().waitFor()
    expect(await page().getByRole('tabpanel').textContent()).not.toMatch(/Solveig|example\.org/u)
    await page().getByRole('tab', { name: 'Outbox' }).click()
    await page().getByText('sent', { exact: true }).first().waitFor()
  })

  test('the browser complained of nothing, and asked nobody but the desk', () => {
    expect(world.faults).toEqual([])
  })
})
