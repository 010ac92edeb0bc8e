import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { z } from 'zod'
import { appendEvents } from '../../db/events.js'
import { insertCover } from '../../db/on-call.js'
import { actingRole, onCallCommands } from '../../src/domain/people/policy.js'
import { refuse } from '../../src/domain/refusals.js'
import { addDays, zone, type LocalDate } from '../../src/domain/time/calendar.js'
import { overrideForm, overrides } from '../../src/views/forms/on-call.js'
import { handler, isRefusal } from '../context.js'
import { CivilDate, WallTime } from '../requests/input.js'
import { engineerOf, queueSync } from './engineer.js'
import { answerRoster } from './show.js'

/** Longest time that one override lasts: whoever needs more changes the plan. */
const mostDays = 31

const wall = (date: LocalDate, time: string) => DateTime.fromISO(`${date}T${time}`, { zone }).toUTC()

interface Times {
  readonly from: LocalDate
  readonly fromTime?: string | undefined
  readonly until: LocalDate
  readonly untilTime?: string | undefined
}

/** Without times: whole days in Oslo, the last one included; nothing starts before now. */
function periodOf({ from, fromTime, until, untilTime }: Times, now: DateTime) {
  return {
    from: DateTime.max(wall(from, fromTime ?? '00:00'), now),
    until: untilTime === undefined ? wall(addDays(until, 1), '00:00') : wall(until, untilTime),
  }
}

/** An engineer or a manager puts somebody on call for a while, instead of the others or beside them. */
export const overrideRoster = handler({
  access: onCallCommands['oncall.override'],
  effect: 'write',
  input: z.object({
    person: z.string().min(1, 'E_UNKNOWN_PERSON'),
    kind: z.enum(overrides),
    from: CivilDate,
    fromTime: WallTime.optional(),
    until: CivilDate,
    untilTime: WallTime.optional(),
  }),
  form: ({ draw }) => Promise.resolve(overrideForm(draw)),
  async run(context, { person: userId, kind, ...times }) {
    const { tx, actor, now } = context
    const { from, until } = periodOf(times, now)
    if (until <= from) return refuse('E_INPUT', {}, 'until')
    if (until > from.plus({ days: mostDays + 1 })) return refuse('E_INPUT', {}, 'until')
    const person = await engineerOf(context, userId, 'person')
    if (isRefusal(person)) return person
    const id = randomUUID()
    await insertCover(tx, { id, kind, person, insteadOf: null, from, until, decidedAt: now }, actor.id)
    await queueSync(context, { from, until })
    const fields = { person, kind, from: from.toISO()!, until: until.toISO()!, cover: id }
    const role = actingRole(actor, onCallCommands['oncall.override'])!
    await appendEvents(tx, [{ type: 'oncall.overridden', reference: null, fields }], {
      actor: actor.id,
      role,
      at: now,
    })
    return answerRoster(context)
  },
})
