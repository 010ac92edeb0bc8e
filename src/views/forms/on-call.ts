import type { Form } from '../../chat/form.js'
import { addWeeks, type CoverKind, type IsoWeek } from '../../domain/people/on-call.js'
import type { Drawing } from '../drawing.js'
import { weekWords } from '../on-call.js'
import { dateField, options, plainForm, timeField } from './parts.js'

/** Every how many weeks the same people are on call again; `0`: only that week. */
export const repeats = ['0', '1', '2', '3', '4', '5', '6', '8'] as const
/** What can be overridden by form; a hand-over has its own. */
export const overrides = ['instead', 'also'] as const satisfies readonly CoverKind[]

const weeksOffered = 12

/** Who is on call in which weeks, from the week `first` on. */
export function planWeeksForm(d: Drawing, first: IsoWeek): Form {
  const { say } = d
  const weeks = Array.from({ length: weeksOffered }, (_, index) => addWeeks(first, index))
  return plainForm(
    d,
    'oncall.plan',
    'form.oncall_plan',
    [
      {
        kind: 'choice',
        name: 'week',
        label: say('field.oncall_week'),
        options: options(weeks, (week) => weekWords(d, week)),
        initial: first,
      },
      { kind: 'person', name: 'first', label: say('field.oncall_first') },
      { kind: 'person', name: 'second', label: say('field.oncall_second'), isOptional: true },
      {
        kind: 'choice',
        name: 'repeat',
        label: say('field.oncall_repeat'),
        options: options(repeats, (every) =>
          every === '0' ? say('oncall.repeat_never') : say('oncall.repeat', { count: Number(every) }),
        ),
        initial: '0',
      },
    ],
    { intro: [say('form.oncall_plan_intro')] },
  )
}

/** To whom the rest of the week is handed over. */
export function handOverForm(d: Drawing): Form {
  return plainForm(
    d,
    'oncall.hand_over',
    'form.oncall_hand_over',
    [{ kind: 'person', name: 'person', label: d.say('field.oncall_to') }],
    { intro: [d.say('form.oncall_hand_over_intro')] },
  )
}

/** Who is on call for a while, whatever is planned. */
export function overrideForm(d: Drawing): Form {
  const { say } = d
  return plainForm(d, 'oncall.override', 'form.oncall_override', [
    { kind: 'person', name: 'person', label: say('field.oncall_person') },
    {
      kind: 'choice',
      name: 'kind',
      label: say('field.oncall_kind'),
      options: options(overrides, (kind) => say(`oncall.kind.${kind}`)),
      initial: 'instead',
    },
    dateField(d, 'from', 'field.oncall_from'),
    timeField(d, 'fromTime', 'field.oncall_from_time'),
    dateField(d, 'until', 'field.oncall_until'),
    timeField(d, 'untilTime', 'field.oncall_until_time'),
  ])
}
