import { sql } from 'drizzle-orm'
import type { GrantableRole, PersonId } from '../src/domain/people/roles.js'
import type { Reader } from './client.js'
import { StoredActor, type Platform } from './people.js'
import { json } from './parameters.js'

/** Whom the desk writes to, and how they want it. */
export interface Recipient {
  readonly person: PersonId
  readonly platform: Platform
  readonly userId: string
  readonly language: 'nb' | 'en' | null
  readonly locale: string | null
  readonly via: 'dm' | 'mention'
  /** Hour in Oslo of the daily message. */
  readonly digestHour: number
}

/**
 * How these people are reached on the connected platforms: on the one they chose where they have an account there, else
 * where they have one. People without an account that may be used are left out.
 */
export async function listRecipients(
  from: Reader,
  persons: readonly PersonId[],
  platforms: readonly Platform[],
): Promise<readonly Recipient[]> {
  if (persons.length === 0) return []
  const rows = await from.execute<Recipient & Record<string, unknown>>(sql`
    select distinct on (p.id) p.id as person, a.platform, a.user_id as "userId", p.language, a.locale, p.via,
      coalesce(p.digest_hour, 9) as "digestHour"
    from people p join accounts a on a.person = p.id and a.kind = 'member'
    where p.id in (select json_array_elements_text(${json(persons)})::uuid)
      and a.platform in (select json_array_elements_text(${json(platforms)}))
    order by p.id, (a.platform = p.platform) desc nulls last, a.platform`)
  return rows.map((row) => ({ ...row, digestHour: Number(row.digestHour) }))
}

/** People who have a role now, through an account that may use it. */
export async function listPeopleInRole(from: Reader, role: GrantableRole): Promise<readonly PersonId[]> {
  const rows = await from.execute<{ person: PersonId }>(sql`
    select distinct g.person from grants g join accounts a on a.person = g.person and a.kind = 'member'
    where g.role = ${role} and g.state = 'active' order by g.person`)
  return rows.map(({ person }) => person)
}

/** A person as the desk writes to them: language, and the roles they may use now; null for somebody unknown. */
export async function findMessageActor(from: Reader, person: PersonId): Promise<StoredActor | null> {
  const rows = await from.execute(sql`
    select json_build_object('person', p.id, 'language', p.language, 'locale', a.locale, 'roles', (
      select coalesce(json_agg(distinct g.role), '[]') from grants g
      where g.person = p.id and g.state = 'active')) as actor
    from people p join accounts a on a.person = p.id and a.kind = 'member'
    where p.id = ${person} order by (a.platform = p.platform) desc nulls last, a.platform limit 1`)
  return rows[0] === undefined ? null : StoredActor.parse(rows[0]['actor'])
}
