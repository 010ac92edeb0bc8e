import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  findException,
  findSealedIdentities,
  lockException,
  saveException,
  saveRenewalReason,
} from '../../db/exceptions.js'
import type { ExceptionRef } from '../../src/domain/retention/exception-ref.js'
import {
  askRenewal,
  exceptionRoles,
  latestRenewal,
  refusalToRenew,
} from '../../src/domain/retention/exceptions.js'
import { refuse } from '../../src/domain/refusals.js'
import { renewExceptionForm } from '../../src/views/forms/exception.js'
import { handler, type Context } from '../context.js'
import { keepDecision } from '../holds/keep.js'
import { CivilDate, FreeText } from '../requests/input.js'
import { ExceptionReference } from './input.js'
import { showExceptions } from './list.js'

/** Support or a manager asks for the one renewal of an exception (RET-ARCH). `extra` is the exception. */
export const renewArchiveException = handler({
  access: exceptionRoles,
  effect: 'write',
  input: z.object({ extra: ExceptionReference, endsOn: CivilDate, reason: FreeText }),
  async form({ tx, draw, actor, now }, { extra }) {
    const exception = await findException(tx, ExceptionReference.parse(extra))
    if (!exception) return refuse('E_INPUT')
    return (
      refusalToRenew(exception, actor, now) ?? renewExceptionForm(draw, exception, latestRenewal(exception))
    )
  },
  async run(context, { extra, endsOn, reason }) {
    const { tx, actor, now } = context
    const exception = await lockException(tx, extra)
    if (!exception) return refuse('E_INPUT')
    const sealed = await sealReason(context, extra, reason)
    const decided = askRenewal(exception, actor, { endsOn, ...sealed.reason }, now)
    if (!decided.ok) return decided
    await saveException(tx, decided.next)
    if (sealed.text) await saveRenewalReason(tx, extra, sealed.text)
    await keepDecision(context, decided)
    return showExceptions(context, 'private', extra)
  },
})

/** Sealed with the key that the exception has until a month after its end; without it, it has ended, and the rules say so. */
async function sealReason({ tx, desk }: Context, ref: ExceptionRef, words: string) {
  const found = await findSealedIdentities(tx, ref)
  if (!found) return { reason: { hasReason: false }, text: null }
  const text = await desk.vault.seal(found.key, ref, words)
  const textHash = createHash('sha256').update(text).digest('hex')
  return { reason: { hasReason: true, textId: `${ref}/renewal`, textHash }, text }
}
