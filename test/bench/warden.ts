import { rm } from 'node:fs/promises'
import { startEmbeddedPostgres } from '../../src/local/embedded-postgres.js'

/** Ends the server of a folder, and takes the folder away, once whoever started this process is gone: then stdin ends. */
const folder = process.argv[2]!
process.stdin.resume().once('end', () => {
  void startEmbeddedPostgres({ dataDir: folder })
    .then((server) => server.stop())
    .finally(() => rm(folder, { recursive: true, force: true }))
})
