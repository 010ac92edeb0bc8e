import type { Database, Reader } from '../db/client.js'
import { arrive } from '../db/inbox.js'
import { findActor, type StoredActor } from '../db/people.js'
import type { CommandSpec } from '../src/chat/grammar.js'
import type { Interaction } from '../src/chat/interaction.js'
import { systemActor, type Actor } from '../src/domain/people/roles.js'
import type { Log } from '../src/log.js'
import type { Metrics } from '../src/metrics.js'
import { commands } from './commands.js'
import type { Desk, ReadContext } from './context.js'
import { drawer, type Pens } from './drawer.js'
import { handlers } from './index.js'

/** What the door is made of. */
export interface Parts extends Pens {
  readonly db: Database
  readonly desk: Desk
  readonly metrics: Metrics
  readonly log: Log
}

/** An interaction taken, and who it is from. */
export type Arrival = Awaited<ReturnType<typeof arrive>>

/** Takes an interaction, once, and finds who acts. */
export function arriveAt(tx: Reader, { dedupeKey, platform, tenant, userId }: Interaction): Promise<Arrival> {
  return arrive(tx, dedupeKey, platform, tenant, userId)
}

/** Finds who acts, without taking the interaction. */
export async function onlyLook(tx: Reader, { platform, tenant, userId }: Interaction): Promise<Arrival> {
  return { taken: { first: true }, actor: await findActor(tx, platform, tenant, userId) }
}

/** What a handler is given for an arrival. */
export function contextOf<T extends Reader>(
  parts: Parts,
  tx: T,
  interaction: Interaction,
  arrival: Arrival,
): ReadContext & { readonly tx: T } {
  const { draw, now } = drawer(parts, arrival.actor)
  const actor = arrival.actor ? actorOf(arrival.actor) : nobody
  const { platform, tenant, userId, channel, dedupeKey } = interaction
  return {
    tx,
    desk: parts.desk,
    actor,
    now,
    draw,
    origin: { platform, tenant, userId, channel, dedupeKey },
    mayType: () => commandsFor(actor),
  }
}

const commandsByRoles = new Map<string, readonly CommandSpec[]>()

/** The commands that a person's roles allow: the same list for the same roles. */
function commandsFor({ roles }: Actor): readonly CommandSpec[] {
  const known = commandsByRoles.get(roles.join())
  if (known) return known
  const made = commands.filter(({ action }) => {
    const { access } = handlers[action]
    return access === 'everybody' || access.some((role) => roles.includes(role))
  })
  commandsByRoles.set(roles.join(), made)
  return made
}

const actorOf = ({ person, roles }: StoredActor): Actor => ({ id: person, roles })

/** Somebody the desk does not know: no role, and no id of their own. */
const nobody = { ...systemActor, roles: [] }
