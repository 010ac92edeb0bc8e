import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { appendEvents } from '../../db/events.js'
import { accountsOf, findActor, saveAccount } from '../../db/people.js'
import { findSetting, saveSetting } from '../../db/settings.js'
import { peopleCommands } from '../../src/domain/people/policy.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import { done } from '../../src/views/done.js'
import { contactsForm } from '../../src/views/forms/contacts.js'
import { queueAccountCheck } from './queue-check.js'
import { handler, type Context, type ReadContext } from '../context.js'
import { EscalationContacts, escalationSetting } from '../reminders/recipients.js'

const nobody: EscalationContacts = { deputy: null, general_manager: null }

/**
 * A manager names the deputy, told from R-W1 on, and the General Manager, told from R-DUE on (§3.5). Neither needs a role;
 * where none is named the managers are told alone.
 */
export const nameContacts = handler({
  access: peopleCommands['role.grant'],
  effect: 'write',
  input: z.object({ deputy: z.string().min(1).optional(), generalManager: z.string().min(1).optional() }),
  async form(context) {
    const now = (await findSetting(context.tx, escalationSetting, EscalationContacts)) ?? nobody
    return contactsForm(context.draw, {
      deputy: await accountHere(context, now.deputy),
      generalManager: await accountHere(context, now.general_manager),
    })
  },
  async run(context, { deputy, generalManager }) {
    const { tx, actor, now, draw } = context
    const contacts: EscalationContacts = {
      deputy: await personOf(context, deputy),
      general_manager: await personOf(context, generalManager),
    }
    await saveSetting(tx, escalationSetting, contacts, { by: actor.id, at: now })
    const fields = {
      setting: escalationSetting,
      deputy: contacts.deputy,
      generalManager: contacts.general_manager,
    }
    const by = { actor: actor.id, role: 'manager', at: now } as const
    await appendEvents(tx, [{ type: 'config.changed', reference: null, fields }], by)
    return { kind: 'private', view: done(draw, 'people.contacts', {}) }
  },
})

/** The account of a person on the platform where the form is shown. */
async function accountHere({ tx, origin }: ReadContext, person: PersonId | null): Promise<string | null> {
  const accounts = person === null ? [] : await accountsOf(tx, [person])
  return accounts.find(({ platform }) => platform === origin.platform)?.userId ?? null
}

/** Whose account it is; an account that the desk does not know yet becomes a person without a role. */
async function personOf({ tx, origin }: Context, userId: string | undefined): Promise<PersonId | null> {
  if (userId === undefined) return null
  const { platform, tenant } = origin
  const known = await findActor(tx, platform, tenant, userId)
  if (known) return known.person
  const account = { platform, tenant, userId }
  const made = await saveAccount(tx, account, { kind: 'member' }, randomUUID() as PersonId)
  // A guest, or somebody who left, is found out by asking the platform: such an account gets nothing.
  await queueAccountCheck(tx, account)
  return made
}
