import type { View } from '../chat/view.js'
import { caseEntry, type CaseRow, type ListScope } from './case-row.js'
import type { Drawing } from './drawing.js'
import { pagingBlocks } from './paging.js'

/** One page of a list of cases. */
export interface CasePage {
  readonly scope: ListScope
  readonly rows: readonly CaseRow[]
  /** Counted from 1. */
  readonly page: number
  readonly pages: number
  /** Cases on all pages. */
  readonly total: number
}

/** A list of cases, soonest due first as given, with a button to show each and buttons to turn the page. */
export function caseList(d: Drawing, { scope, rows, page, pages, total }: CasePage): View<'Z1'> {
  const { say } = d
  const empty = say(scope === 'overdue' ? 'list.empty_overdue' : 'list.empty')
  return {
    title: say(`list.title.${scope}`),
    summary: say('list.summary', { count: total }),
    blocks: [
      ...(rows.length === 0
        ? [{ kind: 'text', text: empty } as const]
        : [{ kind: 'entries', entries: rows.map((row) => caseEntry(d, row)) } as const]),
      ...pagingBlocks(d, { action: 'request.list', prefix: scope, page, pages }),
    ],
  }
}
