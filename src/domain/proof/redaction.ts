import type { ChainedEvent, EventDraft } from './event.js'

/** Why events were emptied: their case was purged, a look at details is a year old, an act of no case three (§5.4). */
export type RedactionCause = 'case_purged' | 'looks_aged' | 'acts_aged'

/** So many events are emptied by one record, at most. */
export const redactionSize = 200

/**
 * The event that says which events are emptied: their numbers alone, `12` or `3-9`, and how many. It is appended before
 * they are, and stays. `seqs` in ascending order, each once.
 */
export function redactionEvent(cause: RedactionCause, seqs: readonly number[]): EventDraft {
  const runs: { first: number; last: number }[] = []
  for (const seq of seqs) {
    const run = runs.at(-1)
    if (run?.last === seq - 1) run.last = seq
    else runs.push({ first: seq, last: seq })
  }
  const lines = runs.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`))
  return {
    type: 'events.redacted',
    reference: null,
    fields: { cause, count: seqs.length, seqs: lines },
  }
}

const lists = ({ fields }: ChainedEvent, seq: number) =>
  Array.isArray(fields['seqs']) &&
  (fields['seqs'] as readonly string[]).some((line) => {
    const [first, last = first] = line.split('-').map(Number)
    return seq >= first! && seq <= last!
  })

const isEmpty = ({ reference, fields }: ChainedEvent) =>
  reference === null && Object.keys(fields).length === 0

/** Whether an emptied event is one that its record lists: a later event, of the one kind that may say so, itself whole. */
export function isRecorded(event: ChainedEvent, record: ChainedEvent | null): boolean {
  return (
    record?.type === 'events.redacted' &&
    record.redactedBy === null &&
    record.seq === event.redactedBy &&
    record.seq > event.seq &&
    isEmpty(event) &&
    lists(record, event.seq)
  )
}
