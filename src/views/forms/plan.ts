import type { Field, Form } from '../../chat/form.js'
import { openItems, plannable } from '../../domain/case/plan.js'
import type { RightsRequest } from '../../domain/case/types.js'
import { isGroundValid, needsLawReference, refusalGrounds } from '../../domain/rights/grounds.js'
import { rightTable, type RightType } from '../../domain/rights/rights.js'
import type { Drawing } from '../drawing.js'
import { caseForm, multiline, options } from './parts.js'

/** What to decide for each open right: outcome, and a ground the law allows where something is refused (§1.3). */
export function planForm(d: Drawing, found: RightsRequest): Form {
  const rights = openItems(found.items).map(({ right }) => right)
  return caseForm(
    d,
    found,
    'plan.propose',
    'form.plan',
    [
      ...rights.flatMap((right) => rightFields(d, right)),
      multiline(d, 'reason', 'field.plan_reason', { hint: 'field.reason_hint', isOptional: true }),
    ],
    { intro: [d.say('form.plan_intro')], submit: 'form.plan_submit' },
  )
}

function rightFields({ say }: Drawing, right: RightType): readonly Field[] {
  const name = say(`right.${right}`)
  const outcomes = rightTable[right].outcomes.filter((outcome) => plannable.includes(outcome))
  const grounds = refusalGrounds.filter((ground) => isGroundValid(ground, right))
  const outcome: Field = {
    kind: 'choice',
    name: `outcome_${right}`,
    label: say('field.outcome', { right: name }),
    options: options(outcomes, (code) => say(`outcome.${code}`)),
  }
  const ground: Field = {
    kind: 'choice',
    name: `ground_${right}`,
    label: say('field.refusal_ground', { right: name }),
    hint: say('field.refusal_ground_hint'),
    options: options(grounds, (code) => say(`ground.${code}`)),
    isOptional: true,
  }
  const law: Field = {
    kind: 'text',
    name: `law_${right}`,
    label: say('field.law', { right: name }),
    hint: say('field.law_hint'),
    maxLength: 120,
    isOptional: true,
  }
  return [outcome, ...(grounds.length > 0 ? [ground] : []), ...(grounds.some(needsLawReference) ? [law] : [])]
}
