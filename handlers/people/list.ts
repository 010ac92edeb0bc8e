import { z } from 'zod'
import { listClaimed, listLinked } from '../../db/account-links.js'
import { listGrants } from '../../db/role-grants.js'
import { readingCommands } from '../../src/domain/people/policy.js'
import { peopleList } from '../../src/views/people.js'
import { handler, type ReadContext } from '../context.js'

/** Managers and auditors see who has which role, and which grants wait for a second person. */
export const listPeople = handler({
  access: readingCommands['people.list'],
  effect: 'read',
  input: z.object({}),
  run: showPeople,
})

/** The list of people as it stands, with the buttons to confirm and revoke, and the links of accounts. */
export async function showPeople({ tx, draw, now }: ReadContext) {
  const grants = (await listGrants(tx)).filter(({ state }) => state !== 'revoked')
  const persons = [...new Set(grants.map(({ person }) => person))]
  const linked = await listLinked(tx)
  const rows = persons.map((person) => ({
    person,
    isLinked: linked.includes(person),
    roles: grants
      .filter((grant) => grant.person === person)
      .map(({ role, state, id }) => ({ role, state, grantId: id })),
  }))
  return { kind: 'private', view: peopleList(draw, rows, await listClaimed(tx, now)) } as const
}
