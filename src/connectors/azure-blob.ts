import type { Readable } from 'node:stream'
import {
  BlobServiceClient,
  type BlobItem,
  type ContainerClient,
  type ContainerListBlobFlatSegmentResponse,
  type ContainerListBlobHierarchySegmentResponse,
} from '@azure/storage-blob'
import type { Collection, System } from '../domain/data-map/types.js'
import { anchorOf } from '../domain/data-map/anchor.js'
import { accountOf, classify, isGone, pipelineFor } from './azure.js'
import { batchSize, deleteBatch, namesThere, type BatchOutcome, type ListBlobs } from './azure-blob-batch.js'
import { checkContainer } from './azure-blob-check.js'
import { prefixesOf, prefixRanges, type ListLevel } from './azure-blob-scan.js'
import { blobPath } from './blob-path.js'
import { bounded, call, chunks, reading, StoreFailed, whyFailed } from './calls.js'
import { eraseEach } from './erase-each.js'
import { keyOf, recordId, stateOf } from './record-id.js'
import { optionsOf, type AzureSettings } from './settings.js'
import type { CallOptions, DataStore, Erased, LocatedRecord, RecordId } from './store.js'
import { countByPages, nextOf, valueByValue, type Part, type Wanted } from './value-by-value.js'

/**
 * Containers of Azure Blob Storage. The identity needs to list, read and delete blobs, and their versions where the
 * account keeps them. Snapshots and versions go with their blob; soft-deleted copies stay for their days.
 */
export class AzureBlobStore implements DataStore {
  readonly system: string
  readonly #service: BlobServiceClient

  constructor(
    private readonly described: System,
    settings: AzureSettings,
    env: NodeJS.ProcessEnv,
  ) {
    this.system = described.key
    const account = accountOf(settings, env)
    const pipeline = pipelineFor(described.connection!)
    this.#service =
      'connectionString' in account
        ? BlobServiceClient.fromConnectionString(account.connectionString, pipeline)
        : new BlobServiceClient(account.url, account.credential, pipeline)
  }

  check(options: CallOptions = {}): ReturnType<DataStore['check']> {
    return reading(async () => {
      const found = await bounded(this.described.collections, 4, (one) =>
        this.#ask(options, (abortSignal) => checkContainer(this.#service, this.described, one, abortSignal)),
      )
      return { findings: found.flat() }
    })
  }

  locate(
    ...[collection, matches, select, options = {}]: Parameters<DataStore['locate']>
  ): ReturnType<DataStore['locate']> {
    return reading(() =>
      valueByValue(matches, options, (wanted, token, limit) =>
        this.#part(collection, select, wanted, { token, limit, options }),
      ),
    )
  }

