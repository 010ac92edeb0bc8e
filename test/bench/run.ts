import { millionSuite } from './million-bench.js'
import { outboxSuite } from './outbox-bench.js'
import { eraseSuites } from './erase/suite.js'
import { report } from './report.js'
import { slackSuite } from './slack.js'
import { sweepSuites } from './sweep/suite.js'
import type { Suite } from './suite.js'
import { teamsSuite } from './teams.js'

/**
 * Speed of the desk against the least that any desk must do, in the same run on the same machine.
 * `npm run bench [-- name …] [--json]`; needs `npm run build` before.
 */
const suites: readonly Suite[] = [
  slackSuite,
  teamsSuite,
  millionSuite,
  outboxSuite,
  ...eraseSuites,
  ...sweepSuites,
]

const words = process.argv.slice(2)
const wanted = words.filter((word) => !word.startsWith('--'))
const names = suites.flatMap((suite) => suite.names)
const unknown = wanted.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`No such measure: ${unknown.join(', ')}. There are ${names.join(', ')}.\n`)
  process.exit(2)
}

const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name)
for (const suite of suites) {
  if (!suite.names.some(isWanted)) continue
  const measures = await suite.run(isWanted)
  report(
    measures.filter(({ name }) => isWanted(name)),
    words.includes('--json'),
  )
}
