import { and, desc, eq, sql } from 'drizzle-orm'
import type { Reader } from './client.js'
import { conversations } from './schema/index.js'

/** A conversation of Teams that the app is in. */
export type StoredConversation = Omit<typeof conversations.$inferSelect, 'writtenAt'>

const columns = {
  id: conversations.id,
  kind: conversations.kind,
  tenant: conversations.tenant,
  serviceUrl: conversations.serviceUrl,
  botId: conversations.botId,
  userId: conversations.userId,
  team: conversations.team,
  channelType: conversations.channelType,
}

/** Keeps a conversation as it was last seen; what Teams did not say this time stays as it was. */
export async function saveConversation(to: Reader, found: StoredConversation): Promise<void> {
  const { serviceUrl, botId, userId, team, channelType } = found
  await to
    .insert(conversations)
    .values(found)
    .onConflictDoUpdate({
      target: conversations.id,
      set: {
        serviceUrl,
        botId,
        userId: sql`coalesce(${userId}, ${conversations.userId})`,
        team: sql`coalesce(${team}, ${conversations.team})`,
        channelType: sql`coalesce(${channelType}, ${conversations.channelType})`,
      },
      // A press in a chat that is known as it is writes nothing.
      setWhere: sql`(${conversations.serviceUrl}, ${conversations.botId}, ${conversations.userId}, ${conversations.team},
        ${conversations.channelType}) is distinct from (${serviceUrl}, ${botId}, coalesce(${userId}, ${conversations.userId}),
        coalesce(${team}, ${conversations.team}), coalesce(${channelType}, ${conversations.channelType}))`,
    })
}

/** A conversation by its id; null when the app is not in it. */
export async function findConversation(from: Reader, id: string): Promise<StoredConversation | null> {
  const rows = await from.select(columns).from(conversations).where(eq(conversations.id, id))
  return rows[0] ?? null
}

/** The personal chat with an account; the newest, should there be two. */
export async function findPersonalConversation(
  from: Reader,
  userId: string,
): Promise<StoredConversation | null> {
  const isIt = and(eq(conversations.userId, userId), eq(conversations.kind, 'personal'))
  const rows = await from
    .select(columns)
    .from(conversations)
    .where(isIt)
    .orderBy(desc(conversations.writtenAt))
    .limit(1)
  return rows[0] ?? null
}

/** Says anew where all conversations are reached: for a cloud on this machine that moves from port to port. */
export async function moveConversations(to: Reader, serviceUrl: string): Promise<void> {
  await to.update(conversations).set({ serviceUrl })
}

/** The app was taken out of it: nothing is sent there any more. */
export async function removeConversation(to: Reader, id: string): Promise<void> {
  await to.delete(conversations).where(eq(conversations.id, id))
}
