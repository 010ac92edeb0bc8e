import { findCases } from '../db/cases.js'
import { listActiveHolds } from '../db/holds.js'
import { findOnCall } from '../db/on-call.js'
import { listActiveRestrictions } from '../db/restrictions.js'
import { listFailing } from '../db/store-checks.js'
import { sameSubjectCases } from '../db/subjects.js'
import type { CaseCommand } from '../src/domain/case/commands.js'
import { holdCovers, touches } from '../src/domain/case/coverage.js'
import { deskLines, isDeleting } from '../src/domain/case/plan.js'
import {
  noSurroundings,
  type Reference,
  type RightsRequest,
  type Surroundings,
} from '../src/domain/case/types.js'
import type { Context } from './context.js'

/** Commands whose rules look beyond the case itself. */
const looksAround: ReadonlySet<CaseCommand> = new Set([
  'plan.approve',
  'plan.reject',
  'plan.execute',
  'plan.set_aside',
])

/**
 * What surrounds a case, read in the same transaction: what keeps the data of its plan, open access and portability
 * items of the same person (T10, C13), and who is on call.
 */
export async function surroundings(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  command: CaseCommand,
  found: RightsRequest,
): Promise<Surroundings> {
  if (!looksAround.has(command)) return noSurroundings
  const others = await sameSubjectCases(tx, found.reference)
  return {
    ...(await keepers(tx, found, [found.reference, ...others])),
    openAccess: await openAccess(tx, others),
    onCall: await findOnCall(tx, now),
    failingStores: command === 'plan.approve' ? await listFailing(tx, erasedSystems(found)) : [],
  }
}

/** Systems from which the desk itself will erase. */
const erasedSystems = ({ plan }: RightsRequest) => [
  ...new Set(plan ? deskLines(plan).map(({ system }) => system) : []),
]

/** Holds and restrictions on the person's data, where the plan deletes it. */
async function keepers(
  tx: Context['tx'],
  { plan }: RightsRequest,
  references: readonly Reference[],
): Promise<Pick<Surroundings, 'activeHolds' | 'restrictions'>> {
  const lines = plan?.lines.filter(isDeleting) ?? []
  const holds = await listActiveHolds(tx)
  const restrictions = await listActiveRestrictions(tx, references)
  return {
    activeHolds: holds.filter(({ scope }) => holdCovers(scope, references, lines)).length,
    restrictions: restrictions.filter((one) => touches(one, lines)).map(({ ground }) => ground),
  }
}

async function openAccess(tx: Context['tx'], others: readonly Reference[]): Promise<readonly Reference[]> {
  return (await findCases(tx, others))
    .filter(
      ({ status, items }) =>
        status !== 'closed' && items.some(({ right, respondedAt }) => isCopy(right) && respondedAt === null),
    )
    .map(({ reference }) => reference)
}

const isCopy = (right: string) => right === 'access' || right === 'portability'
