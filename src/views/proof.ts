import type { Block, Entry, Text, View } from '../chat/view.js'
import type { Reference } from '../domain/case/types.js'
import type { ProvedDeletion } from '../domain/proof/deletion.js'
import type { PersonId } from '../domain/people/roles.js'
import type { LocalDate } from '../domain/time/calendar.js'
import { DateTime } from 'luxon'
import type { Drawing } from './drawing.js'
import { join, sayInstant } from './text/text.js'

/** What a proof is drawn from. */
export interface Proof {
  readonly reference: Reference
  readonly deletions: readonly ProvedDeletion[]
  /** Whether the whole chain of events was recomputed and fits. */
  readonly isChainWhole: boolean
  /** Lines of the plan that are not done, by the desk or by hand: the proof is partial then. */
  readonly linesOpen: number
}

const ofMap = (name: string): Text<'Z1'> => ({ zone: 'Z1', words: name })

/** The deletion records of a case: what went, where, who decided, that it was checked, when the last copy goes. */
export function proofView(d: Drawing, { reference, deletions, isChainWhole, linesOpen }: Proof): View<'Z1'> {
  const { say } = d
  const summary = say(deletions.length === 0 ? 'proof.none' : 'proof.summary', { reference })
  const partial: readonly Block<'Z1'>[] =
    linesOpen > 0 ? [{ kind: 'text', text: say('proof.partial', { count: linesOpen }), tone: 'warning' }] : []
  return {
    title: say('proof.title', { reference }),
    summary,
    blocks: [
      { kind: 'text', text: summary },
      ...partial,
      ...(deletions.length === 0
        ? []
        : [{ kind: 'entries', entries: deletions.map((one) => entry(d, one)) } as const]),
      ...keptBlocks(d, deletions),
      {
        kind: 'text',
        text: say(isChainWhole ? 'proof.chain_whole' : 'proof.chain_broken'),
        tone: isChainWhole ? 'success' : 'danger',
      },
    ],
  }
}

function entry(d: Drawing, made: ProvedDeletion): Entry<'Z1'> {
  const { say } = d
  const verifiedAt = sayInstant(say, DateTime.fromISO(made.verifiedAt, { zone: 'utc' }))
  const purge = [
    ...(made.physicalPurgeBy ? [say('proof.physical', { date: made.physicalPurgeBy as LocalDate })] : []),
    ...(made.backupPurgeBy ? [say('proof.backup', { date: made.backupPurgeBy as LocalDate })] : []),
  ]
  return {
    title: ofMap(`${made.deletionId} · ${made.system}.${made.collection}`),
    details: [
      say('proof.erased', { count: made.recordCount, method: say(`method_of_deletion.${made.method}`) }),
      say('proof.verified', { at: verifiedAt }),
      say('proof.decided', {
        proposer: d.who(made.proposedBy as PersonId),
        approver: d.who(made.approvedBy as PersonId | null),
      }),
      ...(purge.length > 0 ? [join(purge, ' · ')] : []),
      ofMap(made.hash),
    ],
  }
}

function keptBlocks(d: Drawing, deletions: readonly ProvedDeletion[]): readonly Block<'Z1'>[] {
  const { say } = d
  const kept = (deletions[0]?.kept ?? []).map(({ category, count, law, until }) => {
    const words = say('proof.kept_line', { category: ofMap(category), count, law: ofMap(law ?? '') })
    return until ? join([words, say('approval.until', { date: until as LocalDate })], ' · ') : words
  })
  return kept.length === 0 ? [] : [{ kind: 'text', text: join([say('proof.kept'), ...kept], '\n') }]
}
