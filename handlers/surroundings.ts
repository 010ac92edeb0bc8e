import { findCases } from '../db/cases.js'
import { sameSubjectCases } from '../db/subjects.js'
import type { CaseCommand } from '../src/domain/case/commands.js'
import { noSurroundings, type RightsRequest, type Surroundings } from '../src/domain/case/types.js'
import type { Context } from './context.js'

/** Commands whose rules look beyond the case itself. */
const looksAround: ReadonlySet<CaseCommand> = new Set(['plan.approve', 'plan.execute'])

/** What surrounds a case, read in the same transaction: open access and portability items of the same person (C13). */
export async function surroundings(
  { tx }: Context,
  command: CaseCommand,
  found: RightsRequest,
): Promise<Surroundings> {
  if (!looksAround.has(command)) return noSurroundings
  const others = await findCases(tx, await sameSubjectCases(tx, found.reference))
  const openAccess = others
    .filter(
      ({ status, items }) =>
        status !== 'closed' && items.some(({ right, respondedAt }) => isCopy(right) && respondedAt === null),
    )
    .map(({ reference }) => reference)
  return { ...noSurroundings, openAccess }
}

const isCopy = (right: string) => right === 'access' || right === 'portability'
