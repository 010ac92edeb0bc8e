import type { Outcome } from '../../rights/rights.js'
import type { Act, Effect } from '../decision.js'
import { withoutTicks } from '../checklist.js'
import { receiptOfBoth } from '../merge.js'
import { closed, iso, reasonFields, record, unplanned } from '../record.js'
import type { RightItem, RightsRequest } from '../types.js'
import { recipientsChange, recipientsEvent } from './answer.js'

const outcomesOf = (items: readonly RightItem[]) => items.map((item) => `${item.right}:${item.outcome}`)

/** Ends every right that has no answer yet; what was answered keeps its outcome. */
function ended(found: RightsRequest, outcome: Outcome): RightItem[] {
  return found.items.map((item) =>
    item.respondedAt === null ? { ...item, outcome, ground: null, lawReference: null } : item,
  )
}

export const close: Effect<Act<'request.close'>> = ({ found, actor, at, input }) => {
  const { recipients } = input
  const isNow = recipients !== undefined && found.recipients === 'open'
  const changes = isNow ? recipientsChange(found, recipients, { by: actor.id, at }) : {}
  return {
    next: closed(found, at, changes),
    event: record('request.closed', found.reference, { outcomes: outcomesOf(found.items) }),
    more: isNow ? [recipientsEvent(found, recipients, input)] : [],
  }
}

export const withdraw: Effect<Act<'request.withdraw'>> = ({ found, at, input: { on } }) => {
  const items = ended(found, 'withdrawn_by_requester')
  return {
    next: closed(found, at, { items }),
    event: record('request.withdrawn', found.reference, { outcomes: outcomesOf(items), ...(on && { on }) }),
  }
}

export const redirect: Effect<Act<'request.redirect'>> = ({ found, at, input: { on } }) => ({
  next: closed(found, at, { items: ended(found, 'redirected_to_controller') }),
  event: record('request.redirected', found.reference, on ? { on } : {}),
})

/** T18, this case, and what is recorded on both. The target itself is changed by `mergeInto`. */
export const merge: Effect<Act<'request.merge'>> = ({ found, at, input: { target } }) => ({
  next: closed(found, at, { items: ended(found, 'merged'), mergedInto: target.reference }),
  event: record('request.merged', found.reference, { into: target.reference }),
  more: [
    record('request.merged', target.reference, {
      from: found.reference,
      receivedAt: iso(receiptOfBoth(target, found)),
      version: target.version + 1,
    }),
  ],
})

export const dismiss: Effect<Act<'request.dismiss'>> = ({ found, at, input }) => ({
  next: closed(found, at, { items: ended(found, 'not_a_rights_request') }),
  event: record('request.dismissed', found.reference, reasonFields(input)),
})

/**
 * T20, C14: an answer that was missing or incomplete gives no fresh month, so receipt and dates stay. What was ticked of
 * carrying out, checking and answering the reopened rights is open again.
 */
export const reopen: Effect<Act<'request.reopen'>> = ({ found, input }) => {
  const items = found.items.map((item) =>
    input.rights.includes(item.right)
      ? { ...item, outcome: null, ground: null, lawReference: null, respondedAt: null }
      : item,
  )
  const ticks = withoutTicks(
    found,
    ({ of, blocks }) =>
      of !== 'intake' &&
      of.some((right) => input.rights.includes(right)) &&
      (blocks.includes('send') || blocks.includes('close')),
  )
  return {
    next: unplanned(found, 'in_progress', { items, ticks, mergedInto: null, recipients: 'not_needed' }),
    event: record('request.reopened', found.reference, { rights: [...input.rights], ...reasonFields(input) }),
  }
}
