import { listEventsOf, verifyEvents } from '../../../db/events.js'
import { listJobs, listNewestMessages, listTablesOf, listUserIds } from '../../../db/inspect.js'
import type { Reader } from '../../../db/client.js'
import type { Reference } from '../../domain/case/types.js'
import type { ChainedEvent } from '../../domain/proof/event.js'
import type { Json } from '../slack-cloud/state.js'
import type { PanelEvent, Panels } from './shown.js'

const most = 60

/** What lies behind the page: of one case its events and rows; of all, the verdict on the chain, outbox and jobs. */
export async function readPanels(
  from: Reader,
  reference: Reference | null,
  nameOf: (userId: string) => string,
): Promise<Omit<Panels, 'stores' | 'complaints'>> {
  const [verdict, outbox, jobs, accounts, events, tables] = await Promise.all([
    verifyEvents(from),
    listNewestMessages(from, most),
    listJobs(from, most),
    listUserIds(from),
    reference ? listEventsOf(from, reference) : [],
    reference ? listTablesOf(from, reference) : [],
  ])
  const who = (person: string) => {
    const userId = accounts.get(person)
    return userId === undefined ? 'rights-desk' : nameOf(userId)
  }
  return {
    events: events.map((event) => panelEvent(event, who)),
    verdict: verdict.ok ? { ok: true, count: verdict.count, head: verdict.head } : verdict,
    tables,
    outbox: outbox as readonly Json[],
    jobs: jobs as readonly Json[],
  }
}

function panelEvent(event: ChainedEvent, who: (person: string) => string): PanelEvent {
  const { seq, at, type, actor, role, fields, prevHash, hash } = event
  return { seq, at: at.toISO()!, type, actor: who(actor), role, fields, prevHash, hash }
}
