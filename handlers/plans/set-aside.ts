import { z } from 'zod'
import { enqueue } from '../../db/enqueue.js'
import { saveErasure } from '../../db/erasures.js'
import { deskLines } from '../../src/domain/case/plan.js'
import { asideKinds } from '../../src/domain/case/types.js'
import { refuse } from '../../src/domain/refusals.js'
import { setAsideForm } from '../../src/views/forms/set-aside.js'
import { caseAct } from '../case-act.js'
import { FreeText } from '../requests/input.js'
import { sealText } from '../sealed-text.js'

/** An engineer on call lets the desk skip a line that fails, or hands it over to people, with the reason. */
export const setLineAside = caseAct({
  command: 'plan.set_aside',
  fields: { line: z.string(), kind: z.enum(asideKinds), reason: FreeText },
  form: ({ context, found }) =>
    found.plan && deskLines(found.plan).length > 0
      ? setAsideForm(context.draw, found)
      : refuse('E_NOTHING_TO_RETRY'),
  async input(context, { line, kind, reason }, { reference }) {
    return { ...(await sealText(context, reference, 'reason', reason)), line, kind }
  },
  async after({ tx }, _fields, { next: { plan } }) {
    const searchId = plan?.scope?.searchId
    if (!searchId) return
    await saveErasure(tx, searchId, { state: 'running', code: null, attempts: 0 })
    await enqueue(tx, 'execute-plan', { searchId }, { jobKey: `execute-plan:${searchId}` })
  },
})
