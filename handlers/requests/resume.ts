import { resumeForm } from '../../src/views/forms/resume.js'
import { caseAct } from '../case-act.js'
import { CivilDate, instantOf, WallTime } from './input.js'

/** The awaited answer reached the company: the clock goes on from that day (T22, rule U5). */
export const resumeClock = caseAct({
  command: 'clock.resume',
  fields: { answeredOn: CivilDate, answeredAt: WallTime.optional() },
  form: ({ context, found }) => resumeForm(context.draw, found),
  input: ({ now }, { answeredOn, answeredAt }, { pauses }) => ({
    answeredAt: instantOf(answeredOn, answeredAt, now, pauses.at(-1)?.askedAt),
  }),
})
