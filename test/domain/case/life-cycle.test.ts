import fc from 'fast-check'
import type { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { isTickable, missingSteps, stepsOf } from '../../../src/domain/case/checklist.js'
import type { CaseCommand, CommandInput } from '../../../src/domain/case/commands.js'
import { allowedCommands, decide, type Decision } from '../../../src/domain/case/decide.js'
import { letterElements, lettersFor } from '../../../src/domain/case/letters.js'
import { open } from '../../../src/domain/case/open.js'
import { defaultLines, openItems, openLines } from '../../../src/domain/case/plan.js'
import { reference } from '../../../src/domain/case/reference.js'
import { caseCommands, transitionsOf } from '../../../src/domain/case/transitions.js'
import {
  noSurroundings,
  type PlanHash,
  type PlanItem,
  type RightsRequest,
} from '../../../src/domain/case/types.js'
import { findOutboundPii } from '../../../src/domain/privacy/pii.js'
import { refusalGrounds } from '../../../src/domain/rights/grounds.js'
import { outcomes, rightTypes, type RightType } from '../../../src/domain/rights/rights.js'
import { asLocalDate } from '../../../src/domain/time/calendar.js'
import {
  aCase,
  anne,
  dag,
  eva,
  granted,
  kari,
  mona,
  monday,
  nils,
  ola,
  per,
} from '../../support/case-builder.js'

/** Somebody types a name wherever a word can be typed. */
const name = 'Fiktiva Eksempelsen'
const people = [kari, ola, mona, per, nils, eva, dag, anne]

interface Move {
  readonly pick: number
  readonly who: number
  /** Mostly 0, which makes an input that fits; anything else makes one that may not. */
  readonly odd: number
}

const move: fc.Arbitrary<Move> = fc.record({
  pick: fc.nat(999),
  who: fc.nat(people.length - 1),
  odd: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(99) }),
})

const at = <T>(list: readonly T[], n: number): T => list[n % list.length]!

function planItems(found: RightsRequest, { odd }: Move): PlanItem[] {
  return openItems(found.items).map(({ right }) => {
    if (found.status === 'awaiting_identity') return { ...granted(right), outcome: 'not_identified' }
    if (odd === 0) return granted(right)
    return {
      right,
      outcome: at(outcomes, odd),
      ground: at([null, ...refusalGrounds], odd),
      lawReference: null,
    }
  })
}

function stepFor(found: RightsRequest, { who, odd }: Move): string {
  const missing = [...missingSteps(found, 'plan'), ...missingSteps(found, 'close')]
  const own = missing.filter(
    (step) =>
      step.who.some((role) => people[who]!.roles.includes(role)) && isTickable(step, found, people[who]!),
  )
  return odd > 90 ? name : at([...own, ...stepsOf(found)], odd).code
}

const otherCase = aCase()
  .forRights(...rightTypes)
  .with({ reference: reference(2026, 77) })
  .inProgress()

/** As if the stores had been searched. */
const scope = { searchId: 'S1', mapHash: 'sha256:test', records: 'none', backups: [] }

type Makers = { [N in CaseCommand]: (found: RightsRequest, move: Move, now: DateTime) => CommandInput[N] }

const reasoned = (_found: RightsRequest, { odd }: Move) => ({
  hasReason: odd === 0,
  textId: 'T1',
  textHash: 'ab',
})

const makers: Makers = {
  'request.start': () => ({}),
  'identity.request': (found, odd) => ({ ...reasoned(found, odd), method: 'login' }),
  'identity.waive': reasoned,
  'identity.record': (_f, { odd }, now) => ({
    result: odd ? 'failed' : 'verified',
    method: 'login',
    answeredAt: now,
  }),
  'clarification.ask': (found, odd) => ({ ...reasoned(found, odd), isLargeVolume: true }),
  'clarification.record': (_f, _m, now) => ({ answeredAt: now }),
  'clarification.proceed': () => ({}),
  'step.tick': (found, odd) => ({ code: stepFor(found, odd) }),
  'step.untick': (found, odd) => ({ code: odd.odd ? stepFor(found, odd) : name }),
  'request.assign': (_f, { odd }) => ({ assignee: { ...at(people, odd), isActive: odd !== 9 } }),
  'plan.propose': (found, move) => {
    const items = planItems(found, move)
    const lines = defaultLines(items)
    if (move.pick % 2 === 0 || lines.length === 0) return { items, lines, hasReason: true }
    return { items, lines: lines.map((line) => ({ ...line, count: 2 })), scope, hasReason: true }
  },
  'plan.approve': (found, { odd }) => ({
    planHash: (odd === 0 && found.plan?.hash) || ('sha256:0' as PlanHash),
  }),
  'plan.reject': reasoned,
  'plan.revise': () => ({}),
  'plan.execute': ({ plan }) => ({ lines: plan ? openLines(plan).map(({ id }) => id) : [name] }),
  'plan.set_aside': (found, move) => ({
    line: found.plan?.lines[0]?.id ?? name,
    kind: 'skipped',
    ...reasoned(found, move),
  }),
  'response.send': (found, _m, now) => ({
    letter: lettersFor(found)[0] ?? 'LET-ACC',
    elements: letterElements,
    channelType: 'letter',
    sentAt: now,
    lateReason: { hasReason: true },
  }),
  'response.bounce': (_f, _m, now) => ({ bouncedAt: now }),
  'recipients.notify': (found, odd) => ({
    ...reasoned(found, odd),
    result: odd.odd ? 'exempted' : 'notified',
  }),
  'disclosure.report_misdelivery': (_f, _m, now) => ({ awareAt: now }),
  'request.close': (_f, { odd }) => (odd % 2 ? {} : { recipients: 'notified' }),
  'request.withdraw': (_f, { odd }) => ({ isWritten: odd > 80 }),
  'request.redirect': (_f, { odd }) => ({
    isCustomerNamed: true,
    isForwarded: odd > 80,
    isRequesterTold: true,
  }),
  'request.merge': (_f, { odd }) => ({ target: otherCase, isSameSubject: odd > 80 }),
  'request.dismiss': (_f, { odd }) => ({ hasReason: true, isAnswered: odd > 40 }),
  'request.reopen': (found, odd) => ({
    ...reasoned(found, odd),
    rights: found.items.map(({ right }) => right),
  }),
  'deadline.extend': (found, { odd }) => ({
    hasReason: true,
    reason: odd ? name : 'volume',
    reasonLength: 40,
    rights: found.items.map(({ right }) => right),
    newDue: asLocalDate('2026-05-15'),
  }),
  'deadline.extension_sent': (_f, _m, now) => ({ sentAt: now, elements: letterElements }),
  'clock.suspend': (found, { odd }) => ({
    hasReason: true,
    ground: odd ? name : found.status === 'awaiting_identity' ? 'identity' : 'clarification_large_volume',
  }),
  'clock.resume': (_f, _m, now) => ({ answeredAt: now }),
}

