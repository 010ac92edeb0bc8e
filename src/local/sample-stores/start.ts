import { access, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DateTime } from 'luxon'
import type { DataMapSource } from '../../config-stores.js'
import { describeError, type Log } from '../../log.js'
import { azuriteAt, startAzurite } from '../azurite.js'
import { fetchCassandra, lookForCassandra, startCassandra, type CassandraHere } from '../cassandra.js'
import { freePorts } from '../free-ports.js'
import { sampleCustomers, type SampleCustomer } from './customers.js'
import { fillMessages, fillRegister, fillStorage } from './fill.js'
import { sampleMap, type SampleVariables } from './map.js'

/** Which stores the local workspace brings: `light` leaves Cassandra out. */
export type WantedStores = 'all' | 'light' | 'none'

export interface SampleStores {
  readonly dataMap: DataMapSource
  /** Whether Cassandra is among them, and if not, why. */
  readonly cassandra: CassandraHere | 'not_wanted'
  /** Resolves once all that can be there is there and filled; rejects never. */
  readonly filled: Promise<void>
  stop(): Promise<void>
}

interface Options {
  /** Absolute; what the stores hold is kept in it. */
  readonly folder: string
  readonly databaseUrl: string
  readonly wanted: Exclude<WantedStores, 'none'>
  readonly now: DateTime
  readonly log: Log
}

/**
 * Starts the sample stores. Only the register is waited for; the others start behind, and are away for the desk until
 * they are there. Each is filled once.
 */
export async function startSampleStores(options: Options): Promise<SampleStores> {
  const { folder, databaseUrl, wanted, now, log } = options
  const customers = sampleCustomers(now)
  await mkdir(folder, { recursive: true })
  const [cassandra, ports] = await Promise.all([
    wanted === 'light' ? ('not_wanted' as const) : lookForCassandra(),
    choosePorts(),
    fillRegister(databaseUrl, customers),
  ])
  if (cassandra === 'not_fetched') void fetchBehind(log)
  const variables: SampleVariables = {
    SAMPLE_REGISTER_URL: databaseUrl,
    SAMPLE_STORAGE: azuriteAt(ports.azurite),
    SAMPLE_CASSANDRA_HOSTS: `127.0.0.1:${ports.cassandra.native}`,
  }
  const file = join(folder, 'data-map.yml')
  await writeFile(file, sampleMap(cassandra === 'here'))
  const behind = [
    beginStorage(options, customers, ports),
    ...(cassandra === 'here' ? [beginCassandra(options, customers, ports)] : []),
  ]
  return {
    dataMap: { file, variables: () => ({ ...variables }) },
    cassandra,
    filled: Promise.all(behind.map(({ filled }) => filled)).then(() => undefined),
    stop: async () => {
      await Promise.all(behind.map(({ stop }) => stop()))
    },
  }
}

/** Chosen before anything listens on them: the desk is told them at its start. */
async function choosePorts() {
  const [blob, queue, table, storage, native] = (await freePorts(5)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  return { azurite: { blob, queue, table }, cassandra: { storage, native } }
}
type Ports = Awaited<ReturnType<typeof choosePorts>>

/** It takes its time: there at the next start. */
async function fetchBehind(log: Log): Promise<void> {
  await fetchCassandra().catch((error: unknown) =>
    log.warn({ err: describeError(error) }, 'Cassandra was not fetched'),
  )
}

const beginStorage = ({ folder, log }: Options, customers: readonly SampleCustomer[], ports: Ports): Begun =>
  begin('the sample storage', log, async (signal) => {
    const server = await startAzurite(join(folder, 'azurite'), ports.azurite, signal)
    const fill = () => fillStorage(server.connectionString, customers)
    return { server, fill: () => once(folder, 'azurite', fill) }
  })

const beginCassandra = (
  { folder, log }: Options,
  customers: readonly SampleCustomer[],
  ports: Ports,
): Begun =>
  begin('the sample Cassandra', log, async (signal) => {
    const options = { ports: ports.cassandra, signal }
    const server = await startCassandra(join(folder, 'cassandra'), undefined, options)
    return { server, fill: () => once(folder, 'cassandra', () => fillMessages(server, customers)) }
  })

interface Begun {
  readonly filled: Promise<void>
  stop(): Promise<void>
}

interface Filling {
  readonly server: { stop(): Promise<void> }
  readonly fill: () => Promise<void>
}

/** Starts and fills one server behind; what goes wrong is logged, and its store stays away. */
function begin(what: string, log: Log, start: (signal: AbortSignal) => Promise<Filling>): Begun {
  const ending = new AbortController()
  const fault = (error: unknown) => {
    if (!ending.signal.aborted) log.warn({ what, err: describeError(error) }, 'a sample store is not there')
  }
  const started = start(ending.signal).catch((error: unknown) => {
    fault(error)
    return null
  })
  const filled = started.then((one) => one?.fill().catch(fault))
  return {
    filled,
    stop: async () => {
      ending.abort()
      await (await started)?.server.stop()
    },
  }
}

/** Fills a store at its first start only: what was erased later does not come back. */
async function once(folder: string, name: string, fill: () => Promise<void>): Promise<void> {
  const mark = join(folder, `${name}.filled`)
  const isFilled = await access(mark).then(
    () => true,
    () => false,
  )
  if (isFilled) return
  await fill()
  await writeFile(mark, '')
}
