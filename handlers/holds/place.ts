import { createHash } from 'node:crypto'
import { z } from 'zod'
import { insertHold, nextHoldRef } from '../../db/holds.js'
import { holdRoles, latestReview, placeHold } from '../../src/domain/case/holds.js'
import type { Reference } from '../../src/domain/case/types.js'
import { holdForm } from '../../src/views/forms/hold.js'
import { handler, isRefusal, type Context } from '../context.js'
import { findVisible } from '../requests/find.js'
import { CaseReference, CivilDate, FreeText, LawReference, OpaqueCode } from '../requests/input.js'
import { keepDecision } from './keep.js'
import { Names } from './input.js'
import { showHolds } from './list.js'

const Input = z.object({
  reference: CaseReference.optional(),
  matter: OpaqueCode,
  legalReference: LawReference,
  purpose: FreeText,
  reviewBy: CivilDate,
  systems: Names,
  categories: Names,
  from: CivilDate.optional(),
  until: CivilDate.optional(),
})
type Input = z.infer<typeof Input>

/** A manager places a legal hold (T24, §4.7): on the person of a case, or on systems, categories or a time. */
export const placeLegalHold = handler({
  access: holdRoles,
  effect: 'write',
  input: Input,
  async form(context, given) {
    const reference = CaseReference.safeParse(given['reference'])
    if (given['reference'] !== undefined && !reference.success) return null
    const refused = await refusalOf(context, reference.data)
    return refused ?? holdForm(context.draw, reference.data ?? null, latestReview(context.now))
  },
  async run(context, input) {
    const refused = await refusalOf(context, input.reference)
    if (refused) return refused
    const placed = await place(context, input)
    return isRefusal(placed) ? placed : showHolds(context, 'private')
  },
})

/** A case that the manager may not see cannot be named either (§5.7). */
async function refusalOf(context: Parameters<typeof findVisible>[0], reference: Reference | undefined) {
  if (reference === undefined) return null
  const visible = await findVisible(context, reference)
  return isRefusal(visible) ? visible : null
}

async function place(
  context: Context,
  { purpose, reference, systems, categories, from, until, ...input }: Input,
) {
  const { tx, desk, actor, now } = context
  const ref = await nextHoldRef(tx)
  const key = await desk.vault.newKey()
  const sealed = await desk.vault.seal(key, ref, purpose)
  const scope = {
    references: reference === undefined ? [] : [reference],
    systems,
    categories,
    from: from ?? null,
    until: until ?? null,
  }
  const textHash = createHash('sha256').update(sealed).digest('hex')
  const decided = placeHold(
    { ...input, scope, holdRef: ref, hasReason: true, textId: ref, textHash },
    actor,
    now,
  )
  if (!decided.ok) return decided
  await insertHold(tx, decided.next, { ...key, purpose: sealed })
  await keepDecision(context, decided)
  return decided
}
