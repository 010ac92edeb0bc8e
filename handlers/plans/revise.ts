import { caseAct } from '../case-act.js'

/** Support takes an approved plan back to work it anew; the approval is void (T13). */
export const revisePlan = caseAct({ command: 'plan.revise', fields: {}, input: () => ({}) })
