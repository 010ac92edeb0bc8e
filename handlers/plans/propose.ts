import { z } from 'zod'
import { defaultLines, openItems } from '../../src/domain/case/plan.js'
import type { PlanItem, RightsRequest } from '../../src/domain/case/types.js'
import { refusalGrounds } from '../../src/domain/rights/grounds.js'
import { outcomes } from '../../src/domain/rights/rights.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import { planForm } from '../../src/views/forms/plan.js'
import { caseAct } from '../case-act.js'
import { FreeText, LawReference } from '../requests/input.js'
import { rightTypes, type RightType } from '../../src/domain/rights/rights.js'
import { sealText } from '../sealed-text.js'

type Named<Prefix extends string, Field extends z.ZodType> = Record<
  `${Prefix}_${RightType}`,
  z.ZodOptional<Field>
>

/** The form asks for each right; the names of its fields end with the right. */
function perRight<Prefix extends string, Field extends z.ZodType>(prefix: Prefix, field: Field) {
  return Object.fromEntries(rightTypes.map((right) => [`${prefix}_${right}`, field.optional()])) as Named<
    Prefix,
    Field
  >
}

/** Support proposes what to answer to each right of a case, and so what is done in the systems (T05, T08, T09). */
export const proposePlan = caseAct({
  command: 'plan.propose',
  fields: {
    ...perRight('outcome', z.enum(outcomes)),
    ...perRight('ground', z.enum(refusalGrounds)),
    ...perRight('law', LawReference),
    reason: FreeText.optional(),
  },
  form: ({ context, found }) => planForm(context.draw, found),
  async input(context, fields, found) {
    const items = planItems(found, fields)
    if (!Array.isArray(items)) return items as Refusal
    const reason = await sealText(context, found.reference, 'plan', fields.reason)
    return { ...reason, items, lines: defaultLines(items) }
  },
})

type Filled = Readonly<Record<string, unknown>>

function planItems(found: RightsRequest, fields: Filled): PlanItem[] | Refusal {
  const rights = openItems(found.items).map(({ right }) => right)
  const undecided = rights.find((right) => fields[`outcome_${right}`] === undefined)
  if (undecided) return refuse('E_INPUT', {}, `outcome_${undecided}`)
  return rights.map((right) => ({
    right,
    outcome: fields[`outcome_${right}`] as PlanItem['outcome'],
    ground: (fields[`ground_${right}`] as PlanItem['ground'] | undefined) ?? null,
    lawReference: (fields[`law_${right}`] as string | undefined) ?? null,
  }))
}
