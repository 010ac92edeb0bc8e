import { caseAct } from '../case-act.js'

/** Support starts working on a received request (T02). */
export const startRequest = caseAct({ command: 'request.start', fields: {}, input: () => ({}) })
