import { caseAct } from '../case-act.js'

/** The letter came back: the case waits for another try, and counts as not answered (T27). */
export const recordBounce = caseAct({
  command: 'response.bounce',
  fields: {},
  input: ({ now }) => ({ bouncedAt: now }),
})
