import { listEventsOf, verifyEvents } from '../../db/events.js'
import { openLines } from '../../src/domain/case/plan.js'
import { deletionOf } from '../../src/domain/proof/deletion.js'
import { proofView } from '../../src/views/proof.js'
import { caseView } from '../case-view.js'

/** The proof of an erasure: its deletion records, and whether the chain they stand in is whole. */
export const showProof = caseView(async ({ tx, draw }, { reference, plan }) => {
  const events = await listEventsOf(tx, reference)
  const deletions = events.flatMap((event) => deletionOf(event) ?? [])
  const { ok: isChainWhole } = await verifyEvents(tx)
  const linesOpen = plan ? openLines(plan).length : 0
  return proofView(draw, { reference, deletions, isChainWhole, linesOpen })
})
