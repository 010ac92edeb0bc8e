import { DateTime } from 'luxon'
import { pageOf, remainingOf, spanOf, type AnchorSpan, type OwnPage, type OwnRow } from '../../db/own-data.js'
import type {
  Cursor,
  DataStore,
  Erased,
  KeptRecord,
  LocatedRecord,
  Reading,
  RecordId,
  ScanOptions,
  ScanPage,
  ScanRange,
  UnreadReason,
} from '../../src/connectors/store.js'
import { rightsDesk } from '../../src/domain/data-map/rights-desk.js'
import type { Collection } from '../../src/domain/data-map/types.js'
import { caseTexts } from './case-texts.js'
import { cases } from './cases.js'
import { whyNot, type OwnCollection, type OwnContext, type Retained } from './collection.js'
import { accessLog, deskEvents } from './events.js'
import { answers, drafts, holds, holdTexts, messages, shownDetails } from './others.js'

/** How each collection of `rightsDesk` goes, by its name. */
const collections: Readonly<Record<string, OwnCollection>> = {
  case_texts: caseTexts,
  cases,
  access_log: accessLog,
  events: deskEvents,
  messages,
  answers,
  shown_details: shownDetails,
  hold_texts: holdTexts,
  holds,
  drafts,
}

function ownOf({ name }: Collection): OwnCollection {
  const own = collections[name]
  if (!own) throw new Error('the desk has no collection of this name')
  return own
}

function retentionOf({ retention }: Collection): Retained {
  if (!retention) throw new Error('a collection without a rule is not swept')
  return retention
}

const neverStopped = new AbortController().signal
const notSearchable = { kind: 'unread', why: 'not_searchable' } as const

async function reading<T extends object>(work: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { kind: 'read', ...(await work()) }
  } catch (error) {
    return { kind: 'unread', why: whyNot(error) }
  }
}

const instantIn = (ms: number) => DateTime.fromMillis(ms, { zone: 'utc' })

const rangeText = ({ from, until }: AnchorSpan) => `${from.toMillis()}/${until.toMillis()}` as ScanRange

function spanIn(range: ScanRange): AnchorSpan {
  const [from, until] = range.split('/').map(Number)
  return { from: instantIn(from!), until: instantIn(until!) }
}

const cursorAt = ({ id, anchorAt }: OwnRow) => `${anchorAt.toMillis()}/${id}` as Cursor

function rowAt(cursor: Cursor): OwnRow {
  const slash = cursor.indexOf('/')
  return { anchorAt: instantIn(Number(cursor.slice(0, slash))), id: cursor.slice(slash + 1) }
}

/** Parts of a span of time, alike in length; fewer where it has fewer milliseconds. */
function partsOf({ from, until }: AnchorSpan, parts: number): readonly AnchorSpan[] {
  const [start, end] = [from.toMillis(), until.toMillis()]
  const count = Math.min(parts, end - start)
  const bounds = Array.from(
    { length: count + 1 },
    (_, at) => start + Math.floor(((end - start) * at) / count),
  )
  return bounds.slice(1).map((bound, index) => ({ from: instantIn(bounds[index]!), until: instantIn(bound) }))
}

const defaultLimit = 500

/**
 * The desk's own personal data, behind the contract of every other store, for `rightsDesk`. Ids are references and ids of
 * rows. What `erase` finds not to be due any more (reopened, or kept since it was scanned) fails as `protected`, and `verify`
 * finds it: what is there is never told as deleted. It does not search for people: cases are found by their reference.
 */
export function openOwnData(context: OwnContext): DataStore {
  const { db } = context
  return {
    system: rightsDesk.key,
    check: () =>
      reading(async () => {
        await Promise.all(Object.values(collections).map(({ source }) => remainingOf(db, source, [])))
        return { findings: [] }
      }),
    locate: () => Promise.resolve(notSearchable),
    count: () => Promise.resolve(notSearchable),
    export: () => Promise.resolve(notSearchable),
    divide: (collection, parts) =>
      reading(async () => {
        const span = await spanOf(db, ownOf(collection).source)
        return { ranges: span ? partsOf(span, parts).map(rangeText) : [] }
      }),
    scan: (collection, range, _select, options = {}) =>
      reading(() => scan(context, ownOf(collection), spanIn(range), options)),
    erase: (collection, ids, { signal = neverStopped } = {}) => erase(context, collection, ids, signal),
    verify: (collection, ids) =>
      reading(async () => ({
        remaining: (await remainingOf(db, ownOf(collection).source, ids)) as readonly RecordId[],
      })),
    close: () => Promise.resolve(),
  }
}

async function scan(
  context: OwnContext,
  own: OwnCollection,
  { from, until }: AnchorSpan,
  { after, limit = defaultLimit, anchoredBefore }: ScanOptions,
): Promise<ScanPage> {
  const page: OwnPage = await pageOf(
    context.db,
    own.source,
    { from, until },
    after ? rowAt(after) : null,
    limit,
  )
  const rows = page.rows.filter(({ anchorAt }) => !anchoredBefore || anchorAt < anchoredBefore)
  const kept: readonly KeptRecord[] = (await own.kept?.(context, rows)) ?? []
  const keptIds = new Set<string>(kept.map(({ id }) => id))
  return {
    records: rows.filter(({ id }) => !keptIds.has(id)).map(recordOf),
    next: page.next ? cursorAt(page.next) : null,
    scanned: page.scanned,
    kept,
  }
}

const recordOf = ({ id, anchorAt }: OwnRow): LocatedRecord => ({ id: id as RecordId, anchorAt, values: {} })

async function erase(
  context: OwnContext,
  collection: Collection,
  ids: readonly RecordId[],
  signal: AbortSignal,
): Promise<Erased> {
  const own = ownOf(collection)
  const ended = await own.erase(context, retentionOf(collection), ids, signal)
  const leftAlone = ids.filter((_, index) => ended[index] === 'absent')
  const there = await whyThere(context, own, leftAlone)
  return {
    erased: ids.filter((_, index) => ended[index] === 'erased'),
    absent: leftAlone.filter((id) => !there.has(id)),
    failed: ids.flatMap((id, index) => {
      const end = ended[index]!
      const why = end === 'absent' ? there.get(id) : end
      return why === undefined || why === 'erased' ? [] : [{ id, why }]
    }),
  }
}

/** Of the records that were left alone, those that are there, or may be, each with why. */
async function whyThere(
  { db }: OwnContext,
  { source }: OwnCollection,
  ids: readonly RecordId[],
): Promise<ReadonlyMap<string, UnreadReason>> {
  if (ids.length === 0) return new Map()
  try {
    return new Map((await remainingOf(db, source, ids)).map((id) => [id, 'protected']))
  } catch (error) {
    const why = whyNot(error)
    return new Map(ids.map((id) => [id, why]))
  }
}
