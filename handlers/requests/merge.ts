import { lockCase } from '../../db/cases.js'
import { sameSubjectCases } from '../../db/subjects.js'
import { mergeInto } from '../../src/domain/case/merge.js'
import { refuse } from '../../src/domain/refusals.js'
import { mergeForm } from '../../src/views/forms/merge.js'
import { keep } from '../act.js'
import { caseAct } from '../case-act.js'
import { CaseReference } from './input.js'

/** Support merges a case into another one of the same person; the earliest receipt counts for both (T18). */
export const mergeRequest = caseAct({
  command: 'request.merge',
  fields: { target: CaseReference },
  form: ({ context, found }) => mergeForm(context.draw, found),
  async input({ tx }, { target: name }, found) {
    const target = name === found.reference ? null : await lockCase(tx, name)
    if (!target) return refuse('E_MERGE_TARGET', { reference: name }, 'target')
    return { target, isSameSubject: (await sameSubjectCases(tx, found.reference)).includes(name) }
  },
  async after(context, { target: name }, merged) {
    const target = await lockCase(context.tx, name)
    if (target) await keep(context, target, mergeInto(target, merged.next), [], 'support')
  },
})
