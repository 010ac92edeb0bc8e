import { z } from 'zod'
import { readingCommands } from '../../src/domain/people/policy.js'
import { caseList } from '../../src/views/case-list.js'
import { listScopes } from '../../src/views/case-row.js'
import { handler } from '../context.js'
import { caseRows, scopeOf } from './case-rows.js'

const pageSize = 10

/** Typed: `list [scope]`. Clicked: `extra` holds `scope:page`. */
const Input = z.object({
  scope: z.enum(listScopes).optional(),
  extra: z.templateLiteral([z.enum(listScopes), ':', z.int().positive()]).optional(),
})

/** Whoever may see case metadata lists cases, ten a page, soonest due first. */
export const listRequests = handler({
  access: readingCommands['request.list'],
  effect: 'read',
  input: Input,
  async run(context, { scope, extra }, call) {
    const [fromButton, page] = extra?.split(':') ?? []
    const shown = z
      .enum(listScopes)
      .catch('mine')
      .parse(fromButton ?? scope)
    const found = await caseRows(context, await scopeOf(context, shown), Number(page ?? 1), pageSize)
    return {
      kind: call.by === 'click' ? 'replace' : 'private',
      view: caseList(context.draw, { ...found, scope: shown }),
    }
  },
})
