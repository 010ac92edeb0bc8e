import type { Text } from '../chat/view.js'
import { isDeleting } from '../domain/case/plan.js'
import type { Plan, RightsRequest } from '../domain/case/types.js'
import type { ScopeRecipient } from '../domain/erasure/scope.js'
import type { Drawing } from './drawing.js'
import { ofMap } from './erasure-run.js'
import { join } from './text/text.js'

const recipientsIn = (plan: Plan | null): readonly ScopeRecipient[] => plan?.scope?.recipients ?? []

const named = ({ say }: Drawing, { name, role }: ScopeRecipient): Text<'Z1'> =>
  say('recipient.named', { name: ofMap(name), role: say(`recipient_role.${role}`) })

/** Each of them once, however many systems disclose to it; null where the data map names none. */
export function recipientNames(d: Drawing, plan: Plan | null): Text<'Z1'> | null {
  const names = [...new Map(recipientsIn(plan).map((one) => [one.name, named(d, one)])).values()]
  return names.length === 0 ? null : join(names, ', ')
}

/**
 * For the letters to them, a line for each recipient and system: which data was erased, and where such notices go. No
 * more than the recipient needs to find it, and nothing of the person.
 */
export function recipientLines(d: Drawing, { plan }: Pick<RightsRequest, 'plan'>): readonly Text[] {
  return recipientsIn(plan).map((one) => {
    const gone = plan!.lines.filter((line) => line.system === one.system && isDeleting(line))
    const data = gone.map(({ system, category }) => ofMap(`${system} · ${category}`))
    const { words } = join([named(d, one), ...data], ' · ')
    return { zone: 'Z2', words: one.contact === null ? words : `${words} · ${one.contact}` }
  })
}
