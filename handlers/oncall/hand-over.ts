import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { appendEvents } from '../../db/events.js'
import { findOnCall, insertCover } from '../../db/on-call.js'
import { isoWeek, refusalOffCall, weekBounds } from '../../src/domain/people/on-call.js'
import { onCallCommands } from '../../src/domain/people/policy.js'
import { refuse } from '../../src/domain/refusals.js'
import { handOverForm } from '../../src/views/forms/on-call.js'
import { handler, isRefusal } from '../context.js'
import { engineerOf, queueSync } from './engineer.js'
import { answerRoster } from './show.js'

/** Whoever is on call hands over to another engineer, from now to the end of the week. */
export const handOver = handler({
  access: onCallCommands['oncall.hand_over'],
  effect: 'write',
  input: z.object({ person: z.string().min(1, 'E_UNKNOWN_PERSON') }),
  async form({ tx, draw, actor, now }, given) {
    const refused = refusalOffCall(actor.id, await findOnCall(tx, now))
    return refused ?? (given['person'] ? null : handOverForm(draw))
  },
  async run(context, { person: userId }) {
    const { tx, actor, now } = context
    const refused = refusalOffCall(actor.id, await findOnCall(tx, now))
    if (refused) return refused
    const person = await engineerOf(context, userId, 'person')
    if (isRefusal(person)) return person
    if (person === actor.id) return refuse('E_INPUT', {}, 'person')
    const { until } = weekBounds(isoWeek(now))
    const id = randomUUID()
    const times = { from: now, until, decidedAt: now }
    await insertCover(tx, { id, kind: 'handover', person, insteadOf: actor.id, ...times }, actor.id)
    await queueSync(context, times)
    const fields = { person, until: until.toISO()!, cover: id }
    const draft = { type: 'oncall.handed_over', reference: null, fields } as const
    await appendEvents(tx, [draft], { actor: actor.id, role: 'engineer', at: now })
    return answerRoster(context)
  },
})
