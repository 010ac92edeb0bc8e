import type { DateTime } from 'luxon'
import { z } from 'zod'
import type { Reader } from '../../db/client.js'
import { findOnCall } from '../../db/on-call.js'
import { listPeopleInRole } from '../../db/recipients.js'
import { findSetting } from '../../db/settings.js'
import type { RightsRequest } from '../../src/domain/case/types.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import type { ReminderRecipient } from '../../src/domain/time/reminders.js'

/** The name under which what goes to the privacy channel stands among the recipients. */
export const channelRecipient = 'privacy_channel'

const Person = z.uuid().transform((text) => text as PersonId)
/** Who is told from R-W1 and R-DUE on beside the managers; set by a manager. */
export const EscalationContacts = z.object({
  deputy: Person.nullable(),
  general_manager: Person.nullable(),
})
export type EscalationContacts = z.infer<typeof EscalationContacts>
export const escalationSetting = 'escalation.contacts'

/** Who stands behind each function now. */
export interface Functions {
  readonly managers: readonly PersonId[]
  readonly support: readonly PersonId[]
  readonly onCall: readonly PersonId[]
  readonly dpo: readonly PersonId[]
  readonly contacts: EscalationContacts
}

/** Reads who stands behind each function at `at`. */
export async function readFunctions(from: Reader, at: DateTime): Promise<Functions> {
  return {
    managers: await listPeopleInRole(from, 'manager'),
    support: await listPeopleInRole(from, 'support'),
    onCall: await findOnCall(from, at),
    dpo: await listPeopleInRole(from, 'dpo'),
    contacts: (await findSetting(from, escalationSetting, EscalationContacts)) ?? {
      deputy: null,
      general_manager: null,
    },
  }
}

/** A function without anybody falls to the managers: nothing goes to nobody. */
const resolve: Readonly<
  Record<ReminderRecipient, (functions: Functions, assignee: PersonId | null) => readonly string[]>
> = {
  privacy_channel: () => [channelRecipient],
  // A handler who may not use a role any more handles nothing.
  handler: ({ support, managers }, assignee) =>
    assignee !== null && [...support, ...managers].includes(assignee) ? [assignee] : managers,
  manager: ({ managers }) => managers,
  deputy: ({ contacts, managers }) => (contacts.deputy ? [contacts.deputy] : managers),
  general_manager: ({ contacts, managers }) =>
    contacts.general_manager ? [contacts.general_manager] : managers,
  dpo_if_appointed: ({ dpo }) => dpo,
  engineer: ({ onCall, managers }) => (onCall.length > 0 ? onCall : managers),
  engineer_if_execution_outstanding: ({ onCall }) => onCall,
  on_call_lead: ({ managers }) => managers,
  approvers: ({ managers }) => managers,
}

/**
 * Everybody a reminder goes to, once each. Never whoever the case is about; the channel when else nobody would get it.
 */
export function peopleFor(
  functions: Functions,
  found: RightsRequest | null,
  to: readonly ReminderRecipient[],
): readonly string[] {
  const everybody = new Set(to.flatMap((recipient) => resolve[recipient](functions, found?.assignee ?? null)))
  if (found?.subjectPerson) everybody.delete(found.subjectPerson)
  return everybody.size > 0 ? [...everybody] : [channelRecipient]
}
