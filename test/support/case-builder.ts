import { DateTime } from 'luxon'
import { missingSteps, stepsOf } from '../../src/domain/case/checklist.js'
import { defaultLines, planHash } from '../../src/domain/case/plan.js'
import { reference } from '../../src/domain/case/reference.js'
import type {
  ApprovedPlan,
  CaseFacts,
  Plan,
  PlanItem,
  PlanLine,
  RightItem,
  RightsRequest,
} from '../../src/domain/case/types.js'
import type { Actor, PersonId, Role } from '../../src/domain/people/roles.js'
import type { RightType } from '../../src/domain/rights/rights.js'
/** Made-up staff: the last digits of an id say who it is. */
const person = (n: number, role: Role): Actor => ({
  id: `00000000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}` as PersonId,
  roles: [role],
})

export const kari = person(1, 'support')
export const ola = person(2, 'support')
export const mona = person(3, 'manager')
export const per = person(4, 'manager')
export const nils = person(5, 'engineer')
export const eva = person(6, 'engineer')
export const dag = person(7, 'dpo')
export const anne = person(8, 'auditor')

/** A Monday morning in Oslo, two days after the usual receipt. */
export const monday = DateTime.fromISO('2026-03-09T08:00:00.000Z', { zone: 'utc' })
export const receipt = DateTime.fromISO('2026-03-07T09:30:00.000Z', { zone: 'utc' })

const openItem = (right: RightType): RightItem => ({
  right,
  outcome: null,
  ground: null,
  lawReference: null,
  respondedAt: null,
})

const blank: CaseFacts = {
  reference: reference(2026, 42),
  version: 1,
  receivedAt: receipt,
  channel: 'email',
  language: 'nb',
  isOnBehalf: false,
  openedBy: kari.id,
  openedAt: receipt,
  assignee: null,
  subjectPerson: null,
  items: [openItem('access')],
  identity: { state: 'undecided', method: null, attempts: 0, askedAt: null, decidedAt: null },
  clarification: null,
  pauses: [],
  extension: null,
  ticks: [],
  recipients: 'not_needed',
  noticeVersion: '2022-01-01',
  mergedInto: null,
  isLateRefusal: false,
}

export const granted = (right: RightType): PlanItem => ({
  right,
  outcome: 'fulfilled',
  ground: null,
  lawReference: null,
})

/** A plan that is complete in itself: hash and lines follow from the items. */
export function aPlan(items: readonly PlanItem[], changes: Partial<Plan> = {}): Plan {
  const lines: readonly PlanLine[] = changes.lines ?? defaultLines(items)
  const fresh = {
    proposedBy: kari.id,
    proposedAt: monday,
    firstApproval: null,
    approval: null,
    linesDone: [],
    linesAside: [],
    executedAt: null,
  }
  const scope = changes.scope ?? null
  return { items, lines, scope, hash: planHash({ items, lines, scope }), ...fresh, ...changes }
}

interface PlanWish {
  readonly proposedBy?: Actor
  readonly items?: readonly PlanItem[]
  readonly lines?: readonly PlanLine[]
}

/** Builds a case for a test, starting from a received access request with nothing done. */
export class CaseBuilder {
  constructor(private readonly facts: CaseFacts = blank) {}

  with(changes: Partial<CaseFacts>): CaseBuilder {
    return new CaseBuilder({ ...this.facts, ...changes })
  }

  forRights(...rights: RightType[]): CaseBuilder {
    return this.with({ items: rights.map(openItem) })
  }

  aboutStaff(subjectPerson: PersonId): CaseBuilder {
    return this.with({ subjectPerson })
  }

  identified(): CaseBuilder {
    const { facts } = this
    return this.with({
      identity: { ...facts.identity, state: 'verified', method: 'login', decidedAt: monday },
    })
  }

  ticked(...codes: string[]): CaseBuilder {
    const fresh = codes.map((code) => ({ code, by: kari.id, at: monday }))
    return this.with({ ticks: [...this.facts.ticks, ...fresh] })
  }

  /** Identified, assigned, and everything ticked that a plan needs. */
  prepared(): CaseBuilder {
    const ready = this.identified().with({ assignee: kari.id })
    return ready.ticked(...missingSteps(ready.facts, 'plan').map(({ code }) => code))
  }

  allTicked(): CaseBuilder {
    return this.ticked(...stepsOf(this.facts).map(({ code }) => code))
  }

  received(): RightsRequest {
    return { ...this.facts, status: 'received', plan: null }
  }

  inProgress(): RightsRequest {
    return { ...this.facts, status: 'in_progress', plan: null }
  }

  awaitingIdentity(attempts = 1, askedAt = monday): RightsRequest {
    const identity = { state: 'requested', method: 'login', attempts, askedAt, decidedAt: null } as const
    return { ...this.facts, identity, status: 'awaiting_identity', plan: null }
  }

  awaitingClarification(isLargeVolume = true, askedAt = monday): RightsRequest {
    const clarification = { askedAt, answeredAt: null, isLargeVolume }
    return { ...this.facts, clarification, status: 'awaiting_clarification', plan: null }
  }

  private plan({ proposedBy = kari, items, lines }: PlanWish): Plan {
    const planned = items ?? this.facts.items.map(({ right }) => granted(right))
    return aPlan(planned, { proposedBy: proposedBy.id, ...(lines && { lines }) })
  }

  awaitingApproval(wish: PlanWish = {}): RightsRequest {
    return { ...this.facts, status: 'awaiting_approval', plan: this.plan(wish) }
  }

  private approvedPlan(wish: PlanWish, changes: Partial<Plan>): ApprovedPlan {
    return { ...this.plan(wish), approval: { by: mona.id, at: monday }, ...changes } as ApprovedPlan
  }

  approved(wish: PlanWish = {}, changes: Partial<Plan> = {}): RightsRequest {
    return { ...this.facts, status: 'approved', plan: this.approvedPlan(wish, changes) }
  }

  executed(wish: PlanWish = {}): RightsRequest {
    const linesDone = this.plan(wish).lines.map(({ id }) => id)
    return this.approved(wish, { linesDone, executedAt: monday })
  }

  responded(wish: PlanWish = {}): RightsRequest {
    const plan = this.approvedPlan(wish, {
      linesDone: this.plan(wish).lines.map(({ id }) => id),
      executedAt: monday,
    })
    const items = this.facts.items.map((item): RightItem => {
      const planned = plan.items.find(({ right }) => right === item.right)
      return planned ? { ...item, ...planned, respondedAt: monday } : item
    })
    return { ...this.facts, items, status: 'responded', plan, respondedAt: monday }
  }

  closed(): RightsRequest {
    const items = this.facts.items.map((item): RightItem => ({ ...item, outcome: 'withdrawn_by_requester' }))
    return { ...this.facts, items, status: 'closed', plan: null, closedAt: monday }
  }
}

export const aCase = (): CaseBuilder => new CaseBuilder()
