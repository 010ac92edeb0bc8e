import { z } from 'zod'
import { appendEvents } from '../../db/events.js'
import { saveTurns } from '../../db/on-call.js'
import { addWeeks, isoWeek, readWeek, type IsoWeek } from '../../src/domain/people/on-call.js'
import { actingRole, onCallCommands } from '../../src/domain/people/policy.js'
import { refuse } from '../../src/domain/refusals.js'
import { planWeeksForm, repeats } from '../../src/views/forms/on-call.js'
import { handler, isRefusal } from '../context.js'
import { engineerOf, queueSync } from './engineer.js'
import { answerRoster } from './show.js'

const Week = z.string().transform((text, context): IsoWeek => {
  const week = readWeek(text)
  if (week) return week
  context.addIssue({ code: 'custom', message: 'E_INPUT' })
  return z.NEVER
})

/** How far ahead a repeated week is planned. */
const weeksAhead = 26

function weeksOf(first: IsoWeek, repeat: number): readonly IsoWeek[] {
  const times = repeat === 0 ? 1 : Math.ceil(weeksAhead / repeat)
  return Array.from({ length: times }, (_, index) => addWeeks(first, index * repeat))
}

/** An engineer or a manager plans who is on call in a week, and in every nth week after it. */
export const planWeeks = handler({
  access: onCallCommands['oncall.plan'],
  effect: 'write',
  input: z.object({
    week: Week,
    first: z.string().min(1, 'E_UNKNOWN_PERSON'),
    second: z.string().min(1).optional(),
    repeat: z.enum(repeats).default('0').transform(Number),
  }),
  form: ({ draw, now }) => Promise.resolve(planWeeksForm(draw, isoWeek(now))),
  async run(context, { week, first, second, repeat }) {
    const { tx, actor, now } = context
    if (week < isoWeek(now)) return refuse('E_INPUT', {}, 'week')
    const one = await engineerOf(context, first, 'first')
    if (isRefusal(one)) return one
    const two = second === undefined ? null : await engineerOf(context, second, 'second')
    if (isRefusal(two)) return two
    const weeks = weeksOf(week, repeat)
    const persons = [...new Set(two === null ? [one] : [one, two])]
    await saveTurns(tx, weeks, persons, { by: actor.id, at: now })
    await queueSync(context)
    const role = actingRole(actor, onCallCommands['oncall.plan'])!
    const fields = { weeks, persons }
    await appendEvents(tx, [{ type: 'oncall.planned', reference: null, fields }], {
      actor: actor.id,
      role,
      at: now,
    })
    return answerRoster(context)
  },
})
