import type { Block, Button, Fact, View } from '../chat/view.js'
import type { Restriction } from '../domain/case/restrictions.js'
import type { Reference } from '../domain/case/types.js'
import { localDate } from '../domain/time/calendar.js'
import type { Drawing } from './drawing.js'
import { z2 } from './text/text.js'

/** Restrictions in force on the data of the person of a case, and what may be done about them. */
export function restrictionList(
  d: Drawing,
  reference: Reference,
  restrictions: readonly Restriction[],
  may: { readonly apply: boolean; readonly lift: boolean },
): View {
  const { say } = d
  const apply: Button<'Z1'> = {
    label: say('button.restriction.apply'),
    action: 'restriction.apply',
    token: d.sign({ action: 'restriction.apply', reference }),
  }
  const none: Block<'Z1'> = { kind: 'text', text: say('restrictions.empty') }
  return {
    title: say('restrictions.title', { reference }),
    summary: say('restrictions.summary', { count: restrictions.length }),
    blocks: [
      ...(restrictions.length === 0 ? [none] : restrictions.flatMap((one) => blocksOf(d, one, may))),
      ...(may.apply ? [{ kind: 'buttons', buttons: [apply] } as const] : []),
    ],
  }
}

function blocksOf(
  d: Drawing,
  found: Restriction,
  may: { readonly apply: boolean; readonly lift: boolean },
): readonly Block[] {
  const buttons = [...(may.apply ? [noticeButton(d, found)] : []), ...(may.lift ? liftButtons(d, found) : [])]
  return [
    { kind: 'heading', text: d.say(`restriction_ground.${found.ground}`) },
    { kind: 'facts', facts: factsOf(d, found) },
    ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
  ]
}

function factsOf({ say, who }: Drawing, found: Restriction): readonly Fact[] {
  const { reference, systems, categories, appliedBy, appliedAt, reviewBy, liftNotice } = found
  const places = [...systems, ...categories]
  return [
    { label: say('restrictions.case'), value: say('form.case', { reference }) },
    { label: say('holds.scope'), value: z2(places.join(', ')) },
    {
      label: say('restrictions.applied'),
      value: say('holds.placed_by', { person: who(appliedBy), date: localDate(appliedAt) }),
    },
    { label: say('field.review_by'), value: say('holds.review', { date: reviewBy }) },
    ...(liftNotice
      ? [
          {
            label: say('restrictions.told'),
            value: say('restrictions.told_by', { person: who(liftNotice.by), date: liftNotice.liftOn }),
          },
        ]
      : []),
  ]
}

function noticeButton({ say, sign }: Drawing, { reference, id }: Restriction): Button<'Z1'> {
  const action = 'restriction.lift_notice'
  return {
    label: say('button.restriction.lift_notice'),
    action,
    token: sign({ action, reference, extra: id }),
  }
}

function liftButtons(
  { say, sign }: Drawing,
  { reference, id, liftNotice }: Restriction,
): readonly Button<'Z1'>[] {
  if (liftNotice === null) return []
  const action = 'restriction.lift'
  const label = say('button.restriction.lift')
  const confirm = {
    title: say('confirm.restriction.lift.title'),
    text: say('confirm.restriction.lift.text'),
    yes: label,
    no: say('confirm.no'),
  }
  return [{ label, action, token: sign({ action, reference, extra: id }), style: 'danger', confirm }]
}
