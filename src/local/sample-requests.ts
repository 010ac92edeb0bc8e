import type { DateTime } from 'luxon'
import type { FieldValues, Form } from '../chat/form.js'
import type { IntakeChannel } from '../domain/case/types.js'
import { addDays, localDate, startOfDay, type LocalDate } from '../domain/time/calendar.js'
import { actionOf } from '../domain/case/plan.js'
import { rightTable, type RightType } from '../domain/rights/rights.js'
import { storiesTold, type Stage, type Story } from './sample-stories.js'
import { engineerAt } from './sample-turns.js'

/** One act of a sample story, to be given to the desk as if a person had done it then. */
export interface SampleAct {
  /** Which story it belongs to; its first act opens the case. */
  readonly story: number
  readonly at: DateTime
  readonly userId: string
  /** What is typed; `REF` stands for the reference of the story's case. */
  readonly text: string
  /** What is filled into the form that opens; what is not named keeps what stands in it. */
  readonly fill: (form: Form, reference: string) => FieldValues
}

type Fill = SampleAct['fill']

/** All boxes of all lists of a form. */
const everything: Fill = ({ fields }) =>
  Object.fromEntries(
    fields.flatMap((field): [string, string[] | boolean][] => {
      if (field.kind === 'tick') return [[field.name, true]]
      return field.kind === 'choices' ? [[field.name, field.options.map(({ value }) => value)]] : []
    }),
  )

/** All boxes of one list. */
const allOf =
  (name: string, more: FieldValues = {}): Fill =>
  (form, reference) => ({ ...more, [name]: everything(form, reference)[name] ?? [] })

const filled =
  (values: FieldValues): Fill =>
  () =>
    values

const granting =
  (rights: readonly RightType[]): Fill =>
  () =>
    Object.fromEntries(rights.map((right) => [`outcome_${right}`, 'fulfilled']))

const nothing = filled({})

/** One line of a story: who types what, and what the form is filled with; `by` is the case's own handler. */
type Line = readonly [who: 'by' | 'manager' | 'approver' | 'engineer', text: string, fill: Fill]

const take: Line = ['by', 'assign REF @by', nothing]
const begun: readonly Line[] = [
  take,
  ['by', 'identity REF', filled({ act: 'waive', note: 'Skrev fra kjent adresse.' })],
  ['by', 'steps REF', allOf('steps_intake')],
  ['by', 'start REF', nothing],
]
const asked = filled({ act: 'ask', method: 'known_address_code', note: 'Ukjent avsenderadresse.' })
const planned = (rights: readonly RightType[]): readonly Line[] => [
  ...begun,
  ['by', 'steps REF', everything],
  ['by', 'plan REF', granting(rights)],
]
const approve: Line = ['approver', 'approve REF', (_form, reference) => ({ typedReference: reference })]
const needsApproval = (right: RightType) => ['hard', 'default'].includes(rightTable[right].needsSecondPerson)
const needsWork = (right: RightType) => actionOf[right] !== null
const approved = (rights: readonly RightType[]): readonly Line[] => [
  ...planned(rights),
  ...(rights.some(needsApproval) ? [approve] : []),
]
const execute: Line = ['by', 'execute REF', everything]
const isCopy = (right: RightType) => right === 'access' || right === 'portability'
const secondLook: Line = ['manager', 'steps REF', everything]
const answered = (rights: readonly RightType[]): readonly Line[] => [
  ...approved(rights),
  ...(rights.some(needsWork) ? [execute] : []),
  ...(rights.some(isCopy) ? [secondLook] : []),
  ['by', 'respond REF', allOf('elements', { channelType: 'letter' })],
]

const stages: Readonly<Record<Stage, (rights: readonly RightType[]) => readonly Line[]>> = {
  received: () => [],
  taken: () => [take],
  identity: () => [take, ['by', 'identity REF', asked]],
  clarification: () => [
    take,
    ['by', 'clarify REF', filled({ act: 'ask', question: 'Hvilken tjeneste gjelder det?' })],
  ],
  started: () => begun,
  extended: () => [
    ...begun,
    [
      'manager',
      'extend REF',
      filled({
        reasonCode: 'scattered_data',
        reason: 'Opplysningene ligger i elleve systemer uten felles nøkkel.',
      }),
    ],
    ['by', 'extension-sent REF', everything],
  ],
  proposed: planned,
  approved,
  answered,
  closed: (rights) => [
    ...answered(rights),
    ['engineer', 'steps REF', everything],
    ['manager', 'steps REF', everything],
    ['by', 'steps REF', everything],
    ['by', 'close REF', filled({ recipients: 'notified' })],
  ],
  withdrawn: () => [take, ['by', 'withdraw REF', filled({ inWriting: true })]],
  redirected: () => [
    take,
    ['by', 'redirect REF', filled({ customer: 'Eksempel AS', forwarded: true, toldRequester: true })],
  ],
  dismissed: () => [
    ['manager', 'dismiss REF', filled({ reason: 'Spør om en faktura og ingen rettighet.', answered: true })],
  ],
}

/** The acts of all stories in the order of time. `now` is the instant of the first start. */
export function sampleActs(now: DateTime): readonly SampleAct[] {
  return storiesTold
    .flatMap((story, index) => actsOf(story, index, now))
    .sort((a, b) => a.at.toMillis() - b.at.toMillis())
}

const managers = { U0KARI: 'U0MONA', U0OLA: 'U0PER' } as const
const handlers = { kari: 'U0KARI', ola: 'U0OLA' } as const
const minutesBetween = 5

function actsOf(story: Story, index: number, now: DateTime): readonly SampleAct[] {
  const [daysAgo, rights, channel, who, stage] = story
  const by = handlers[who]
  const receivedOn = addDays(localDate(now), -daysAgo)
  const opened = openedAt(receivedOn, index, now)
  const persons = {
    by,
    manager: managers[by],
    engineer: engineerAt(opened),
    approver: rights.includes('erasure') ? engineerAt(opened) : managers[by],
  }
  const open: SampleAct = {
    story: index,
    at: opened,
    userId: by,
    text: 'open',
    fill: opening(index, rights, channel, receivedOn),
  }
  const later = stages[stage](rights).map(([person, text, fill], line): SampleAct => ({
    story: index,
    at: opened.plus({ minutes: minutesBetween * (line + 1) }),
    userId: persons[person],
    text: text.replace('@by', `@${by}`),
    fill,
  }))
  return [open, ...later]
}

/** In the morning of that day; today's a while ago, but not before the day began. */
function openedAt(receivedOn: LocalDate, index: number, now: DateTime): DateTime {
  const dayBegan = startOfDay(receivedOn)
  if (receivedOn !== localDate(now)) return dayBegan.plus({ hours: 9, minutes: 10 + index })
  const aWhileAgo = now.minus({ minutes: 90 - index })
  return aWhileAgo < dayBegan ? dayBegan.plus({ seconds: index + 1 }) : aWhileAgo
}

const opening = (
  index: number,
  rights: readonly RightType[],
  channel: IntakeChannel,
  receivedOn: string,
): Fill =>
  filled({
    receivedOn,
    receivedAt: '00:00',
    rights,
    channel,
    language: index % 4 === 3 ? 'en' : 'nb',
    name: `Eksempel Person ${index + 1}`,
    email: `person${index + 1}@example.org`,
    text: 'Et oppdiktet eksempel på en henvendelse.',
    keepText: true,
  })
