import { z } from 'zod'
import { defaultLines, isErasing, openItems } from '../../src/domain/case/plan.js'
import type { PlanInput } from '../../src/domain/case/commands.js'
import type { PlanItem, Reference, RightsRequest } from '../../src/domain/case/types.js'
import { refusalGrounds } from '../../src/domain/rights/grounds.js'
import { outcomes } from '../../src/domain/rights/rights.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import { planForm } from '../../src/views/forms/plan.js'
import { caseAct } from '../case-act.js'
import type { Context, Handler } from '../context.js'
import { FreeText, LawReference } from '../requests/input.js'
import { rightTypes, type RightType } from '../../src/domain/rights/rights.js'
import { sealText } from '../sealed-text.js'
import { nobodyElse } from './nobody-else.js'
import { searchFirst } from './search.js'

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

const fields = {
  ...perRight('outcome', z.enum(outcomes)),
  ...perRight('ground', z.enum(refusalGrounds)),
  ...perRight('law', LawReference),
  reason: FreeText.optional(),
}
type PlanFields = z.infer<z.ZodObject<typeof fields>>

const byHand = caseAct({
  command: 'plan.propose',
  fields,
  form: ({ context, found }) => planForm(context.draw, found),
  input: planInput,
  after: async (context, _fields, { next }) => {
    const { plan, subjectPerson } = next
    if (next.status !== 'awaiting_approval' || !plan || !isErasing(plan)) return null
    return nobodyElse(context, { proposedBy: plan.proposedBy, subjectPerson })
  },
})

async function planInput(
  context: Context,
  filled: PlanFields,
  found: RightsRequest,
): Promise<PlanInput | Refusal> {
  const items = planItems(found, filled)
  if (!Array.isArray(items)) return items as Refusal
  const reason = await sealText(context, found.reference, 'plan', filled.reason)
  return { ...reason, items, lines: defaultLines(items) }
}

/**
 * Support proposes what to answer to each right of a case, and so what is done in the systems (T05, T08, T09). Where
 * the desk reaches the stores, they are searched first.
 */
export const proposePlan: Handler = {
  ...byHand,
  effect: 'write',
  async run(context, given, call) {
    const filled = given as PlanFields & { readonly reference: Reference }
    const searched = await searchFirst(context as Context, filled.reference, call, (found) =>
      planInput(context as Context, filled, found),
    )
    return searched ?? byHand.run(context as Context, given, call)
  },
}

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
