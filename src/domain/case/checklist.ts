import type { Actor, Role } from '../people/roles.js'
import type { Outcome, RightType } from '../rights/rights.js'
import type { LetterType } from './letters.js'
import { done } from './plan.js'
import type { CaseFacts, PlanItem, RightsRequest } from './types.js'

/** What cannot happen while a step is open: T02, T08/T09, T14, T15. */
export type Gate = 'start' | 'plan' | 'send' | 'close'

export interface Step {
  readonly code: StepCode
  /** Checklist it belongs to: every case, or the cases that ask for one of these rights. */
  readonly of: 'intake' | readonly RightType[]
  /** Roles that may tick it by hand; `system` alone means that an act of the desk ticks it. */
  readonly who: readonly Role[]
  readonly blocks: readonly Gate[]
  /** Outcomes that make the step mandatory; an outcome not yet decided counts as granted. */
  readonly when: readonly Outcome[]
  /** The letter whose sending is the step. */
  readonly letter: LetterType | null
}

const searched: readonly Outcome[] = [...done, 'no_data_held']
const examined: readonly Outcome[] = [...done, 'refused']
const refusedInPart: readonly Outcome[] = ['refused', 'partially_fulfilled']
const noData: readonly Outcome[] = ['no_data_held']

const bot: readonly Role[] = ['system', 'support']
const act: readonly Role[] = ['system']
const support: readonly Role[] = ['support']
const manager: readonly Role[] = ['manager']
const engineer: readonly Role[] = ['engineer']
const hands: readonly Role[] = ['support', 'engineer']

type Cells = readonly [
  who: readonly Role[],
  blocks?: Gate | readonly Gate[],
  when?: readonly Outcome[],
  letter?: LetterType,
]

/**
 * §1.4–1.11b. A row without a gate informs and blocks nothing: work of the desk itself, steps for a case that may not
 * arise, and duties that a guard of their own enforces (Art. 19, access first, approval, lifting a restriction).
 */
const table = {
  'INT-01': [bot, ['start', 'plan']],
  'INT-02': [support, 'plan'],
  'INT-03': [act],
  'INT-04': [support, [], [], 'LET-ACK'],
  'INT-05': [support, ['start', 'plan']],
  // Before disclosure and erasure the guard E_IDENTITY_REQUIRED reads the identity itself.
  'INT-06': [support, 'start'],
  'INT-07': [support, 'plan', searched],
  'INT-08': [bot, 'plan'],
  'INT-09': [act, ['start', 'plan']],
  'INT-10': [act],
  'ACC-01': [bot],
  'ACC-02': [support, 'plan', searched],
  'ACC-03': [hands, 'plan', searched],
  'ACC-04': [support, 'plan', searched],
  'ACC-05': [support, 'plan', done],
  'ACC-06': [bot, 'close', done],
  'ACC-07': [support, 'close', done],
  'ACC-08': [manager, ['send', 'close'], done],
  'ACC-09': [bot],
  'ACC-10': [support, 'close', done],
  'ACC-11': [bot],
  'ACC-12': [support, 'close', noData, 'LET-NODATA'],
  'REC-01': [support, 'plan', done],
  'REC-02': [bot],
  'REC-03': [support, 'plan', done],
  'REC-04': [hands, 'close', done],
  'REC-05': [support],
  'REC-06': [support],
  'REC-07': [support, 'close', done, 'LET-REC'],
  'REC-08': [manager],
  'ERA-01': [support, 'plan', done],
  'ERA-02': [support, 'plan', examined],
  'ERA-03': [support],
  'ERA-04': [hands, 'plan', done],
  'ERA-05': [engineer, 'close', done],
  'ERA-06': [act, 'close', done],
  'ERA-07': [act, 'close', done],
  'ERA-08': [engineer, 'close', done],
  'ERA-09': [support],
  'ERA-10': [support],
  'ERA-11': [support, 'close', done, 'LET-ERA'],
  'ERA-12': [bot],
  'RES-01': [support, 'plan', done],
  'RES-02': [support, 'plan', done],
  'RES-03': [engineer, 'close', done],
  'RES-04': [bot],
  'RES-05': [engineer, 'close', done],
  'RES-06': [support],
  'RES-07': [support, 'close', done, 'LET-RES'],
  'RES-08': [bot],
  // Lifting outlives the case: `restrictions.ts`.
  'RES-09': [support],
  'RES-10': [manager],
  'RES-11': [bot],
  'POR-01': [support, 'plan', done],
  'POR-02': [support, 'plan', done],
  'POR-03': [support, 'plan', done],
  'POR-04': [bot],
  'POR-05': [support],
  'POR-06': [manager, ['send', 'close'], done],
  'POR-07': [support, 'close', done, 'LET-POR'],
  'POR-08': [support],
  'OBJ-01': [support, 'plan', examined],
  'OBJ-02': [support, 'close', done],
  'OBJ-03': [support, 'plan', examined],
  'OBJ-04': [bot],
  'OBJ-05': [manager, 'plan', refusedInPart],
  'OBJ-06': [support, 'close', done, 'LET-OBJ'],
  'OBJ-07': [support, 'close', done],
  'OBJ-08': [manager],
  'CON-01': [support, 'plan', done],
  'CON-02': [hands, 'close', done],
  'CON-03': [support, 'plan', done],
  'CON-04': [manager],
  'CON-05': [engineer],
  'CON-06': [support],
  'CON-07': [support, 'close', done, 'LET-CON'],
  'AUT-01': [support, 'plan', [...examined, 'no_data_held']],
  'AUT-02': [manager, 'close', done],
  'AUT-03': [support, 'close', done, 'LET-AUT'],
} as const satisfies Record<string, Cells>

