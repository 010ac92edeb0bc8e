import type { BlobServiceClient, ContainerListBlobFlatSegmentResponse } from '@azure/storage-blob'
import type { Collection, System } from '../domain/data-map/types.js'
import { statusOf } from './azure.js'
import { blobPath } from './blob-path.js'
import { optionsOf } from './settings.js'
import type { Finding } from './store.js'

/** What keeps a container from being searched and erased as the map says, and copies that the map does not name. */
export async function checkContainer(
  service: BlobServiceClient,
  { backups }: Pick<System, 'backups'>,
  collection: Collection,
  abortSignal: AbortSignal,
): Promise<Finding[]> {
  const say = (level: Finding['level'], sentence: string): Finding => ({
    level,
    collection: collection.name,
    sentence,
  })
  const container = service.getContainerClient(collection.nativeName)
  if (!(await container.exists({ abortSignal }))) return [say('error', 'The container is not there.')]
  const { versions, path } = optionsOf.azure_blob.parse(collection.options)
  const found: Finding[] = unsearchable(collection, path).map((field) =>
    say(
      'error',
      `${field} does not lead the names that options.path describes: a person cannot be found by it.`,
    ),
  )
  const pages = container.listBlobsFlat({ includeVersions: true, abortSignal }).byPage({ maxPageSize: 100 })
  const first = (await pages.next()).value as ContainerListBlobFlatSegmentResponse | undefined
  if (!versions && first?.segment.blobItems.some(({ versionId }) => versionId))
    found.push(say('error', 'The account keeps versions of blobs: set options.versions to true.'))
  const days = await softDeleteDays(service, abortSignal)
  if (days === null)
    found.push(say('warning', 'Whether soft delete is on cannot be read: name its days in backups.'))
  else if (days > Math.max(0, ...backups.map((backup) => backup.days)))
    found.push(say('warning', `Soft delete keeps blobs for ${days} days: name it in backups of the system.`))
  return found
}

/** Days that deleted blobs are kept; null when the identity may not ask. */
async function softDeleteDays(service: BlobServiceClient, abortSignal: AbortSignal): Promise<number | null> {
  try {
    const { deleteRetentionPolicy } = await service.getProperties({ abortSignal })
    return deleteRetentionPolicy?.enabled ? (deleteRetentionPolicy.days ?? 0) : 0
  } catch (error) {
    if (statusOf(error) === 403) return null
    throw error
  }
}

function unsearchable({ fields, searching }: Collection, path: string | undefined): string[] {
  if (searching.by === 'nothing') return []
  const template = path === undefined ? null : blobPath(path)
  return fields
    .filter(({ identity, references }) => identity !== null || references.length > 0)
    .map(({ name }) => name)
    .filter((name) => name !== 'name' && (template === null || template.prefixFor(name, 'x') === null))
}
