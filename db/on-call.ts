import { asc, gt, inArray, sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import { isoWeek, onCallAt, type Cover, type IsoWeek, type Roster } from '../src/domain/people/on-call.js'
import type { PersonId } from '../src/domain/people/roles.js'
import type { Reader, Tx } from './client.js'
import type { By } from './role-grants.js'
import { onCallCovers, onCallTurns } from './schema/index.js'

/** The roster from the week of `at` on: turns, changes that are not over, and who is an engineer. */
export async function readRoster(from: Reader, at: DateTime): Promise<Roster> {
  const [turns, covers, engineers] = await Promise.all([
    from
      .select({ week: onCallTurns.week, person: onCallTurns.person })
      .from(onCallTurns)
      .where(sql`${onCallTurns.week} >= ${isoWeek(at)}`)
      .orderBy(asc(onCallTurns.week), asc(onCallTurns.position)),
    from.select().from(onCallCovers).where(gt(onCallCovers.until, at)).orderBy(asc(onCallCovers.from)),
    from.execute<{ person: PersonId }>(sql`
      select distinct g.person from grants g join accounts a on a.person = g.person
      where g.role = 'engineer' and g.state = 'active' and a.kind = 'member'`),
  ])
  return { turns, covers, engineers: engineers.map(({ person }) => person) }
}

/** Who is on call at `at`: the people who may approve an erasure, and whom reminders of one go to. Empty: nobody is. */
export async function findOnCall(from: Reader, at: DateTime): Promise<readonly PersonId[]> {
  return onCallAt(await readRoster(from, at), at)
}

/** Plans the same people for some weeks, in place of whoever was planned for them. */
export async function saveTurns(
  tx: Tx,
  weeks: readonly IsoWeek[],
  persons: readonly PersonId[],
  { by, at }: By,
): Promise<void> {
  await tx.delete(onCallTurns).where(inArray(onCallTurns.week, [...weeks]))
  const rows = weeks.flatMap((week) =>
    persons.map((person, position) => ({ week, person, position, setBy: by, setAt: at })),
  )
  if (rows.length > 0) await tx.insert(onCallTurns).values(rows)
}

/** Writes a hand-over or an override. */
export async function insertCover(tx: Tx, cover: Cover, by: PersonId): Promise<void> {
  await tx.insert(onCallCovers).values({ ...cover, decidedBy: by })
}
