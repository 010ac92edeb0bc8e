import { z } from 'zod'
import { appendEvents } from '../../db/events.js'
import { listSealedTexts } from '../../db/subjects.js'
import type { RightsRequest } from '../../src/domain/case/types.js'
import { maySee, ownOf, readingCommands, seeingRole } from '../../src/domain/people/policy.js'
import { refuse } from '../../src/domain/refusals.js'
import { viewReasonForm } from '../../src/views/forms/view-reason.js'
import { subjectDetails, type SubjectDetails } from '../../src/views/subject-details.js'
import { handler, isRefusal, type Context } from '../context.js'
import { openSubject } from './record.js'
import { findVisible } from '../requests/find.js'
import { CaseReference, FreeText } from '../requests/input.js'
import { sealText } from '../sealed-text.js'

/**
 * Shows who the person is, to the handler of the case, or with a reason to a manager or the DPO. Each look is an
 * event that names the fields and the reason's place, never their content (§5.3).
 */
export const viewSubject = handler({
  access: readingCommands['request.details'],
  effect: 'write',
  input: z.object({ reference: CaseReference, reason: FreeText.optional() }),
  async form(context, given) {
    const reference = CaseReference.safeParse(given['reference'])
    if (!reference.success) return null
    const visible = await findVisible(context, reference.data)
    if (isRefusal(visible)) return visible
    const own = ownOf(visible.found, context.actor)
    return maySee(context.actor, 'Z2', own) === 'with_reason'
      ? viewReasonForm(context.draw, visible.found)
      : null
  },
  async run(context, { reference, reason }) {
    const visible = await findVisible(context, reference)
    if (isRefusal(visible)) return visible
    const { tx, actor, now, draw } = context
    const own = ownOf(visible.found, actor)
    const [allowed, role] = [maySee(actor, 'Z2', own), seeingRole(actor, 'Z2', own)]
    if (allowed === 'no' || role === null) return refuse('E_NOT_ALLOWED', { roles: ['manager', 'dpo'] })
    if (allowed === 'with_reason' && !reason) return refuse('E_REASON', {}, 'reason')
    const sealed = await sealText(context, reference, 'reason', reason)
    const details = await openDetails(context, visible.found)
    const fields = Object.keys(details).filter((name) => details[name as keyof SubjectDetails] !== null)
    const draft = { type: 'subject_details.viewed', reference, fields: { fields, ...sealed } } as const
    await appendEvents(tx, [draft], { actor: actor.id, role, at: now })
    return { kind: 'private', view: subjectDetails(draw, visible.found, details) }
  },
})

async function openDetails({ tx, desk }: Context, { reference }: RightsRequest): Promise<SubjectDetails> {
  const opened = await openSubject(tx, desk.vault, reference)
  if (!opened) return { name: null, email: null, phone: null, requestText: null, notes: [] }
  const { key, record } = opened
  const texts = await listSealedTexts(tx, reference)
  const notes = await Promise.all(
    texts.map(async ({ at, sealed }) => ({ at, words: await desk.vault.open(key, reference, sealed) })),
  )
  return { ...record, notes }
}