  async #part(
    collection: Collection,
    select: readonly string[],
    { field, value }: Wanted,
    { token, limit, options }: { token: string | null; limit: number; options: CallOptions },
  ): Promise<Part> {
    const prefix = prefixFor(collection, field, value)
    const page = await this.#list(collection, prefix, token, limit, options)
    const records = page.blobs
      // A prefix without text behind it also leads longer names.
      .filter((blob) => fieldsOf(collection, blob)[field] === value)
      .map((blob) => recordOf(collection, select, blob))
    return { records, token: page.token }
  }

  async #list(
    collection: Collection,
    prefix: string,
    token: string | null,
    limit: number,
    options: CallOptions,
    include: { includeMetadata?: boolean; includeVersions?: boolean } = { includeMetadata: true },
  ): Promise<{ blobs: readonly BlobItem[]; token: string | null }> {
    return await this.#ask(options, async (abortSignal) => {
      const pages = this.#container(collection)
        .listBlobsFlat({ prefix, ...include, abortSignal })
        .byPage(pageOf(token, limit))
      const page = (await pages.next()).value as ContainerListBlobFlatSegmentResponse
      return { blobs: page.segment.blobItems, token: page.continuationToken ? page.continuationToken : null }
    })
  }

  divide(
    ...[collection, parts, options = {}]: Parameters<DataStore['divide']>
  ): ReturnType<DataStore['divide']> {
    const list: ListLevel = (prefix, token) =>
      this.#ask(options, async (abortSignal) => {
        const pages = this.#container(collection)
          .listBlobsByHierarchy('/', { prefix, abortSignal })
          .byPage(pageOf(token, 5000))
        const page = (await pages.next()).value as ContainerListBlobHierarchySegmentResponse
        const { blobPrefixes = [], blobItems } = page.segment
        const names = [...blobPrefixes, ...blobItems].map(({ name }) => name)
        return { names, token: page.continuationToken ? page.continuationToken : null }
      })
    return reading(async () => ({ ranges: await prefixRanges(parts, list) }))
  }

  scan(
    ...[collection, range, select, options = {}]: Parameters<DataStore['scan']>
  ): ReturnType<DataStore['scan']> {
    const { after = null, limit = 500 } = options
    return reading(async () => {
      const prefixes = prefixesOf(range)
      const [at, start] = after === null ? [0, null] : (stateOf(after) as [number, string | null])
      const { blobs, token } = await this.#list(collection, prefixes[at]!, start, limit, options)
      return {
        records: blobs.map((blob) => recordOf(collection, select, blob)),
        next: nextOf(at, token, prefixes.length),
        scanned: blobs.length,
      }
    })
  }

  count(...args: Parameters<DataStore['count']>): ReturnType<DataStore['count']> {
    return countByPages(this, ...args)
  }

  export(
    ...[collection, ids, options = {}]: Parameters<DataStore['export']>
  ): ReturnType<DataStore['export']> {
    return reading(async () => {
      const found = await bounded(ids, this.#concurrency, async (id) => {
        const blob = this.#blob(collection, id)
        const properties = await this.#ask(options, (abortSignal) =>
          absentAsNull(() => blob.getProperties({ abortSignal })),
        )
        if (properties === null) return []
        const content = {
          type: properties.contentType ?? 'application/octet-stream',
          bytes: properties.contentLength ?? 0,
          open: async () => (await blob.download()).readableStreamBody as Readable,
        }
        return [{ id, fields: { name: blob.name, ...metadataOf(properties.metadata) }, content }]
      })
      return { records: found.flat() }
    })
  }

  async erase(...[collection, ids, options = {}]: Parameters<DataStore['erase']>): Promise<Erased> {
    if (collection.erasure.action !== 'delete') throw new Error('blobs can only be deleted')
    // A version goes only by its own request.
    if (hasVersions(collection)) return await this.#eraseEach(collection, ids, options)
    const ends = await bounded(chunks(ids, batchSize), this.#concurrency, (batch) =>
      this.#eraseBatch(collection, batch, options),
    )
    const outcomes = ends.flat()
    // Those that no request took are tried by themselves, and tell what came of them.
    const others = ids.filter((_, at) => !outcomes[at])
    const rest = await this.#eraseEach(collection, others, options)
    const ended = (as: 'erased' | 'absent') => [...ids.filter((_, at) => outcomes[at] === as), ...rest[as]]
    return { erased: ended('erased'), absent: ended('absent'), failed: rest.failed }
  }

  #eraseBatch(collection: Collection, ids: readonly RecordId[], options: CallOptions): Promise<BatchOutcome> {
    const blobs = ids.map((id) => this.#blob(collection, id))
    return this.#ask(options, (abortSignal) =>
      deleteBatch(this.#container(collection), blobs, abortSignal),
    ).catch((error: unknown) => {
      whyFailed(error)
      return ids.map(() => null)
    })
  }

  #eraseEach(collection: Collection, ids: readonly RecordId[], options: CallOptions): Promise<Erased> {
    return eraseEach(ids, this.#concurrency, async (id) => {
      const { succeeded } = await this.#ask(options, (abortSignal) =>
        this.#blob(collection, id).deleteIfExists({ deleteSnapshots: 'include', abortSignal }),
      )
      for (const version of await this.#versions(collection, id, options)) {
        await this.#ask(options, (abortSignal) =>
          this.#blob(collection, id).withVersion(version).deleteIfExists({ abortSignal }),
        )
      }
      return succeeded ? 'erased' : 'absent'
    })
  }

  verify(
    ...[collection, ids, options = {}]: Parameters<DataStore['verify']>
  ): ReturnType<DataStore['verify']> {
    const list: ListBlobs = (prefix, token, limit) =>
      this.#list(collection, prefix, token, limit, options, { includeVersions: hasVersions(collection) })
    return reading(async () => {
      const there = await namesThere(ids.map(nameOf), list)
      if (there) return { remaining: ids.filter((id) => there.has(nameOf(id))) }
      const isThere = await bounded(ids, this.#concurrency, async (id) => {
        const blob = this.#blob(collection, id)
        const exists = await this.#ask(options, (abortSignal) => blob.exists({ abortSignal }))
        return exists || (await this.#versions(collection, id, options)).length > 0
      })
      return { remaining: ids.filter((_, at) => isThere[at]) }
    })
  }

  async close(): Promise<void> {
    // The client keeps no connection that has to be ended.
  }

  get #concurrency(): number {
    return this.described.connection!.concurrency
  }

  /** Versions that the account has kept of one blob; none is asked for where the map says that it keeps none. */
  async #versions(collection: Collection, id: RecordId, options: CallOptions): Promise<string[]> {
    if (!hasVersions(collection)) return []
    const name = nameOf(id)
    return await this.#ask(options, async (abortSignal) => {
      const found: string[] = []
      const all = this.#container(collection).listBlobsFlat({
        prefix: name,
        includeVersions: true,
        abortSignal,
      })
      for await (const blob of all) if (blob.name === name && blob.versionId) found.push(blob.versionId)
      return found
    })
  }

  #container({ nativeName }: Collection): ContainerClient {
    return this.#service.getContainerClient(nativeName)
  }

  #blob(collection: Collection, id: RecordId) {
    return this.#container(collection).getBlobClient(nameOf(id))
  }

  #ask<T>(options: CallOptions, work: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
    return call(this.described.connection!.timeoutMs, classify, options, work)
  }
}

