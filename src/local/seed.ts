import { randomUUID } from 'node:crypto'
import type { DateTime } from 'luxon'
import { findNewestReference } from '../../db/case-list.js'
import { transaction, type Database, type Tx } from '../../db/client.js'
import { appendEvents } from '../../db/events.js'
import { saveTurns } from '../../db/on-call.js'
import { findActor, saveAccount } from '../../db/people.js'
import { addAccount } from '../../db/account-links.js'
import { confirmGrant, listGrants, proposeGrant } from '../../db/role-grants.js'
import { dispatcher } from '../../handlers/dispatch.js'
import type { FieldValues, Form } from '../chat/form.js'
import type { Dispatch } from '../chat/reply.js'
import { addWeeks, isoWeek } from '../domain/people/on-call.js'
import type { Reference } from '../domain/case/types.js'
import { systemActor, type PersonId } from '../domain/people/roles.js'
import type { RunningDesk } from '../wire.js'
import { samplePeople, type SamplePerson } from './sample-people.js'
import { sampleTenant } from './sample-tenant.js'
import { turnOf } from './sample-turns.js'
import { sampleActs, type SampleAct } from './sample-requests.js'

/** What seeding needs of its surroundings. */
export interface Stage {
  /** Tells at which instant the next acts happen, null: now again. */
  readonly setTime: (at: DateTime | null) => void
  /** Waits until the desk has said all that it had to say. */
  readonly settled: () => Promise<void>
}

type SeededDesk = Pick<RunningDesk, 'db' | 'parts'>

/** Whether nobody has a part in the desk yet. */
export const isEmpty = async (db: Database): Promise<boolean> => (await listGrants(db)).length === 0

/** Fills an empty desk with sample people and requests. Requests go through the same door as everybody's. */
export async function seed(desk: SeededDesk, tenant: string, stage: Stage): Promise<void> {
  const acts = sampleActs(desk.parts.clock())
  const start = acts[0]!.at.minus({ hours: 1 })
  await transaction(desk.db, async (tx) => {
    const engineers: PersonId[] = []
    for (const person of samplePeople) {
      const id = await addPerson(tx, person, tenant, start)
      if (person.role === 'engineer') engineers.push(id)
    }
    await planOnCall(tx, engineers, start)
  })
  const references = new Map<number, Reference>()
  for (const act of acts) {
    stage.setTime(act.at)
    await perform(desk, tenant, act, references)
    // Cards stand in the order in which the cases were opened.
    if (act.text === 'open') await stage.settled()
  }
  stage.setTime(null)
  await stage.settled()
}

async function addPerson(
  tx: Tx,
  { userId, directoryId, locale, role }: SamplePerson,
  tenant: string,
  at: DateTime,
): Promise<PersonId> {
  const key = { platform: 'slack', tenant, userId } as const
  const person = await saveAccount(tx, key, { kind: 'member', locale }, randomUUID() as PersonId)
  await addAccount(tx, inTenant(directoryId), person, { locale, at })
  if (!role) return person
  const id = randomUUID()
  await proposeGrant(tx, { id, person, role, by: systemActor.id, at })
  await confirmGrant(tx, id, { by: systemActor.id, at })
  const draft = {
    type: 'role.granted',
    reference: null,
    fields: { person, grantedRole: role, grant: id },
  } as const
  await appendEvents(tx, [draft], { actor: systemActor.id, role: 'system', at })
  return person
}

/** The engineers take turns, week by week, for half a year. */
async function planOnCall(tx: Tx, engineers: readonly PersonId[], at: DateTime): Promise<void> {
  for (let index = 0; index < 26; index++) {
    const week = addWeeks(isoWeek(at), index)
    await saveTurns(tx, [week], [engineers[turnOf(week)]!], { by: systemActor.id, at })
  }
}

const inTenant = (userId: string) => ({ platform: 'teams', tenant: sampleTenant.tenant, userId }) as const

/** Gives the sample people of a workspace that was filled before it had a tenant their accounts in Teams. */
export async function seedTeamsAccounts(db: Database, tenant: string, at: DateTime): Promise<void> {
  await transaction(db, async (tx) => {
    for (const { userId, directoryId, locale } of samplePeople) {
      const known = await findActor(tx, 'slack', tenant, userId)
      if (known) await addAccount(tx, inTenant(directoryId), known.person, { locale, at })
    }
  })
}

/** Gives one act to the desk as if the person had done it then: what they type, and the form that it opens. */
async function perform(
  { db, parts }: SeededDesk,
  tenant: string,
  act: SampleAct,
  references: Map<number, Reference>,
): Promise<void> {
  const reference = references.get(act.story) ?? ('' as Reference)
  // What was done before the first start was done by hand: the stores know nothing of it.
  const desk = { ...parts.desk, stores: null }
  const dispatch = dispatcher({ ...parts, desk, clock: () => act.at })
  const origin = () => ({
    platform: 'slack' as const,
    tenant,
    userId: act.userId,
    channel: null,
    dedupeKey: `sample:${randomUUID()}`,
  })
  const text = act.text.replace('REF', reference)
  const reply = await dispatch({ ...origin(), kind: 'command', text })
  if (reply.kind === 'form') await send(dispatch, origin(), reply.form, act.fill(reply.form, reference))
  if (references.has(act.story)) return
  const opened = await findNewestReference(db)
  if (opened) references.set(act.story, opened)
}

async function send(
  dispatch: Dispatch,
  origin: Omit<Parameters<Dispatch>[0], 'kind'>,
  { action, token, fields }: Form,
  filled: FieldValues,
): Promise<void> {
  const initial = fields.flatMap((field) => {
    const start = 'initial' in field ? field.initial : undefined
    return start === undefined ? [] : [[field.name, start] as const]
  })
  const values = { ...Object.fromEntries(initial), ...filled } as FieldValues
  const reply = await dispatch({ ...origin, kind: 'form', action, token, fields: values })
  if (reply.kind === 'fieldErrors')
    throw new Error(`The sample act ${action} was refused: ${JSON.stringify(reply.errors)}`)
}
