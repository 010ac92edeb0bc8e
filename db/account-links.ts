import type { PersonId } from '../src/domain/people/roles.js'
import type { Tx } from './client.js'
import type { AccountKey } from './people.js'
import { accounts } from './schema/index.js'

/** Gives a person one more account; one that the desk knows already stays whose it is. */
export async function addAccount(
  tx: Tx,
  key: AccountKey,
  person: PersonId,
  locale: string | null,
): Promise<void> {
  await tx
    .insert(accounts)
    .values({ ...key, person, locale })
    .onConflictDoNothing()
}
