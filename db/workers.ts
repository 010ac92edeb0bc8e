import { sql } from 'drizzle-orm'
import { inOrder, type Tx } from './client.js'
import { json } from './parameters.js'

/** Notes that a process works off the queue, and that it lives now, by the database's clock. */
export async function saveBeat(tx: Tx, id: string, queueIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    insert into workers (id, queue_ids) values (${id}, ${json(queueIds)}::jsonb)
    on conflict (id) do update set queue_ids = excluded.queue_ids, seen_at = now()`)
}

/** Forgets a process that ended in an orderly way. */
export async function deleteBeat(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`delete from workers where id = ${id}`)
}

/** Gives back to the queue what these workers hold: they work no more. */
export async function releaseWorkers(tx: Tx, queueIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    select graphile_worker.force_unlock_workers(array(select json_array_elements_text(${json(queueIds)})))`)
}

/**
 * Gives back to the queue what is in the hands of processes that were not seen for `silentSeconds`: they were killed.
 * Gives how many such processes there were.
 */
export async function releaseSilent(tx: Tx, silentSeconds: number): Promise<number> {
  const [rows] = await inOrder(tx, [
    sql`
      with silent as (
        delete from workers where seen_at < now() - make_interval(secs => ${silentSeconds}) returning queue_ids
      ), released as (
        select graphile_worker.force_unlock_workers(array(
          select jsonb_array_elements_text(queue_ids) from silent))
      )
      select (select count(*)::int from silent) as silent, (select count(*) from released) as done`,
  ])
  return Number(rows?.[0]?.['silent'] ?? 0)
}

/**
 * Gives back to the queue what has been for `silentSeconds` in the hands of workers of no process that was ever seen: it
 * was killed before its first beat. Reads every job that is in somebody's hands.
 */
export async function releaseUnseen(tx: Tx, silentSeconds: number): Promise<number> {
  const [rows] = await inOrder(tx, [
    sql`
      with unseen as (
        select distinct locked_by from graphile_worker._private_jobs j
        where locked_at < now() - make_interval(secs => ${silentSeconds})
          and not exists (select from workers w where w.queue_ids ? j.locked_by)
      ), released as (
        select graphile_worker.force_unlock_workers(array(select locked_by from unseen))
      )
      select (select count(*)::int from unseen) as unseen, (select count(*) from released) as done`,
  ])
  return Number(rows?.[0]?.['unseen'] ?? 0)
}
