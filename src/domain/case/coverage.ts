import type { HoldScope } from './holds.js'
import type { PlanLine, Reference } from './types.js'

/** Where data is about to go; `all` in a line by hand stands for every system or category. */
type Place = Pick<PlanLine, 'system' | 'category'>

const names = (named: readonly string[], value: string) =>
  named.length === 0 || value === 'all' || named.includes('all') || named.includes(value)

/** A line names its collection and, in brackets, all data categories of it: a hold on one of them covers the line. */
const partsOf = (category: string) => category.split(/[\s,()]+/u).filter((part) => part !== '')

/** `user.contact` names `user.contact.email` too. */
const namesCategory = (named: readonly string[], category: string) =>
  names(named, category) ||
  partsOf(category).some((part) => named.some((one) => part === one || part.startsWith(`${one}.`)))

/** Whether one of the lines lies within systems and categories; none named means every one. */
export function touches(
  { systems, categories }: { readonly systems: readonly string[]; readonly categories: readonly string[] },
  lines: readonly Place[],
): boolean {
  return lines.some(({ system, category }) => names(systems, system) && namesCategory(categories, category))
}

/**
 * Whether a hold stands in the way of deleting in these places the data of the person of these cases (§4.3). A range
 * of dates narrows nothing here: how old the records of a plan are is not known before they are read.
 */
export function holdCovers(
  scope: HoldScope,
  references: readonly Reference[],
  lines: readonly Place[],
): boolean {
  const isTheirs = scope.references.length === 0 || scope.references.some((one) => references.includes(one))
  return isTheirs && touches(scope, lines)
}
