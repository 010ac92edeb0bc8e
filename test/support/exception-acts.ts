import { readEvents } from '../../db/events.js'
import { listExceptionsInForce } from '../../db/exceptions.js'
import { identitiesOfException } from '../../handlers/exceptions/identities.js'
import { makeStores } from '../../src/connectors/stores.js'
import { exceptionRef } from '../../src/domain/retention/exception-ref.js'
import { asLocalDate } from '../../src/domain/time/calendar.js'
import type { Filled } from '../../src/local/slack-cloud/fill.js'
import { button, fields, give, subject, type } from './acts.js'
import { aCollection, aField, aMap } from './data-map.js'
import type { DeskWorld } from './desk-world.js'

const map = aMap([
  aCollection('register', 'customers', {
    fields: [aField('id', { isPrimaryKey: true }), aField('no', { identity: 'customer_no' })],
  }),
  aCollection('messages', 'messages', { fields: [aField('mail', { identity: 'email' })] }),
])
/** Two systems of a data map that nobody connects to: the desk only has to know their names. */
export const namedStores = () => makeStores(map, () => null)

/** A reason with a word that must not be seen anywhere. */
export const exceptionReason = 'Claim of the canary of cage seventeen.'

/** Grants an exception by the form, for records of the made-up subject. */
export const grantException = (world: DeskWorld, filled: Filled = {}, userId = 'U0KARI') =>
  give(world, userId, 'exception', {
    ...{ inquiry: 'KS-2026-1142', reason: exceptionReason, systems: ['register'] },
    ...{ email: subject.email, endsOn: '2026-06-01' },
    ...filled,
  })

/** Presses a button of the list of exceptions, and sends the form that it opens where there is one. */
export async function pressException(world: DeskWorld, userId: string, act: string, filled: Filled = {}) {
  const { ephemerals } = await type(world, userId, 'exceptions')
  const person = world.cloud.person(userId)
  const seen = await person.click(ephemerals.at(-1)!, button(ephemerals.at(-1)!, `exception.${act}`))
  return seen.modal && fields(seen.modal).inputs.length > 0 ? person.submit(seen.modal, filled) : seen
}

/** The events of exceptions, oldest first. */
export const exceptionEvents = async ({ parts }: DeskWorld) =>
  (await readEvents(parts.db, 1, 1_000)).filter(({ type: is }) => is.startsWith('exception.'))

/** References of the exceptions that keep records from the sweep of a day. */
export const inForceOn = async ({ parts }: DeskWorld, day: string) =>
  (await listExceptionsInForce(parts.db, asLocalDate(day))).map((one) => one.exceptionRef)

export const exceptionRows = ({ database: { sql } }: DeskWorld) =>
  sql`select * from archive_exceptions order by number`

/** Whose records the first exception keeps, as a search opens it. */
export const identitiesOfFirst = ({ parts: { db, desk } }: DeskWorld) =>
  identitiesOfException({ db, vault: desk.vault }, { exceptionRef: exceptionRef(1) })
