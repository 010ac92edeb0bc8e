import type { Field, Form } from '../../chat/form.js'
import type { StepCode } from '../../domain/case/checklist.js'
import { isTickable, steps, stepsOf } from '../../domain/case/checklist.js'
import type { Actor } from '../../domain/people/roles.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { RightType } from '../../domain/rights/rights.js'
import { handSteps } from '../case-words.js'
import type { Drawing } from '../drawing.js'
import { capital, type Say } from '../text/text.js'
import { caseForm } from './parts.js'

type Group = 'intake' | RightType

/** The checklist of a case, one field a right; steps that only the desk ticks, or nobody like this yet, are not shown. */
export function stepsForm(d: Drawing, found: RightsRequest, actor: Actor): Form {
  const ticked = new Set(found.ticks.map(({ code }) => code))
  const isShown = (code: StepCode) => ticked.has(code) || isTickable(steps[code], found, actor)
  const fields = stepGroups(found)
    .map(([group, codes]) => [group, codes.filter(isShown)] as const)
    .filter(([, codes]) => codes.length > 0)
    .map(([group, codes]) => groupField(d.say, group, codes, ticked))
  return caseForm(d, found, 'step.form', 'form.steps', fields, { intro: [d.say('form.steps_intro')] })
}

/** The steps people tick, by the field they stand in: `steps_<group>`. A step of several rights stands once. */
export function stepGroups(found: RightsRequest): readonly (readonly [Group, readonly StepCode[]])[] {
  const byHand = new Set(handSteps(found))
  const groups = new Map<Group, StepCode[]>()
  for (const { code, of } of stepsOf(found)) {
    if (!byHand.has(code)) continue
    const group =
      of === 'intake' ? 'intake' : found.items.map(({ right }) => right).find((right) => of.includes(right))
    if (group) groups.set(group, [...(groups.get(group) ?? []), code])
  }
  return [...groups]
}

function groupField(say: Say, group: Group, codes: readonly StepCode[], ticked: ReadonlySet<string>): Field {
  return {
    kind: 'choices',
    name: `steps_${group}`,
    label: capital(group === 'intake' ? say('form.steps_intake') : say(`right.${group}`)),
    options: codes.map((code) => ({
      value: code,
      label: say(`step.${code}`),
      hint: { zone: 'Z1', words: code },
    })),
    initial: codes.filter((code) => ticked.has(code)),
    isOptional: true,
  }
}