const nameOf = (id: RecordId): string => keyOf(id, 1)[0]!

/** Whether the account keeps versions of blobs, as the map says. */
const hasVersions = ({ options }: Collection) => optionsOf.azure_blob.parse(options).versions

const pageOf = (token: string | null, limit: number) => ({
  maxPageSize: limit,
  ...(token === null ? {} : { continuationToken: token }),
})

/** The start of all names with this value. Throws for a field that does not lead the name. */
function prefixFor({ options }: Collection, field: string, value: string): string {
  if (field === 'name') return value
  const { path } = optionsOf.azure_blob.parse(options)
  const prefix = path === undefined ? null : blobPath(path).prefixFor(field, value)
  if (prefix === null) throw new StoreFailed('misfit')
  return prefix
}

function recordOf(collection: Collection, select: readonly string[], blob: BlobItem): LocatedRecord {
  const anchor = collection.retention?.anchor
  const known = fieldsOf(collection, blob)
  return {
    id: recordId([blob.name]),
    anchorAt: anchor
      ? anchorOf(anchor.source === 'field' ? known[anchor.field] : blob.properties.lastModified)
      : null,
    values: Object.fromEntries(select.map((name) => [name, known[name] ?? null])),
  }
}

function fieldsOf({ options }: Collection, blob: BlobItem): Readonly<Record<string, string | undefined>> {
  const { path } = optionsOf.azure_blob.parse(options)
  return {
    name: blob.name,
    ...(path === undefined ? {} : blobPath(path).read(blob.name)),
    ...metadataOf(blob.metadata),
  }
}

const metadataOf = (metadata: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`metadata.${name}`, value]))

async function absentAsNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}
