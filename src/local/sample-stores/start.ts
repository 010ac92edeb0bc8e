import { access, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DateTime } from 'luxon'
import type { ContactPoints, DataMapSource } from '../../config-stores.js'
import { describeError, type Log } from '../../log.js'
import { azuriteAt, startAzurite } from '../azurite.js'
import {
  fetchCassandra,
  lookForCassandra,
  startCassandra,
  type Cassandra,
  type CassandraHere,
} from '../cassandra.js'
import { freePorts } from '../free-ports.js'
import { sampleCustomers, type SampleCustomer } from './customers.js'
import { fillMessages, fillRegister, fillStorage, hasMessages } from './fill.js'
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
  /** A Cassandra that runs already, and is used whatever is wanted; null: one of our own, where it can run. */
  readonly running: ContactPoints | null
  readonly now: DateTime
  readonly log: Log
}

/**
 * Starts the sample stores. Only the register is waited for; the others start behind, and are away for the desk until
 * they are there. Each is filled once.
 */
export async function startSampleStores(options: Options): Promise<SampleStores> {
  const { folder, databaseUrl, running, now, log } = options
  const customers = sampleCustomers(now)
  await mkdir(folder, { recursive: true })
  const [cassandra, ports] = await Promise.all([
    cassandraOf(options),
    choosePorts(),
    fillRegister(databaseUrl, customers),
  ])
  if (cassandra === 'not_fetched') void fetchBehind(log)
  const variables: SampleVariables = {
    SAMPLE_REGISTER_URL: databaseUrl,
    SAMPLE_STORAGE: azuriteAt(ports.azurite),
    SAMPLE_CASSANDRA_HOSTS: running?.hosts ?? `127.0.0.1:${ports.cassandra.native}`,
    SAMPLE_CASSANDRA_DATA_CENTER: running?.dataCenter ?? 'datacenter1',
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

/** One that runs is taken as being there: when it is not, it is away for the desk like any other store. */
async function cassandraOf({ running, wanted }: Options): Promise<SampleStores['cassandra']> {
  if (running !== null) return 'here'
  return wanted === 'light' ? 'not_wanted' : await lookForCassandra()
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
  { folder, log, running }: Options,
  customers: readonly SampleCustomer[],
  ports: Ports,
): Begun =>
  begin('the sample Cassandra', log, async (signal) => {
    const options = { ports: ports.cassandra, signal }
    const server = running
      ? runningCassandra(running)
      : await startCassandra(join(folder, 'cassandra'), undefined, options)
    const fill = () => fillMessages(server, customers)
    // Another cluster is another store, and nothing keeps its owner from emptying it.
    const name = running ? `cassandra-${running.hosts.replaceAll(/[^\w.]/gu, '-')}` : 'cassandra'
    return { server, fill: () => once(folder, name, fill, async () => !(await hasMessages(server))) }
  })

/** Whoever started it ends it. */
const runningCassandra = ({ hosts, dataCenter }: ContactPoints): Cassandra => ({
  contactPoint: hosts,
  dataCenter,
  stop: () => Promise.resolve(),
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

/** Fills a store at its first start only: what was erased later does not come back. One that was emptied is filled anew. */
async function once(
  folder: string,
  name: string,
  fill: () => Promise<void>,
  isEmptied: () => Promise<boolean> = () => Promise.resolve(false),
): Promise<void> {
  const mark = join(folder, `${name}.filled`)
  const isFilled = await access(mark).then(
    () => true,
    () => false,
  )
  if (isFilled && !(await isEmptied())) return
  await fill()
  await writeFile(mark, '')
}
