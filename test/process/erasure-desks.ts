import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { expect } from 'vitest'
import { systemClock } from '../../src/clock.js'
import { onCallChannel, privacyChannel } from '../support/desk-world.js'
import { mappedWorld, type MappedWorld } from '../support/mapped-world.js'
import { registerMap } from '../support/register.js'
import { credentials } from '../support/slack-world.js'
import { startDesk, type DeskProcess } from './desk-process.js'

/** Where a desk can be held, by what it asks a database: of the store by its statement, of the desk's own by table. */
export const steps = {
  'the search of a store': 'hit as .*"messages"',
  'the deletion of a page': 'delete from .*"messages"',
  'the verification of a page': 'select k\\.place.*from .*"messages"',
  'the note of a page': 'erasure_pages:UPDATE',
  'the proof of a line': 'events:INSERT:deletion.recorded',
  'the deletion of the next line': 'delete from .*"customers"',
  'the end of the run': 'erasures:UPDATE:done',
} as const

/** No other lock of the desk has this number. */
const lock = 77_000_001

/** Desks in processes of their own, which carry out what is asked for in `world`, and can be held at a step. */
export interface ErasureDesks {
  /** Takes what people do; its own queue is not worked off. */
  readonly world: MappedWorld
  start(): Promise<DeskProcess>
  /** Holds whoever comes to the step, from now on. */
  hold(step: keyof typeof steps): Promise<void>
  /** Resolves once a desk stands at the step that is held. */
  held(): Promise<void>
  /** Holds nobody any more; whoever was killed while it was held did not get beyond. */
  letGo(): Promise<void>
  /** Makes it seem that so much time passed since the processes that are gone were heard of. */
  silent(): Promise<void>
  /** Ids that were deleted in the store, each as often as it was, and how many statements asked a table for it. */
  deleted(): Promise<readonly string[]>
  asked(table: 'messages' | 'customers'): Promise<number>
  stop(): Promise<void>
}

export async function erasureDesks(messages: number): Promise<ErasureDesks> {
  const folder = await mkdtemp(join(tmpdir(), 'rights-desk-kill-'))
  // Whoever is held is not to give up.
  await writeFile(join(folder, 'map.yml'), registerMap().replace('timeout_ms: 5000', 'timeout_ms: 120000'))
  const world = await mappedWorld(systemClock().toISO()!, messages)
  world.cloud.connect(world.url)
  const { sql } = world.database
  await sql.unsafe(gates)
  // As autovacuum does sooner or later: plans are then the same in each run.
  await sql`analyze`
  const holder = await sql.reserve()
  await holder`select pg_advisory_lock(${lock})`
  const env = envOf(world)
  const desks: DeskProcess[] = []
  const waiting = () => sql<{ pid: number }[]>`
    select pid from pg_locks where locktype = 'advisory' and objid = ${lock} and not granted`
  return {
    world,
    async start() {
      const desk = await startDesk(folder, env)
      desks.push(desk)
      return desk
    },
    hold: async (step) => void (await sql`insert into gates values (${steps[step]})`),
    held: () => expect.poll(async () => (await waiting()).length, { timeout: 60_000, interval: 25 }).toBe(1),
    async letGo() {
      await sql`delete from gates`
      for (const { pid } of await waiting()) await sql`select pg_terminate_backend(${pid}::int)`
    },
    async silent() {
      await sql`update workers set seen_at = now() - interval '1 minute'`
      await sql`update erasures set lease_until = now() - interval '1 minute' where lease_until is not null`
    },
    deleted: async () => (await sql`select id from deleted order by id`).map(({ id }) => id as string),
    asked: async (table) => asked(sql, table),
    async stop() {
      for (const desk of desks) await desk.stop('SIGKILL')
      await holder`select pg_advisory_unlock(${lock})`
      holder.release()
      await world.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const asked = async (sql: Sql, table: string) => (await sql`select 1 from asked where name = ${table}`).length

/** What a desk in a process of its own is started with, to work in the same world. */
export const envOf = ({ cloud, database, keys }: Pick<MappedWorld, 'cloud' | 'database' | 'keys'>) => ({
  NODE_ENV: 'production',
  PORT: '0',
  LOG_LEVEL: 'warn',
  DATABASE_URL: database.url,
  KEY_ENCRYPTION_KEY: keys.encryption.toString('base64'),
  BLIND_INDEX_KEY: keys.blindIndex.toString('base64'),
  SLACK_API_URL: cloud.apiUrl,
  SLACK_SIGNING_SECRET: credentials.signingSecret,
  SLACK_BOT_TOKEN: credentials.botToken,
  SLACK_TEAM_ID: credentials.teamId,
  PRIVACY_CHANNEL: `slack:${privacyChannel}`,
  ONCALL_CHANNEL: `slack:${onCallChannel}`,
  DATA_MAP: 'map.yml',
  REGISTER_URL: database.url,
})

/**
 * The store's tables become views whose every use passes a gate, once a statement whatever its plan is; the desk's own
 * tables have it in a trigger. Whoever comes to a gate that is closed waits for a lock of the test. What a table deletes
 * is written down.
 */
const gates = `
  create table gates (pattern text primary key);
  create table deleted (id text);
  create table asked (name text);
  create function pass(place text) returns boolean language plpgsql as $$
  begin
    if exists (select from gates where place ~ pattern) and current_setting('application_name') = 'rights-desk' then
      perform pg_advisory_xact_lock(${lock});
    end if;
    return true;
  end $$;
  create function pass_row() returns trigger language plpgsql as $$
  begin
    perform pass(concat_ws(':', tg_table_name, tg_op, case tg_table_name
      when 'events' then to_jsonb(new) ->> 'type' when 'erasures' then to_jsonb(new) ->> 'state' end));
    return new;
  end $$;
  create function note_deleted() returns trigger language plpgsql as $$
  begin
    insert into deleted values (old.id);
    return null;
  end $$;
  create function note_asked() returns trigger language plpgsql as $$
  begin
    insert into asked values (tg_argv[0]);
    return null;
  end $$;
  create trigger pass before update on erasure_pages for each row execute function pass_row();
  create trigger pass before update on erasures for each row execute function pass_row();
  create trigger pass before insert on events for each row execute function pass_row();
  ${['messages', 'customers']
    .map(
      (table) => `
  alter table ${table} rename to ${table}_rows;
  create view ${table} as select * from ${table}_rows where (select pass(current_query()));
  create trigger deleted after delete on ${table}_rows for each row execute function note_deleted();
  create trigger asked after delete on ${table}_rows for each statement execute function note_asked('${table}');`,
    )
    .join('')}`
