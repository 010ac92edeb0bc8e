import type { Anchor, Collection, Connection } from '../../../src/domain/data-map/types.js'
import { ConnectionInFile } from '../../../src/connectors/settings.js'
import { aCollection, aField } from '../../support/data-map.js'

/** A message about a plainly fictitious customer. */
export interface Message {
  readonly customer: string
  readonly id: string
  readonly body: string
  readonly processedAt: string
}

/** One kind of store as the contract is tried on it: what the vendor's own client writes and sees. */
export interface Rig {
  readonly connection: Connection
  /** The same, with nobody listening. */
  readonly awayConnection: Connection
  readonly env: NodeJS.ProcessEnv
  /** Customer by `customer`, key by customer and id. */
  readonly messages: Collection
  /** Where the store itself notes when a record was written; null where it does not. */
  readonly writtenAt: Anchor | null
  /** Records enough that a deletion takes several batches, or for a store without batches several rounds. */
  readonly moreThanABatch: number
  write(messages: readonly Message[]): Promise<void>
  /** `customer/id` of all that is there, sorted. */
  list(): Promise<string[]>
  /** Bodies that are there. */
  bodies(): Promise<string[]>
  clear(): Promise<void>
  stop(): Promise<void>
}

export function connectionOf(settings: Record<string, unknown>): Connection {
  const parsed = ConnectionInFile.parse({ timeout_ms: 5000, concurrency: 16, ...settings })
  return {
    kind: parsed.kind,
    timeoutMs: parsed.timeout_ms,
    concurrency: parsed.concurrency,
    settings: parsed,
  }
}

/** The collection, with the store's own names of the fields. */
export const messagesWith = (
  names: { readonly key: readonly [string, string]; readonly processedAt: string },
  more: Partial<Collection> = {},
): Collection =>
  aCollection('messages', 'messages', {
    fields: [
      aField(names.key[0], { isPrimaryKey: true, identity: 'customer_number' }),
      aField(names.key[1], { isPrimaryKey: true }),
      aField('body', { categories: ['user.content'] }),
      aField(names.processedAt),
    ],
    retention: { rule: 'RET-STD', months: 3, anchor: { source: 'field', field: names.processedAt } },
    ...more,
  })

/** Where nobody listens: the port of the discard service, closed on machines of today. */
export const nobody = '127.0.0.1:9'
