import { DateTime } from 'luxon'
import { openOwnData } from '../../handlers/own-data/store.js'
import { unlimited } from '../../handlers/messages/limits.js'
import type { Ports } from '../../src/chat/port.js'
import type { DataStore, RecordId, ScanPage } from '../../src/connectors/store.js'
import { rightsDesk } from '../../src/domain/data-map/rights-desk.js'
import type { Collection } from '../../src/domain/data-map/types.js'
import { bothDesk, type BothDesk } from './both-desk.js'
import type { DeskWorld } from './desk-world.js'
import type { FreshDatabase } from './postgres.js'

export interface OwnWorld extends BothDesk {
  /** The same desk as those who act in Slack know it. */
  readonly world: DeskWorld
  /** The desk's own data as the sweep sees it; `more` in place of a port. */
  own(more?: Ports): DataStore
}

export const collection = (name: string): Collection =>
  rightsDesk.collections.find((one) => one.name === name)!

/** A desk on both platforms with the store of its own data. */
export async function ownWorld(at: string): Promise<OwnWorld> {
  const desk = await bothDesk({ at })
  const ports = { slack: desk.slack.port, teams: desk.teams.port }
  return {
    ...desk,
    world: { ...desk, ...desk.slack, drain: () => desk.drainWith(ports) } as unknown as DeskWorld,
    own: (more = {}) => ownDataOf(desk, { ...ports, ...more }),
  }
}

/** The store of a desk's own data, with the platforms that it is connected to. */
export function ownDataOf({ parts }: Pick<BothDesk, 'parts'>, ports: Ports): DataStore {
  const { db, desk, clock, log, tokens, language } = parts
  return openOwnData({ db, desk, vault: desk.vault, ports, limits: unlimited, clock, log, tokens, language })
}

/** Every row of every table, as text, but for those in another schema than the desk's. */
export async function dumpOf({ sql }: FreshDatabase, other = ''): Promise<string> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema', ${other})`
  const lines = await Promise.all(
    tables.map(({ name }) =>
      sql.unsafe<{ line: string }[]>(`select to_jsonb(t)::text as line from ${name} t`),
    ),
  )
  return lines.flatMap((rows) => rows.map(({ line }) => line)).join('\n')
}

/** Everything of a collection that is anchored before an instant, page by page of two in three ranges. */
export async function scanAll(
  store: DataStore,
  name: string,
  anchoredBefore?: string,
): Promise<Pick<ScanPage, 'records' | 'scanned'> & { readonly kept: NonNullable<ScanPage['kept']> }> {
  const divided = await store.divide(collection(name), 3)
  if (divided.kind === 'unread') throw new Error(divided.why)
  const pages: ScanPage[] = []
  for (const range of divided.ranges) {
    for (let after: ScanPage['next'] = null, isFirst = true; isFirst || after; isFirst = false) {
      const bound = anchoredBefore ? { anchoredBefore: DateTime.fromISO(anchoredBefore) } : {}
      const page = await store.scan(collection(name), range, [], { after, limit: 2, ...bound })
      if (page.kind === 'unread') throw new Error(page.why)
      pages.push(page)
      after = page.next
    }
  }
  return {
    records: pages.flatMap(({ records }) => records),
    kept: pages.flatMap(({ kept }) => kept ?? []),
    scanned: pages.reduce((sum, { scanned }) => sum + scanned, 0),
  }
}

/** How the erasure of records ends that are not due, or that something keeps: none is told as gone. */
export const stillThere = (...ids: readonly string[]) => ({
  erased: [],
  absent: [],
  failed: ids.map((id) => ({ id, why: 'protected' })),
  remaining: ids,
})

/** Erases records as the sweep does, and gives how it ended with what is still there. */
export async function eraseAll(store: DataStore, name: string, ids: readonly string[]) {
  const ended = await store.erase(collection(name), ids as readonly RecordId[])
  const verified = await store.verify(collection(name), ids as readonly RecordId[])
  return { ...ended, remaining: verified.kind === 'read' ? verified.remaining : verified.why }
}
