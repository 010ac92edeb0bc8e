import type { EventType } from '../proof/event.js'
import type { Own } from './policy.js'
import type { Actor, Role } from './roles.js'

/** `technical`: what an engineer decides on or carries out. `own`: of cases that the person handles. */
type EventSight = 'all' | 'own' | 'technical'

/** §5.7, column "events". */
const eventSight: Readonly<Record<Role, EventSight>> = {
  support: 'own',
  manager: 'all',
  engineer: 'technical',
  dpo: 'all',
  auditor: 'all',
  system: 'all',
}

const technical = /^(?:plan|approval|execution|recipients|hold|exception|restriction|sweep|export|config)\./u

/** Which events of a case the person may read (§5.7), by all their roles together. Null: none at all. */
export function mayReadEvents(actor: Actor, { isHandler }: Own): ((type: EventType) => boolean) | null {
  const sights = new Set(actor.roles.map((role) => eventSight[role]))
  if (sights.has('all') || (sights.has('own') && isHandler)) return () => true
  return sights.has('technical') ? (type) => technical.test(type) : null
}
