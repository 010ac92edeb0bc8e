import { freshDatabase } from '../../support/postgres.js'
import { connectionOf, messagesWith, nobody, type Rig } from './rig.js'

export async function postgresRig(): Promise<Rig> {
  const base = await freshDatabase()
  const { sql } = base
  await sql`create schema store`
  await sql`
    create table store.messages (customer text, id uuid, body text, processed_at timestamptz, primary key (customer, id))`
  const connection = (variable: string) => connectionOf({ kind: 'postgres', url: { env: variable } })
  return {
    connection: connection('REGISTER'),
    awayConnection: connection('AWAY'),
    env: { REGISTER: base.url, AWAY: `postgres://nobody:x@${nobody}/none` },
    messages: messagesWith(
      { key: ['customer', 'id'], processedAt: 'processed_at' },
      { nativeName: 'store.messages' },
    ),
    writtenAt: null,
    moreThanABatch: 1050,
    write: async (messages) => {
      const rows = messages.map(({ processedAt, ...rest }) => ({ ...rest, processed_at: processedAt }))
      await sql`insert into store.messages ${sql(rows)}`
    },
    list: async () =>
      (await sql<{ at: string }[]>`select customer || '/' || id as at from store.messages order by 1`).map(
        ({ at }) => at,
      ),
    bodies: async () =>
      (await sql<{ body: string }[]>`select body from store.messages where body is not null`).map(
        ({ body }) => body,
      ),
    clear: async () => {
      await sql`truncate store.messages`
    },
    stop: () => base.drop(),
  }
}
