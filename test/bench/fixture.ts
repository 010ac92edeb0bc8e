import { randomUUID } from 'node:crypto'
import { insertCase } from '../../db/cases.js'
import { transaction, type Database } from '../../db/client.js'
import { saveAccount, type AccountKey } from '../../db/people.js'
import { nextReference } from '../../db/references.js'
import { confirmGrant, proposeGrant } from '../../db/role-grants.js'
import { systemClock } from '../../src/clock.js'
import { open } from '../../src/domain/case/open.js'
import { systemActor, type GrantableRole, type PersonId } from '../../src/domain/people/roles.js'
import { caseDates } from '../../src/domain/time/deadlines.js'

/** Somebody with a role. */
export async function addBenchPeople(
  db: Database,
  account: AccountKey,
  role: GrantableRole = 'support',
): Promise<PersonId> {
  const at = systemClock()
  return transaction(db, async (tx) => {
    const person = await saveAccount(
      tx,
      account,
      { kind: 'member', locale: 'en-GB' },
      randomUUID() as PersonId,
    )
    const id = randomUUID()
    await proposeGrant(tx, { id, person, role, by: systemActor.id, at })
    await confirmGrant(tx, id, { by: systemActor.id, at })
    return person
  })
}

/** Somebody in the one workspace of Slack. */
export const inSlack = (tenant: string, userId: string): AccountKey => ({ platform: 'slack', tenant, userId })

/** Open cases to write on; gives how many. */
export async function openBenchCases(db: Database, howMany = 200): Promise<number> {
  const now = systemClock()
  const actor = { ...systemActor }
  await transaction(db, async (tx) => {
    for (let n = 0; n < howMany; n++) {
      const reference = await nextReference(tx, 2026)
      const input = {
        reference,
        receivedAt: now.minus({ hours: 1 }),
        channel: 'email',
        language: 'en',
        isOnBehalf: false,
        rights: ['access'],
        subjectPerson: null,
        noticeVersion: '2022-01-01',
        hasReason: false,
      } as const
      const decision = open(input, actor, now)
      if (decision.ok) await insertCase(tx, decision.next, caseDates(decision.next, now))
    }
  })
  return howMany
}
