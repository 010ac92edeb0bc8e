import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Reference } from '../src/domain/case/types.js'
import type { Reader, Tx } from './client.js'
import { cards } from './schema/index.js'

/** A card that we posted, and the version of the case that it shows. */
export type Card = typeof cards.$inferSelect

/** The card of a case, or of the sweep of a day, in a channel; or null. */
export async function findCard(
  from: Reader,
  reference: Card['reference'],
  platform: Card['platform'],
  channel: string,
): Promise<Card | null> {
  const isIt = and(eq(cards.reference, reference), eq(cards.platform, platform), eq(cards.channel, channel))
  const rows = await from.select().from(cards).where(isIt)
  return rows[0] ?? null
}

/** All cards of a case. */
export async function listCards(from: Reader, reference: Reference): Promise<readonly Card[]> {
  return await from.select().from(cards).where(eq(cards.reference, reference))
}

/** The cards of these cases in a channel. */
export async function listCardsIn(
  from: Reader,
  references: readonly Reference[],
  { platform, channel }: Pick<Card, 'platform' | 'channel'>,
): Promise<readonly Card[]> {
  if (references.length === 0) return []
  const isThere = and(eq(cards.platform, platform), eq(cards.channel, channel))
  return await from
    .select()
    .from(cards)
    .where(and(isThere, inArray(cards.reference, [...references])))
}

/** Notes a posted or redrawn card; one that shows a later version is left as it is. */
export async function saveCard(tx: Tx, card: Card): Promise<void> {
  await tx
    .insert(cards)
    .values(card)
    .onConflictDoUpdate({
      target: [cards.kind, cards.reference, cards.platform, cards.channel],
      set: { messageId: card.messageId, shownVersion: card.shownVersion },
      setWhere: sql`${cards.shownVersion} <= excluded.shown_version`,
    })
}
