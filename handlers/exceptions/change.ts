import { lockException, saveException } from '../../db/exceptions.js'
import type { ExceptionRef } from '../../src/domain/retention/exception-ref.js'
import type { ArchiveException, ExceptionDecision } from '../../src/domain/retention/exceptions.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import type { Context } from '../context.js'
import { keepDecision } from '../holds/keep.js'
import { showExceptions } from './list.js'

/** Decides on an exception as it stands now, keeps what was decided with its event, and shows those in force. */
export async function changeException(
  context: Context,
  ref: ExceptionRef,
  decide: (exception: ArchiveException) => ExceptionDecision | Refusal,
) {
  const exception = await lockException(context.tx, ref)
  if (!exception) return refuse('E_INPUT')
  const decided = decide(exception)
  if (!decided.ok) return decided
  await saveException(context.tx, decided.next)
  await keepDecision(context, decided)
  return showExceptions(context, 'replace', ref)
}