/** Commands that lead on, so that random walks get far enough to meet the rules of the end. */
const leading: readonly CaseCommand[] = [
  ...([
    'request.assign',
    'identity.waive',
    'step.tick',
    'request.start',
    'plan.propose',
    'plan.approve',
  ] as const),
  ...(['plan.execute', 'response.send', 'request.close', 'identity.record', 'clarification.record'] as const),
]

function choose(found: RightsRequest, { pick, who }: Move): CaseCommand {
  const allowed = allowedCommands(found, people[who]!)
  const onward = allowed.filter((command) => leading.includes(command))
  if (onward.length > 0 && pick % 8 !== 0) return at(onward, pick)
  return at(allowed.length > 0 ? allowed : caseCommands, Math.floor(pick / 8))
}

function opened(rights: readonly RightType[]): RightsRequest {
  const input = {
    reference: reference(2026, 42),
    receivedAt: monday,
    channel: 'email',
    language: 'nb',
  } as const
  const more = { isOnBehalf: false, rights, subjectPerson: null, noticeVersion: '1', hasReason: false }
  const decision = open({ ...input, ...more }, kari, monday)
  if (!decision.ok) throw new Error(decision.code)
  return decision.next
}

const seen = new Set<string>()
const recorded = new Set<string>()

function checkDecision(command: CaseCommand, found: RightsRequest, decision: Decision): void {
  const { next, event, more = [] } = decision
  expect(next.version).toBe(found.version + 1)
  const row = transitionsOf(command).find(
    ({ from, to, events }) =>
      from.includes(found.status) &&
      next.status === (to === 'same' ? found.status : to) &&
      events.includes(event.type),
  )
  expect(row, `${command}: ${found.status} -> ${next.status}, ${event.type}`).toBeDefined()
  for (const one of [event, ...more]) recorded.add(JSON.stringify(one))
}

function checkCase(next: RightsRequest): void {
  expect(next.items.filter(({ outcome }) => next.status === 'closed' && outcome === null)).toEqual([])
  expect(next.status === 'closed' && next.pauses.some(({ answeredAt }) => answeredAt === null)).toBe(false)
  expect(next.pauses.filter(({ answeredAt }) => answeredAt === null).length).toBeLessThan(2)
  expect(next.status === 'responded' && openItems(next.items).length > 0).toBe(false)
  const plan = next.plan
  if (!plan?.approval) return
  const isErasure = plan.items.some(({ right, outcome }) => right === 'erasure' && outcome === 'fulfilled')
  if (isErasure) expect(plan.approval.by).toBe(nils.id)
  expect(plan.approval.by).not.toBe(plan.proposedBy)
}

const around = { ...noSurroundings, onCall: [nils.id] }

function walk(rights: readonly RightType[], moves: readonly Move[]): void {
  let found = opened(rights)
  let now = monday
  for (const one of moves) {
    now = now.plus({ hours: one.pick % 12 })
    const command = choose(found, one)
    const input = makers[command](found, one, now)
    const decision = decide(command, found, people[one.who]!, input, now, around)
    if (!decision.ok) continue
    checkDecision(command, found, decision)
    checkCase(decision.next)
    seen.add(command)
    found = decision.next
  }
}

test.each([42, 7])(
  'whatever people do: no case closes without its outcomes, nothing is erased without an engineer (%i)',
  (seed) => {
    const rights = fc.uniqueArray(fc.constantFrom(...rightTypes), { minLength: 1, maxLength: 2 })
    const moves = fc.array(move, { minLength: 60, maxLength: 160, size: 'max' })
    fc.assert(fc.property(rights, moves, walk), { numRuns: 300, seed })
  },
  60_000,
)

test('and nothing of a person is recorded', () => {
  const told = [...recorded].filter((event) => event.includes(name) || findOutboundPii(event).length > 0)
  expect(recorded.size).toBeGreaterThan(100)
  expect(told).toEqual([])
})

test('and the walks met every command', () => {
  const unseen = caseCommands.filter((command) => !seen.has(command))
  expect(unseen).toEqual([])
})
