import { randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  countWrongCodes,
  findLinkOf,
  isInvolved,
  lockOffer,
  platformsOf,
  saveClaim,
  saveOffer,
  type AccountLink,
} from '../../db/account-links.js'
import { appendEvents } from '../../db/events.js'
import { findActor, saveAccount, type AccountKey } from '../../db/people.js'
import type { Reply } from '../../src/chat/reply.js'
import {
  claimDays,
  codeFrom,
  codeMinutes,
  readCode,
  wrongCodes,
  type Pair,
} from '../../src/domain/people/account-links.js'
import { systemActor, type PersonId } from '../../src/domain/people/roles.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import { linkCode, linkedAccounts, linkWaiting } from '../../src/views/account-links.js'
import { handler, type Context } from '../context.js'
import { queueAccountCheck } from './queue-check.js'

/**
 * Makes two accounts one person. Without a code: shows one, to somebody with a role. With the code, on the other
 * platform: asks that this account be that person too, which a manager confirms.
 */
export const linkAccounts = handler({
  access: 'everybody',
  effect: 'write',
  input: z.object({ code: z.string().optional() }),
  run: (context, { code }) => (code === undefined ? offer(context) : claim(context, code)),
})

const accountOf = ({ origin: { platform, tenant, userId } }: Pick<Context, 'origin'>): AccountKey => ({
  platform,
  tenant,
  userId,
})

async function offer(context: Context): Promise<Reply | Refusal> {
  const { tx, desk, actor, now, draw } = context
  if (actor.roles.length === 0) return refuse('E_NO_ROLE')
  if ((await platformsOf(tx, actor.id)).length > 1)
    return { kind: 'private', view: linkedAccounts(draw, actor.id) }
  const account = accountOf(context)
  const asked = await findLinkOf(tx, account, now)
  if (asked?.claimed) return { kind: 'private', view: linkWaiting(draw, asked.id, asked.expiresAt) }
  const code = codeFrom(randomBytes(8))
  const expiresAt = now.plus({ minutes: codeMinutes })
  const codeHash = desk.vault.blindIndex('code', readCode(code)!)
  await saveOffer(tx, { id: randomUUID(), account, codeHash }, { at: now, expiresAt })
  return { kind: 'private', view: linkCode(draw, code, expiresAt) }
}

async function claim(context: Context, typed: string): Promise<Reply | Refusal> {
  const { tx, actor, now } = context
  const known = actor.id === systemActor.id ? null : actor.id
  const account = accountOf(context)
  const wrong = await countWrongCodes(tx, { person: known, account }, now.minus({ hours: 1 }))
  if (wrong >= wrongCodes) return refuse('E_LINK_TRIES')
  const link = await offerOf(context, typed)
  if (!link) return refuse('E_LINK_CODE')
  const owner = await ownerOf(context, link)
  if (!owner) return refuse('E_LINK_PLATFORM')
  const other = known ?? (await saveAccount(tx, account, { kind: 'member' }, randomUUID() as PersonId))
  if (await isInvolved(tx, other)) return refuse('E_LINK_BUSY')
  return keepClaim(context, link, { person: owner, other })
}

/** The link whose code was typed; null when there is none that may still be used. */
async function offerOf({ tx, desk, now }: Context, typed: string): Promise<AccountLink | null> {
  const code = readCode(typed)
  return code === null ? null : lockOffer(tx, desk.vault.blindIndex('code', code), now)
}

/** Whose code it is, if their second account can be on the platform where it was typed; else null. */
async function ownerOf({ tx, origin }: Context, { account }: AccountLink): Promise<PersonId | null> {
  const owner = await findActor(tx, account.platform, account.tenant, account.userId)
  const taken = owner ? await platformsOf(tx, owner.person) : []
  return owner && !taken.includes(origin.platform) ? owner.person : null
}

async function keepClaim(context: Context, { id, account: first }: AccountLink, pair: Pair): Promise<Reply> {
  const { tx, actor, now, draw } = context
  const account = accountOf(context)
  const expiresAt = now.plus({ days: claimDays })
  await saveClaim(tx, id, account, expiresAt)
  // So that the manager is told whether both have the same e-mail address.
  for (const one of [first, account]) await queueAccountCheck(tx, one)
  const fields = { ...pair, account: `${account.platform}:${account.userId}`, link: id }
  await appendEvents(tx, [{ type: 'person.link_asked', reference: null, fields }], {
    actor: pair.other,
    role: actor.roles[0] ?? 'system',
    at: now,
  })
  return { kind: 'private', view: linkWaiting(draw, id, expiresAt) }
}
