import type { Command } from 'commander'
import { instant } from './instant.js'
import { print } from './print.js'

interface Options {
  readonly since?: string
  readonly dataMap?: string
  readonly json?: boolean
}

/** `rights replay-erasures`: the first step after a store was restored from a backup, before it is opened (§4.6). */
export function addErasureCommands(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command('replay-erasures')
    .description('after a restore: erase again what was erased before; exit code 1 when a store was not read')
    .option('--since <instant>', 'only erasures begun at or after it, e.g. 2027-02-15T12:00:00+01:00')
    .option('--data-map <file>', 'the map of the systems; otherwise the file in DATA_MAP')
    .option('--json', 'print JSON')
    .action(async (options: Options) => {
      const since = options.since === undefined ? null : instant(options.since).toUTC()
      // Loaded only here: no other command needs the drivers of the stores.
      const { replay } = await import('./replay.js')
      const result = await replay(env, options.dataMap ?? env['DATA_MAP'], since)
      print(result, options)
      if (result.unread.length > 0) process.exitCode = 1
    })
}
