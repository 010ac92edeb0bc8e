import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { PersonId } from '../src/domain/people/roles.js'
import type { Reader, Tx } from './client.js'

const Platform = z.enum(['slack', 'teams'])

/** How a person wants to be written to. Null: the desk decides. */
const PersonSettings = z.object({
  language: z.enum(['nb', 'en']).nullable(),
  platform: Platform.nullable(),
  /** Hour in Oslo of the daily message. */
  digestHour: z.int().nullable(),
  via: z.enum(['dm', 'mention']),
})
export type PersonSettings = z.infer<typeof PersonSettings>

const WithAccounts = PersonSettings.extend({ accounts: z.array(Platform) })

/** What a person has set, and the platforms on which they have an account that may be used. */
export async function findPersonSettings(
  from: Reader,
  person: PersonId,
): Promise<z.infer<typeof WithAccounts>> {
  const rows = await from.execute(sql`
    select language, platform, digest_hour as "digestHour", via, (
      select coalesce(json_agg(distinct a.platform), '[]') from accounts a
      where a.person = p.id and a.kind = 'member') as accounts
    from people p where id = ${person}`)
  return WithAccounts.parse(rows[0])
}

/** Keeps what a person has set. */
export async function savePersonSettings(
  tx: Tx,
  person: PersonId,
  { language, platform, digestHour, via }: PersonSettings,
): Promise<void> {
  await tx.execute(sql`
    update people set language = ${language}, platform = ${platform}, digest_hour = ${digestHour}::int, via = ${via}
    where id = ${person}`)
}
