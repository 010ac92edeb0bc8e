import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { startChildServer } from './child-server.js'

/** Microsoft's own emulator of Azure Storage, on 127.0.0.1. */
export interface Azurite {
  /** For the blob and the table service of one account. */
  readonly connectionString: string
  stop(): Promise<void>
}

// The account that every emulator has; its key is published by Microsoft and opens nothing else.
const account = 'devstoreaccount1'
const publicKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='
const service = (name: string) => new RegExp(`${name} service is successfully listening at (http:\\S+)`, 'u')

/** Where its services listen; 0: on a free port. Of the queue service nothing is used. */
export interface AzuritePorts {
  readonly blob: number
  readonly queue: number
  readonly table: number
}

/** How an emulator on these ports will be reached, also before it is there. */
export const azuriteAt = ({ blob, table }: Pick<AzuritePorts, 'blob' | 'table'>): string =>
  connectionFor(`http://127.0.0.1:${blob}`, `http://127.0.0.1:${table}`)

const connectionFor = (blob: string, table: string) =>
  `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${publicKey};BlobEndpoint=${blob}/${account};TableEndpoint=${table}/${account};`

/** Starts the blob and table services; what they hold is kept in `folder`, or nowhere for null. */
export async function startAzurite(
  folder: string | null,
  ports: AzuritePorts = { blob: 0, queue: 0, table: 0 },
  signal?: AbortSignal,
): Promise<Azurite> {
  if (folder) await mkdir(folder, { recursive: true })
  const main = createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js')
  const places = Object.entries(ports).flatMap(([name, port]) => [
    `--${name}Port`,
    String(port),
    `--${name}Host`,
    '127.0.0.1',
  ])
  const place = folder ? ['--location', folder] : ['--inMemoryPersistence']
  const args = [main, ...places, ...place, '--silent', '--disableTelemetry', '--skipApiVersionCheck']
  const isReady = (written: string) => ['Blob', 'Table'].every((name) => service(name).test(written))
  const { written, stop } = await startChildServer(process.execPath, args, {
    isReady,
    timeoutMs: 60_000,
    cwd: folder ?? process.cwd(),
    signal,
  })
  const [blob, table] = ['Blob', 'Table'].map((name) => service(name).exec(written)![1]!)
  return { connectionString: connectionFor(blob!, table!), stop }
}
