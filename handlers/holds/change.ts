import { lockHold, saveHold } from '../../db/holds.js'
import type { HoldRef } from '../../src/domain/case/hold-ref.js'
import type { Hold, HoldDecision } from '../../src/domain/case/holds.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import type { Context } from '../context.js'
import { keepDecision } from './keep.js'
import { showHolds } from './list.js'
import { withoutOwn } from './own.js'

/** Decides on a hold as it stands now, keeps what was decided with its event, and shows the holds that are in force. */
export async function changeHold(
  context: Context,
  holdRef: HoldRef,
  decide: (hold: Hold) => HoldDecision | Refusal,
  show: 'private' | 'replace',
) {
  const hold = await lockHold(context.tx, holdRef)
  if (!hold) return refuse('E_INPUT')
  const isOwn = (await withoutOwn(context, [hold])).length === 0
  const decided = isOwn ? refuse('E_SELF_SUBJECT') : decide(hold)
  if (!decided.ok) return decided
  await saveHold(context.tx, decided.next)
  await keepDecision(context, decided)
  return showHolds(context, show)
}
