import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { systemClock } from '../../src/clock.js'
import { button, said } from '../support/acts.js'
import { privacyChannel } from '../support/desk-world.js'
import { registerMap } from '../support/register.js'
import { sweepWorld, type SweepWorld } from '../support/sweep-world.js'
import { startDesk, type DeskProcess } from './desk-process.js'
import { envOf } from './erasure-desks.js'

/** Where a desk can be held: by what it does in the store, or what it is about to write in its own tables. */
const steps = {
  'the note of the second counted part': '^sweep_parts:UPDATE:messages:1:waiting>',
  'the plan': '^sweeps:UPDATE:counting>waiting',
  'the deletion of a page': '^messages:DELETE',
  'the note of what is taken up': '^sweep_parts:UPDATE:messages:.*:counted>counted:0',
  'the note of a deleted page': '^sweep_parts:UPDATE:messages:.*:counted>.*:[1-9]',
  'the proof of a collection': '^events:INSERT:deletion.recorded',
  'the end of the sweep': '^sweeps:UPDATE:running>done',
} as const
export type Step = keyof typeof steps

/** No other locks of the desk have these numbers: one a step. */
const lockOf = (step: Step) => 77_100_000 + Object.keys(steps).indexOf(step)

/** Desks in processes of their own that sweep the register of `world`, and can be held at a step. */
export interface SweepDesks {
  /** Holds the register and the workspace; its own queue is not worked off. */
  readonly world: SweepWorld
  start(): Promise<DeskProcess>
  /** Holds whoever comes to the step, from now on. */
  hold(step: Step): Promise<void>
  /** Resolves once so many stand at the step. */
  held(step: Step, count: number): Promise<void>
  /** Whoever stands at the step goes on from it, also what a dead desk has asked the store for; nobody is held there any more. */
  letGo(step: Step): Promise<void>
  /** Whoever stands at the step was killed and never gets beyond; nobody is held there any more. */
  drop(step: Step): Promise<void>
  /** Makes it seem that so much time passed since the processes that are gone were heard of. */
  silent(): Promise<void>
  /** A manager lets the sweep that waits begin. */
  approve(): Promise<void>
  /** Ids that were deleted in the store, each as often as it was. */
  deleted(): Promise<readonly string[]>
  stop(): Promise<void>
}

export interface Register {
  /** Messages that are past their period, and that are not. */
  readonly due: number
  readonly young: number
  /** Ranges that a collection is divided into. */
  readonly parts: number
}

export async function sweepDesks({ due, young, parts }: Register): Promise<SweepDesks> {
  const folder = await mkdtemp(join(tmpdir(), 'rights-desk-sweep-'))
  // Whoever is held is not to give up.
  await writeFile(join(folder, 'map.yml'), registerMap(3).replace('timeout_ms: 5000', 'timeout_ms: 120000'))
  const now = systemClock()
  const world = await sweepWorld({ at: now.toISO()! })
  const { sql } = world.database
  // Those that are due lie everywhere among the others: a prime number leaves none out.
  await sql`insert into messages select 'm' || to_char(n, 'FM00000'), 'c2',
    case when n * 7919 % ${due + young} < ${due} then ${now.minus({ months: 4 }).toISO()}::timestamptz else now() end
    from generate_series(0, ${due + young - 1}) n`
  await sql.unsafe(gates)
  const holder = await sql.reserve()
  const env = { ...envOf(world), SWEEP_PARTS: String(parts) }
  const desks: DeskProcess[] = []
  const waiting = (step: Step) => sql<{ pid: number }[]>`
    select pid from pg_locks where locktype = 'advisory' and objid = ${lockOf(step)} and not granted`
  return {
    world,
    async start() {
      const desk = await startDesk(folder, env)
      desks.push(desk)
      return desk
    },
    async hold(step) {
      await holder`select pg_advisory_lock(${lockOf(step)})`
      await sql`insert into gates values (${steps[step]}, ${lockOf(step)})`
    },
    held: (step, count) =>
      expect
        .poll(async () => (await waiting(step)).length, { timeout: 90_000, interval: 25, message: step })
        .toBe(count),
    async letGo(step) {
      await sql`delete from gates where lock = ${lockOf(step)}`
      await holder`select pg_advisory_unlock(${lockOf(step)})`
    },
    async drop(step) {
      await sql`delete from gates where lock = ${lockOf(step)}`
      for (const { pid } of await waiting(step)) await sql`select pg_terminate_backend(${pid}::int)`
      await holder`select pg_advisory_unlock(${lockOf(step)})`
    },
    silent: async () => void (await sql`update workers set seen_at = now() - interval '1 minute'`),
    async approve() {
      const card = () => world.cloud.messages(privacyChannel).findLast((one) => said(one).includes('SW-'))
      const isShown = () => JSON.stringify(card() ?? null).includes('sweep.approve')
      await expect.poll(isShown, { timeout: 60_000, interval: 50 }).toBe(true)
      // Only the desks know the key by which buttons are signed.
      world.cloud.connect(desks.at(-1)!.address)
      await world.cloud.person('U0MONA').click(card()!, button(card()!, 'sweep.approve'))
    },
    deleted: async () => (await sql`select id from deleted order by id`).map(({ id }) => id as string),
    async stop() {
      for (const desk of desks) await desk.stop('SIGKILL')
      await holder`select pg_advisory_unlock_all()`
      holder.release()
      await world.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Whoever comes to a gate that is closed waits for a lock of the test. What is deleted in the store is written down. */
const gates = `
  create table gates (pattern text primary key, lock bigint not null);
  create table deleted (id text);
  create function pass(place text) returns void language plpgsql as $$
  declare gate gates;
  begin
    select * into gate from gates where place ~ pattern limit 1;
    if found and current_setting('application_name') = 'rights-desk' then
      perform pg_advisory_xact_lock(gate.lock);
    end if;
  end $$;
  create function pass_row() returns trigger language plpgsql as $$
  declare
    was jsonb := case tg_op when 'INSERT' then null else to_jsonb(old) end;
    becomes jsonb := case tg_op when 'DELETE' then null else to_jsonb(new) end;
  begin
    perform pass(concat_ws(':', tg_table_name, tg_op, case tg_table_name
      when 'events' then becomes ->> 'type'
      when 'sweeps' then concat(was ->> 'state', '>', becomes ->> 'state')
      when 'sweep_parts' then concat_ws(':', becomes ->> 'collection', becomes ->> 'position',
        concat(was ->> 'state', '>', becomes ->> 'state'), becomes -> 'outcome' ->> 'deleted') end));
    return case tg_op when 'DELETE' then old else new end;
  end $$;
  create function note_deleted() returns trigger language plpgsql as $$
  begin
    insert into deleted values (old.id);
    return null;
  end $$;
  create trigger pass before update on sweep_parts for each row execute function pass_row();
  create trigger pass before update on sweeps for each row execute function pass_row();
  create trigger pass before insert on events for each row execute function pass_row();
  create trigger pass before delete on messages for each row execute function pass_row();
  create trigger deleted after delete on messages for each row execute function note_deleted();`
