import { findOnCall } from '../../db/on-call.js'
import type { Text } from '../../src/chat/view.js'
import { possibleApprovers } from '../../src/domain/people/on-call.js'
import type { ReadContext } from '../context.js'

/** A warning for whoever proposes an erasure that nobody on call could approve; null when somebody can. */
export async function nobodyElse(
  { tx, now, draw }: Pick<ReadContext, 'tx' | 'now' | 'draw'>,
  of: Parameters<typeof possibleApprovers>[1],
): Promise<Text<'Z1'> | null> {
  const approvers = possibleApprovers(await findOnCall(tx, now), of)
  return approvers.length === 0 ? draw.say('oncall.nobody_else') : null
}
