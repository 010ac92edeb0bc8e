import type { Collection } from './types.js'

/** Categories of values that mean nothing outside the system which gave them. */
const pseudonymous = ['user.unique_id', 'user.account', 'system']

/**
 * Whether the primary key itself says who the person is, as an e-mail address in a row key does. Ids of such records
 * must not outlive the case in any log: after a restore they are found again by a keyed index instead (§4.8).
 */
export function isKeyPersonal(collection: Pick<Collection, 'fields'>): boolean {
  return collection.fields.some(
    ({ isPrimaryKey, identity, categories }) =>
      isPrimaryKey &&
      (identity === 'email' ||
        identity === 'phone_number' ||
        categories.some((category) => !pseudonymous.some((prefix) => isUnder(category, prefix)))),
  )
}

const isUnder = (category: string, prefix: string) => category === prefix || category.startsWith(`${prefix}.`)
