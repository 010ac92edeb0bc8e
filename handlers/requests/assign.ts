import { z } from 'zod'
import { findActor } from '../../db/people.js'
import { refuse } from '../../src/domain/refusals.js'
import { assignForm } from '../../src/views/forms/assign.js'
import { caseAct } from '../case-act.js'

/** Support or a manager puts somebody in charge of a case; `extra: me` is the button "assign to me" (T23). */
export const assignRequest = caseAct({
  command: 'request.assign',
  fields: { assignee: z.string().min(1, 'E_UNKNOWN_PERSON').optional(), extra: z.string().optional() },
  form: ({ context, found, given }) =>
    given['assignee'] || given['extra'] === 'me'
      ? null
      : assignForm(context.draw, found, context.origin.userId),
  async input({ tx, actor, origin }, { assignee, extra }) {
    if (extra === 'me' || assignee === origin.userId)
      return { assignee: { id: actor.id, roles: actor.roles, isActive: true } }
    const person = assignee ? await findActor(tx, origin.platform, origin.tenant, assignee) : null
    if (!person) return refuse('E_UNKNOWN_PERSON', {}, 'assignee')
    return { assignee: { id: person.person, roles: person.roles, isActive: person.roles.length > 0 } }
  },
})
