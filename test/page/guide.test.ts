import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.js'
import { pageWorld, type PageWorld } from '../support/page-world.js'

const looks = [
  { name: 'Slack', send: 'button[type=submit]' },
  { name: 'Teams', send: '.ac-pushButton.style-positive' },
] as const

/**
 * The first minute end to end in either look, over sample stores: by hand where there is something to see, skipped
 * where the page does it.
 */
describe.runIf(hasBrowser).each(looks)(
  'the tour of the first minute in $name',
  { timeout: 60_000 },
  ({ name: look, send }) => {
    let world: PageWorld
    let reference = ''
    const page = () => world.page
    const button = (name: string | RegExp) => page().getByRole('button', { name })
    const dialog = () => page().getByRole('dialog')
    const tab = (name: string) => page().getByRole('tab', { name }).click()
    const step = (name: string) =>
      page()
        .getByRole('listitem')
        .filter({ has: page().getByRole('heading', { name }) })
    const isDone = (name: string) => step(name).getByText('(Done)').waitFor({ state: 'attached' })
    const place = (name: RegExp) => page().getByRole('navigation').getByRole('button', { name })
    const card = () =>
      page()
        .getByRole('article')
        .filter({ hasText: `${reference} · sletting` })
        .last()
    const actsAs = (name: string) =>
      page()
        .getByRole('region', { name: 'Act as somebody else' })
        .getByText(`${name} Eksempel`)
        .first()
        .waitFor()
    const fillAndSend = async () => {
      await button('Fill in the example').click()
      await dialog().locator(send).click()
    }

    beforeAll(async () => {
      world = await pageWorld({ stores: 'light' })
      await page().getByRole('group', { name: 'Look' }).getByRole('button', { name: look }).click()
    }, 120_000)
    afterAll(() => world.stop())

    test('opens an erasure request, in the private form', async () => {
      await button('Open the form as Kari').click()
      await fillAndSend()
      await isDone('Open an erasure request')
      await dialog().waitFor({ state: 'detached' })
      await place(/^privacy/u).click()
      const last = page()
        .getByRole('article')
        .filter({ hasText: /RR-2026-\d{4} · sletting/u })
        .last()
      reference = /RR-\d{4}-\d{4}/u.exec((await last.textContent())!)![0]
      expect(reference).toBe('RR-2026-0041')
    })

    test('a skipped step is done before one’s eyes, and leads to the next', async () => {
      await button('Skip: do it for me').click()
      await isDone('Verify who it is')
    })

    // In one look: it is the page that is told, and says it.
    test.each(look === 'Slack' ? ['a store'] : [])(
      'a step that fails because %s is away says which',
      async () => {
        const systems = [
          { system: 'sample_register', state: 'ready' },
          { system: 'sample_files', state: 'unread', why: 'unreachable' },
        ]
        await page().route('**/local/act', (route) => route.fulfill({ json: { status: 503 } }))
        await page().route('**/local/panels', (route) => route.fulfill({ json: { stores: { systems } } }))
        await button('Skip: do it for me').click()
        const told = page().getByRole('alert').filter({ hasText: 'does not answer yet (sample_files)' })
        await told.waitFor({ timeout: 30_000 })
        await page().unrouteAll()
      },
    )

    test('the plan is proposed', async () => {
      await button('Skip: do it for me').click()
      await isDone('Propose the plan')
      await place(/^privacy/u).click()
      await card().getByText('bekreftet').waitFor()
    })

    test('Kari’s role may not approve, as the step says; the engineer on call does', async () => {
      await step('Approve as the engineer on call')
        .getByText('Kari’s role may propose but not approve')
        .waitFor()
      await button('Try it as Kari: refused').click()
      await page().getByRole('article').filter({ hasText: 'E_NOT_ALLOWED' }).waitFor()

      const approve = button(/^Approve as/u)
      const name = /^Approve as (?<name>\w+)/u.exec((await approve.textContent())!)!.groups!['name']!
      await approve.click()
      await actsAs(name)
      await fillAndSend()
      await isDone('Approve as the engineer on call')
      await dialog().waitFor({ state: 'detached' })
    })

    test('the stores are erased from, and the auditor sees the proof', async () => {
      await place(/^privacy/u).click()
      await card().getByText('3 av 4 linjer utført').waitFor()
      await button('See the proof as Anne, the auditor').click()
      await actsAs('Anne')
      const proof = page().getByRole('article').filter({ hasText: 'DEL-2026-000001' }).last()
      await proof.getByText('The chain of events').waitFor()
      expect(await proof.textContent()).toMatch(/DEL-2026-000003/u)

      await button('Show what the stores hold now').click()
      const owner = page().locator('.records dl').filter({ hasText: 'K-1041' })
      await owner.waitFor()
      expect((await owner.innerText()).replaceAll(/\s+/gu, ' ')).toContain('sample_register.contacts 0')
      await tab('Guide')
    })

    test('ends at the chain of the case, computed anew and intact', async () => {
      await button('Show the chain').click()
      await page()
        .getByText(/^Chain intact: \d+ events/u)
        .waitFor()
      for (const type of ['request.received', 'identity.verified', 'plan.proposed', 'approval.granted'])
        await page().getByText(type, { exact: true }).waitFor()
      await tab('Guide')
      await page().getByText('That is the desk.').waitFor()
    })

    test('shows the rows behind it with everything about the person sealed', async () => {
      await tab('Rows')
      await page().getByText('bytes, sealed').first().waitFor()
      expect(await page().getByRole('tabpanel').textContent()).not.toMatch(/Solveig|@example\.org/u)
      await tab('Outbox')
      await page().getByText('sent', { exact: true }).first().waitFor()
    })

    test('it was in one look, from beginning to end', async () => {
      expect(await page().getAttribute('html', 'data-look')).toBe(look.toLowerCase())
      expect(world.faults).toEqual([])
    })
  },
)
