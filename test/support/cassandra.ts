import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CannotRunCassandra, startCassandra, type Cassandra } from '../../src/local/cassandra.js'

/**
 * A real Cassandra: the one that TEST_CASSANDRA names (`host:port`, data centre datacenter1), or a node of our own. Null
 * where Java or Maven are missing; then its tests are skipped, and a line says so.
 */
export async function findCassandra(): Promise<Cassandra | null> {
  const given = process.env['TEST_CASSANDRA']
  if (given) return { contactPoint: given, dataCenter: 'datacenter1', stop: () => Promise.resolve() }
  const folder = await mkdtemp(join(tmpdir(), 'rights-desk-cassandra-'))
  const clean = () => rm(folder, { recursive: true, force: true })
  try {
    const node = await startCassandra(folder)
    return { ...node, stop: () => node.stop().then(clean) }
  } catch (error) {
    await clean()
    if (!(error instanceof CannotRunCassandra)) throw error
    process.stderr.write(`SKIPPED: all tests on Cassandra. ${error.message}\n`)
    return null
  }
}
