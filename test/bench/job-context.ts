import { randomBytes } from 'node:crypto'
import type { Database } from '../../db/client.js'
import type { JobContext } from '../../handlers/jobs/job.js'
import { unlimited } from '../../handlers/messages/limits.js'
import { charts } from '../../src/charts/charts.js'
import type { ChatPort } from '../../src/chat/port.js'
import { tokens } from '../../src/chat/token.js'
import { systemClock } from '../../src/clock.js'
import { makeLog } from '../../src/log.js'
import { makeMetrics } from '../../src/metrics.js'
import { vault } from '../../src/vault/envelope.js'
import { localKeys } from '../../src/vault/local-keys.js'

/** The privacy channel of every measure. */
export const benchChannel = 'C0PRIVACY'

/** What jobs are given in a measure: keys of its own, no limits, and `slack` for whatever is sent. */
export function benchContext(
  db: Database,
  slack: ChatPort,
  { stores = null, sweep }: Partial<Pick<JobContext['desk'], 'stores' | 'sweep'>> = {},
): JobContext {
  const keys = vault({ wrapper: localKeys(randomBytes(32)), blindIndexKey: randomBytes(32) })
  return {
    db,
    clock: systemClock,
    tokens: tokens(randomBytes(32)),
    language: 'nb',
    metrics: makeMetrics(),
    log: makeLog('error'),
    vault: keys,
    desk: {
      vault: keys,
      privacyChannel: { platform: 'slack', channel: benchChannel },
      mirrors: [],
      noticeVersion: '2022-01-01',
      onCall: { channels: [], userGroup: null },
      stores,
      sweep: sweep ?? { parts: 1, recordsPerSecond: null, retriesMs: [] },
    },
    ports: { slack },
    limits: unlimited,
    mail: null,
    charts,
  }
}
