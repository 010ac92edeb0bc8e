import { z } from 'zod'
import { home } from '../src/views/home.js'
import { handler } from './context.js'
import { caseRows, scopeOf, waitingScope } from './requests/case-rows.js'

const pageSize = 5
const noMore = { dueSoon: 0, waiting: 0 }

/** The app's home: my open cases, those due within a week, and those that wait for me. Clicked: `extra` is a page. */
export const showHome = handler({
  access: 'everybody',
  effect: 'read',
  input: z.object({
    page: z.coerce.number().int().positive().optional(),
    extra: z.coerce.number().int().positive().optional(),
  }),
  async run(context, { page, extra }) {
    const { draw, actor } = context
    if (actor.roles.length === 0) {
      return {
        kind: 'home',
        view: home(draw, { mine: [], dueSoon: [], waiting: [], more: noMore, page: 1, pages: 1, roles: [] }),
      }
    }
    const mine = await caseRows(context, await scopeOf(context, 'mine'), extra ?? page ?? 1, pageSize)
    const dueSoon = await caseRows(context, await scopeOf(context, 'due'), 1, pageSize)
    const waiting = await caseRows(context, waitingScope(context), 1, pageSize)
    const { rows, pages } = mine
    return {
      kind: 'home',
      view: home(draw, {
        mine: rows,
        dueSoon: dueSoon.rows,
        waiting: waiting.rows,
        more: { dueSoon: dueSoon.total - dueSoon.rows.length, waiting: waiting.total - waiting.rows.length },
        page: mine.page,
        pages,
        roles: actor.roles,
      }),
    }
  },
})
