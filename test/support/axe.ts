import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What stands against WCAG 2.2 AA within a part of the page as it is now, one line each. */
export async function violations(page: Page, within = ':root'): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include(within).withTags(tags).analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}
