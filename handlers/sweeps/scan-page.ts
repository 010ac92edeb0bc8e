import { findSources } from '../../db/sweep-keepers.js'
import type { Reader } from '../../db/client.js'
import type {
  Cursor,
  KeptRecord,
  LocatedRecord,
  Reading,
  RecordId,
  ScanRange,
} from '../../src/connectors/store.js'
import { anchorOf, laterOf } from '../../src/domain/data-map/anchor.js'
import { collectionId } from '../../src/domain/data-map/order.js'
import { anchoredBefore, judge, type Measure, type Verdict } from '../../src/domain/retention/judge.js'
import { tallyOf, type Tally } from '../../src/domain/retention/tally.js'
import type { Vault } from '../../src/vault/vault.js'
import type { SweptPlace } from './places.js'

/** What a page came to. */
export interface SweptPage {
  readonly tally: Tally
  readonly toDelete: readonly RecordId[]
  /** Null after the last page of the range. */
  readonly next: Cursor | null
}

/** What a page is read and judged by. */
export interface Sight {
  readonly place: SweptPlace
  readonly range: ScanRange
  readonly measure: Measure
  /** The set of what was found for the keepers. */
  readonly keeperSet: string
  /** Records a page holds at most, 1 to 1,000. */
  readonly pageSize: number
}

/** Reads one page of a range and judges each record, with what keeps it as it was found last. */
export async function scanPage(
  { db, vault }: { readonly db: Reader; readonly vault: Vault },
  sight: Sight,
  after: Cursor | null,
): Promise<Reading<SweptPage>> {
  const { place, range, measure } = sight
  const { collection, store } = place
  if (store === null) return { kind: 'unread', why: 'manual' }
  const emptied = collection.erasure.action === 'null' ? collection.erasure.fields : []
  const { anchor } = collection.retention
  const second = anchor.source === 'field' ? (anchor.and ?? null) : null
  const select = second === null ? emptied : [...emptied, second]
  const read = await store.scan(collection, range, select, {
    after,
    limit: sight.pageSize,
    anchoredBefore: anchoredBefore(collection, measure.day),
  })
  if (read.kind === 'unread') return read
  const records = read.records
    .filter((record) => isFilled(record, emptied))
    .map((record) => (second === null ? record : withSecond(record, second)))
  const verdicts = await judgeAll(db, vault, sight, records)
  const toDelete = records.filter((_, at) => verdicts[at]!.kind === 'delete').map(({ id }) => id)
  const keptBack = (read.kept ?? []).map((one) => judgeKept(measure, one))
  const tally = tallyOf(read.scanned, [...verdicts, ...keptBack])
  return { kind: 'read', tally, toDelete, next: read.next }
}

/** A record that its store keeps back by itself, for a reason that it knows. */
function judgeKept(measure: Measure, { anchorAt, reason }: KeptRecord): Verdict {
  const verdict = judge({ ...measure, keepers: [] }, anchorAt, () => false)
  return verdict.kind === 'delete' ? { ...verdict, kind: 'keep', reason } : verdict
}

/** Where only fields are emptied the record stays: one that was emptied before has nothing left to delete. */
const isFilled = ({ values }: LocatedRecord, fields: readonly string[]) =>
  fields.length === 0 || fields.some((field) => (values[field] ?? null) !== null)

/** The period runs from the later of both instants. */
const withSecond = (record: LocatedRecord, field: string): LocatedRecord => ({
  ...record,
  anchorAt: laterOf(record.anchorAt, anchorOf(record.values[field])),
})

async function judgeAll(
  db: Reader,
  vault: Vault,
  { measure, keeperSet }: Sight,
  records: readonly LocatedRecord[],
): Promise<readonly Verdict[]> {
  const everyone = () => true
  const first = records.map(({ anchorAt }) => judge(measure, anchorAt, everyone))
  if (measure.keepers.every(({ covers }) => covers === 'collection')) return first
  // Only records that something could keep are looked up among those that were found.
  const name = collectionId(measure.collection)
  const opaque = records.map(({ id }, at) =>
    first[at]!.kind === 'keep' ? vault.blindIndex('record', `${name}:${id}`) : null,
  )
  const asked = opaque.filter((one) => one !== null)
  const sources = asked.length === 0 ? null : await findSources(db, keeperSet, name, asked)
  return records.map(({ anchorAt }, at) => {
    const one = opaque[at] ?? null
    if (one === null) return first[at]!
    return judge(measure, anchorAt, (source) => sources?.get(one)?.has(source) ?? false)
  })
}
