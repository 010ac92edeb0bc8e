import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { transaction, type Tx } from '../../db/client.js'
import { countUnsent } from '../../db/inspect.js'
import { appendEvents } from '../../db/events.js'
import { saveAccount } from '../../db/people.js'
import { confirmGrant, listGrants, proposeGrant } from '../../db/role-grants.js'
import { findNewestReference } from '../../db/case-list.js'
import { dispatcher } from '../../handlers/dispatch.js'
import { systemActor, type PersonId } from '../domain/people/roles.js'
import type { Reference } from '../domain/case/types.js'
import type { DateTime } from 'luxon'
import type { RunningDesk } from '../wire.js'
import { samplePeople, type SamplePerson } from './sample-people.js'
import { sampleActs, type SampleAct } from './sample-requests.js'

/** Fills an empty desk with sample people and requests, once. Requests go through the same door as everybody's. */
export async function seed(desk: RunningDesk, tenant: string): Promise<void> {
  if ((await listGrants(desk.db)).length > 0) return
  const now = desk.parts.clock()
  const acts = sampleActs(now)
  const start = acts[0]!.at.minus({ hours: 1 })
  await transaction(desk.db, async (tx) => {
    for (const person of samplePeople) await addPerson(tx, person, tenant, start)
  })
  const references = new Map<number, Reference>()
  for (const act of acts) {
    await perform(desk, tenant, act, references)
    // Cards stand in the order in which the cases were opened.
    if (act.action === 'request.open') await untilSaid(desk)
  }
  await untilSaid(desk)
}

const lookAgainMs = 20
const longestWaitMs = 30_000

/** Waits until the desk has said all that it had to say. */
async function untilSaid({ db }: RunningDesk): Promise<void> {
  for (let waited = 0; waited < longestWaitMs; waited += lookAgainMs) {
    if ((await countUnsent(db)) === 0) return
    await delay(lookAgainMs)
  }
  throw new Error('The desk did not send the cards of its sample requests.')
}

async function addPerson(
  tx: Tx,
  { userId, locale, role }: SamplePerson,
  tenant: string,
  at: DateTime,
): Promise<void> {
  const key = { platform: 'slack', tenant, userId } as const
  const person = await saveAccount(tx, key, { kind: 'member', locale }, randomUUID() as PersonId)
  if (!role) return
  const id = randomUUID()
  await proposeGrant(tx, { id, person, role, by: systemActor.id, at })
  await confirmGrant(tx, id, { by: systemActor.id, at })
  const draft = {
    type: 'role.granted',
    reference: null,
    fields: { person, grantedRole: role, grant: id },
  } as const
  await appendEvents(tx, [draft], { actor: systemActor.id, role: 'system', at })
}

/** Gives one act to the desk as if the person had done it then. */
async function perform(
  { db, parts }: RunningDesk,
  tenant: string,
  act: SampleAct,
  references: Map<number, Reference>,
): Promise<void> {
  const reference = references.get(act.story)
  const reply = await dispatcher({ ...parts, clock: () => act.at })({
    kind: 'form',
    platform: 'slack',
    tenant,
    userId: act.userId,
    channel: null,
    dedupeKey: `sample:${randomUUID()}`,
    action: act.action,
    token: parts.tokens.sign({ action: act.action, ...(reference ? { reference } : {}) }),
    fields: act.fields,
  })
  if (reply.kind === 'fieldErrors')
    throw new Error(`The sample act ${act.action} was refused: ${JSON.stringify(reply.errors)}`)
  const opened = reference ?? (await findNewestReference(db))
  if (opened) references.set(act.story, opened)
}