export type StepCode = keyof typeof table

const rightsOfPrefix: Readonly<Record<string, readonly RightType[]>> = {
  ACC: ['access'],
  REC: ['rectification'],
  ERA: ['erasure'],
  RES: ['restriction'],
  POR: ['portability'],
  OBJ: ['objection'],
  CON: ['consent_withdrawal'],
  AUT: ['automated_decision'],
}

/** Steps of §1.10 that a marketing objection has too: it is never weighed (Art. 21(3)). */
const rightsOfStep: Readonly<Partial<Record<StepCode, readonly RightType[]>>> = {
  'OBJ-01': ['objection', 'objection_direct_marketing'],
  'OBJ-02': ['objection_direct_marketing'],
  'OBJ-06': ['objection', 'objection_direct_marketing'],
}

const isRow = (code: string): code is StepCode => Object.hasOwn(table, code)

function step(code: StepCode): Step {
  const [who, blocks = [], when = [], letter]: Cells = table[code]
  const of = rightsOfStep[code] ?? rightsOfPrefix[code.slice(0, 3)] ?? 'intake'
  return {
    code,
    of,
    who,
    blocks: typeof blocks === 'string' ? [blocks] : blocks,
    when,
    letter: letter ?? null,
  }
}

/** Every step of every checklist, by code, in the order people see them. */
export const steps = Object.fromEntries(
  Object.keys(table).map((code) => [code, step(code as StepCode)]),
) as Readonly<Record<StepCode, Step>>

/** Whether one of the person's roles may tick the step by hand, or take its tick back. */
export const mayTick = (step: Step, actor: Actor): boolean =>
  step.who.some((role) => actor.roles.includes(role))

/** The step of a code somebody gave; null when there is none. */
export const stepOf = (code: string): Step | null => (isRow(code) ? steps[code] : null)

/** Steps whose authorisation matters only for somebody acting for another (INT-07). */
const onBehalfOnly: readonly StepCode[] = ['INT-07']

/** The steps of a case: intake, then those of each right asked for. */
export function stepsOf(found: CaseFacts): Step[] {
  const rights = found.items.map((item) => item.right)
  return Object.values(steps).filter(({ code, of }) => {
    if (!found.isOnBehalf && onBehalfOnly.includes(code)) return false
    return of === 'intake' || of.some((right) => rights.includes(right))
  })
}

/** Outcome per right: what a plan would decide. */
export type Outcomes = readonly Pick<PlanItem, 'right' | 'outcome'>[]

function isDue(step: Step, items: readonly { right: RightType; outcome: Outcome | null }[]): boolean {
  const own = step.of === 'intake' ? items : items.filter((item) => step.of.includes(item.right))
  if (step.when.length === 0) return true
  return own.some((item) => step.when.includes(item.outcome ?? 'fulfilled'))
}

/**
 * Steps that must be ticked before the gate and are not (`E_CHECKLIST_INCOMPLETE`). `decided` overrides the outcomes
 * of the case, for a plan that is only being proposed.
 */
export function missingSteps(found: CaseFacts, gate: Gate, decided: Outcomes = []): Step[] {
  const ticked = new Set(found.ticks.map((tick) => tick.code))
  const items = found.items.map(({ right, outcome }) => ({
    right,
    outcome: decided.find((item) => item.right === right)?.outcome ?? outcome,
  }))
  return stepsOf(found).filter(
    (step) => step.blocks.includes(gate) && !ticked.has(step.code) && isDue(step, items),
  )
}

/** Steps that opening the case settles: receipt, rights, dates, other cases of the person, notice version (§1.4). */
export const openingSteps: readonly StepCode[] = ['INT-01', 'INT-02', 'INT-03', 'INT-08', 'INT-10']

/** Steps of the case that sending this letter settles. */
export const stepsOfLetter = (found: CaseFacts, letter: LetterType): StepCode[] =>
  stepsOf(found).flatMap((step) => (step.letter === letter ? [step.code] : []))

/** Steps that telling the recipients settles (Art. 19). */
export const recipientSteps: readonly StepCode[] = ['REC-06', 'ERA-09', 'RES-06', 'CON-06']

/** The case with these steps ticked; ticks already there stay as they are. Steps of other rights are left out. */
export function withTicks(
  found: CaseFacts,
  codes: readonly StepCode[],
  tick: Omit<CaseFacts['ticks'][number], 'code'>,
) {
  const own = new Set(stepsOf(found).map((step) => step.code))
  const ticked = new Set(found.ticks.map(({ code }) => code))
  const fresh = codes.filter((code) => own.has(code) && !ticked.has(code))
  return [...found.ticks, ...fresh.map((code) => ({ code, ...tick }))]
}

/** The ticks of a case without those of the steps that `isOpenAgain` names. */
export const withoutTicks = (found: CaseFacts, isOpenAgain: (step: Step) => boolean): CaseFacts['ticks'] =>
  found.ticks.filter(({ code }) => {
    const step = stepOf(code)
    return step === null || !isOpenAgain(step)
  })

/**
 * Whether a step can be ticked now. What a second person looks at before it goes out is there once the plan is approved,
 * and whoever proposed the plan is not that person (ACC-08, POR-06).
 */
export function isTickable({ blocks }: Step, { plan, status }: RightsRequest, actor: Actor): boolean {
  if (!blocks.includes('send')) return true
  return status === 'approved' && plan !== null && plan.proposedBy !== actor.id
}
