import { randomUUID } from 'node:crypto'
import { lockCase } from '../../db/cases.js'
import { enqueue } from '../../db/enqueue.js'
import { insertSearch } from '../../db/erasures.js'
import { appendEvents } from '../../db/events.js'
import type { PlanInput } from '../../src/domain/case/commands.js'
import { decide } from '../../src/domain/case/decide.js'
import { isErasing } from '../../src/domain/case/plan.js'
import { record, reasonFields } from '../../src/domain/case/record.js'
import type { Reference } from '../../src/domain/case/types.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import { done } from '../../src/views/done.js'
import { refuseLate } from '../act.js'
import { nobodyElse } from './nobody-else.js'
import { isRefusal, type Call, type Context } from '../context.js'
import type { Reply } from '../../src/chat/reply.js'
import type { RightsRequest } from '../../src/domain/case/types.js'

type MakeInput = (found: RightsRequest) => Promise<PlanInput | Refusal>

/**
 * A plan that erases is proposed once the stores have been searched: slow work, so the click only asks for it. What the
 * rules would refuse whatever is found is refused here, at the form. Null: nothing to search, the plan can be made now.
 */
export async function searchFirst(
  context: Context,
  reference: Reference,
  call: Call,
  makeInput: MakeInput,
): Promise<Reply | Refusal | null> {
  const { tx, desk, actor, now, draw } = context
  if (desk.stores === null) return null
  const found = await lockCase(tx, reference)
  if (!found) return refuse('E_UNKNOWN_CASE', { reference })
  const late = await refuseLate(context, found, ['plan.propose'], call)
  if (late) return late
  const input = await makeInput(found)
  if (isRefusal(input)) return input
  if (!isErasing(input)) return null
  const decision = decide('plan.propose', found, actor, input, now)
  if (!decision.ok) return decision
  const id = randomUUID()
  const { items, hasReason } = input
  const reason = { hasReason, ...reasonFields(input) }
  await insertSearch(tx, { id, reference, proposedBy: actor.id, proposedAt: now, items, reason })
  await enqueue(tx, 'locate-plan', { id }, { jobKey: `locate-plan:${reference}` })
  await appendEvents(tx, [record('plan.search_started', reference, { search: id })], {
    actor: actor.id,
    role: decision.role,
    at: now,
  })
  const view = done(draw, 'plan.search', { reference })
  const warning = await nobodyElse(context, { proposedBy: actor.id, subjectPerson: found.subjectPerson })
  const blocks = warning ? [{ kind: 'text', text: warning, tone: 'warning' } as const] : []
  return { kind: 'private', view: { ...view, blocks: [...view.blocks, ...blocks] } }
}
