import { transaction, type Tx } from '../../db/client.js'
import { remainingOf } from '../../db/own-data.js'
import { deleteTexts, lockClosed, noteNoText, saveWithoutText } from '../../db/own-cases.js'
import type { Reference } from '../../src/domain/case/types.js'
import { openSubject } from '../subjects/record.js'
import {
  isDue,
  oneByOne,
  type Ended,
  type OwnCollection,
  type OwnContext,
  type Retained,
} from './collection.js'
import { caseKeepers, keptCases } from './keepers.js'

/**
 * The words about a case: its sealed texts, and the request text within what is sealed of the person, which is sealed anew
 * without it. Name and contact stay as long as the case.
 */
export const caseTexts: OwnCollection = {
  source: 'case_texts',
  kept: keptCases,
  erase: (context, retained, ids, signal) =>
    oneByOne(ids, signal, (id) =>
      transaction(context.db, (tx) => eraseTexts(context, tx, retained, id as Reference)),
    ),
}

async function eraseTexts(
  context: OwnContext,
  tx: Tx,
  retained: Retained,
  reference: Reference,
): Promise<Ended> {
  const closedAt = await lockClosed(tx, reference)
  if (!closedAt || !isDue(retained, closedAt, context.clock())) return 'absent'
  if ((await caseKeepers(context, tx, [reference])).size > 0) return 'absent'
  // Another worker has done it meanwhile.
  if ((await remainingOf(tx, 'case_texts', [reference])).length === 0) return 'absent'
  await deleteTexts(tx, reference)
  const opened = await openSubject(tx, context.vault, reference)
  if (opened?.record.requestText == null) await noteNoText(tx, reference)
  else {
    const bare = JSON.stringify({ ...opened.record, requestText: null })
    await saveWithoutText(tx, reference, await context.vault.seal(opened.key, reference, bare))
  }
  return 'erased'
}
