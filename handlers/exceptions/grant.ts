import { createHash } from 'node:crypto'
import { z } from 'zod'
import { insertException, nextExceptionRef } from '../../db/exceptions.js'
import { findActor } from '../../db/people.js'
import { isUserId } from '../../src/chat/user-id.js'
import { identityKinds } from '../../src/domain/data-map/identity-kinds.js'
import type { DataMap, Identities } from '../../src/domain/data-map/types.js'
import type { Actor } from '../../src/domain/people/roles.js'
import { exceptionRoles, grantException, latestEnd } from '../../src/domain/retention/exceptions.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import { exceptionForm } from '../../src/views/forms/exception.js'
import { handler, isRefusal, type Context, type Desk } from '../context.js'
import { keepDecision } from '../holds/keep.js'
import { CivilDate, EmailAddress, FreeText, OpaqueCode, PhoneNumber } from '../requests/input.js'
import { showExceptions } from './list.js'

const Input = z.object({
  inquiry: OpaqueCode,
  owner: z.string().min(1, 'E_UNKNOWN_PERSON'),
  reason: FreeText,
  endsOn: CivilDate,
  systems: z.array(z.string()).default([]),
  email: EmailAddress.optional(),
  phone: PhoneNumber.optional(),
  identityKind: z.string().optional(),
  identity: FreeText.max(200, 'E_INPUT').optional(),
  from: CivilDate.optional(),
  until: CivilDate.optional(),
})
type Input = z.infer<typeof Input>

/** Support or a manager lets records of one person be kept longer for an inquiry (RET-ARCH, notice §4). */
export const grantArchiveException = handler({
  access: exceptionRoles,
  effect: 'write',
  input: Input,
  form({ draw, desk, origin, now }) {
    const map = mapOf(desk)
    if (isRefusal(map)) return Promise.resolve(map)
    const { systems } = map
    const kinds = otherKinds(map)
    const form = exceptionForm(draw, { systems, kinds, owner: origin.userId, latest: latestEnd(now) })
    return Promise.resolve(form)
  },
  async run(context, input) {
    const map = mapOf(context.desk)
    if (isRefusal(map)) return map
    const refused = refusalOf(map, input)
    if (refused) return refused
    const owner = await ownerOf(context, input.owner)
    return isRefusal(owner) ? owner : grant(context, input, owner)
  },
})

/** Only in systems of a data map can anything be kept from a sweep. */
const mapOf = ({ stores }: Desk): DataMap | Refusal =>
  stores && stores.map.systems.length > 0 ? stores.map : refuse('E_NO_DATA_MAP')

/** Kinds beside those that have a field of their own. */
const otherKinds = (map: DataMap) =>
  identityKinds(map).filter((kind) => kind !== 'email' && kind !== 'phone_number')

/** What is chosen has to be in the map, and another identity has its kind and its value. */
function refusalOf(map: DataMap, { systems, identityKind, identity }: Input): Refusal | null {
  const known = new Set(map.systems.map(({ key }) => key))
  if (systems.some((system) => !known.has(system))) return refuse('E_INPUT', {}, 'systems')
  if (identity === undefined && identityKind === undefined) return null
  if (identity === undefined) return refuse('E_INPUT', {}, 'identity')
  return otherKinds(map).includes(identityKind ?? '') ? null : refuse('E_INPUT', {}, 'identityKind')
}

async function ownerOf(
  { tx, actor, origin }: Context,
  userId: string,
): Promise<Pick<Actor, 'id' | 'roles'> | Refusal> {
  if (userId === origin.userId) return actor
  const isAccount = isUserId(origin.platform, userId)
  const found = isAccount ? await findActor(tx, origin.platform, origin.tenant, userId) : null
  return found ? { id: found.person, roles: found.roles } : refuse('E_UNKNOWN_PERSON', {}, 'owner')
}

function identitiesOf({ email, phone, identityKind, identity }: Input): Identities {
  return {
    ...(email ? { email: [email] } : {}),
    ...(phone ? { phone_number: [phone] } : {}),
    ...(identityKind && identity ? { [identityKind]: [identity] } : {}),
  }
}

async function grant(context: Context, input: Input, owner: Pick<Actor, 'id' | 'roles'>) {
  const { tx, desk, actor, now } = context
  const { inquiry, endsOn, systems, from = null, until = null } = input
  const ref = await nextExceptionRef(tx)
  const who = identitiesOf(input)
  const key = await desk.vault.newKey()
  const reason = await desk.vault.seal(key, ref, input.reason)
  const textHash = createHash('sha256').update(reason).digest('hex')
  const decided = grantException(
    {
      ...{ exceptionRef: ref, inquiry, owner, endsOn },
      scope: { systems, from, until },
      namesSomebody: Object.keys(who).length > 0,
      ...{ hasReason: true, textId: ref, textHash },
    },
    actor,
    now,
  )
  if (!decided.ok) return decided
  const identities = await desk.vault.seal(key, ref, JSON.stringify(who))
  await insertException(tx, decided.next, { ...key, reason, identities })
  await keepDecision(context, decided)
  return showExceptions(context, 'private', ref)
}
