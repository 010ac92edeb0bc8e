import { z } from 'zod'
import { listEventsOf } from '../../db/events.js'
import { mayReadEvents } from '../../src/domain/people/event-sight.js'
import { ownOf, readingCommands } from '../../src/domain/people/policy.js'
import { refuse } from '../../src/domain/refusals.js'
import { history } from '../../src/views/events.js'
import { handler, isRefusal } from '../context.js'
import { findVisible } from './find.js'
import { CaseReference } from './input.js'

/**
 * Shows what was done on a case, by whom and when: all of it to its handler, managers, DPO and auditors, and what is
 * technical to engineers (§5.7).
 */
export const showHistory = handler({
  access: readingCommands['request.history'],
  effect: 'read',
  input: z.object({ reference: CaseReference }),
  async run(context, { reference }) {
    const visible = await findVisible(context, reference)
    if (isRefusal(visible)) return visible
    const { tx, draw, actor } = context
    const mayRead = mayReadEvents(actor, ownOf(visible.found, actor))
    if (!mayRead) return refuse('E_NOT_ALLOWED', { roles: ['manager', 'dpo', 'auditor'] })
    const events = await listEventsOf(tx, reference)
    const view = history(
      draw,
      reference,
      events.filter(({ type }) => mayRead(type)),
    )
    return { kind: 'private', view }
  },
})
