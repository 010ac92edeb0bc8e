import type { DateTime } from 'luxon'
import type { FieldValues } from '../chat/form.js'
import type { IntakeChannel } from '../domain/case/types.js'
import { previousWorkingDay, addDays, localDate } from '../domain/time/calendar.js'
import type { RightType } from '../domain/rights/rights.js'

/** One act of a sample story, to be given to the desk as if a person had done it then. */
export interface SampleAct {
  /** Which story it belongs to; its first act opens the case. */
  readonly story: number
  readonly at: DateTime
  readonly userId: string
  readonly action: string
  readonly fields: FieldValues
}

type Stage = 'received' | 'started' | 'identity' | 'clarification' | 'proposed' | 'withdrawn'

interface Story {
  readonly daysAgo: number
  readonly rights: readonly RightType[]
  readonly channel: IntakeChannel
  readonly by: 'U0KARI' | 'U0OLA'
  readonly stage: Stage
}

/** Cases of all kinds: fresh, due, overdue, waiting, withdrawn. Days count back from the day of the first start. */
const stories: readonly Story[] = [
  { daysAgo: 1, rights: ['erasure'], channel: 'email', by: 'U0KARI', stage: 'received' },
  { daysAgo: 2, rights: ['access'], channel: 'email', by: 'U0OLA', stage: 'received' },
  { daysAgo: 4, rights: ['objection_direct_marketing'], channel: 'phone', by: 'U0KARI', stage: 'started' },
  { daysAgo: 6, rights: ['access', 'erasure'], channel: 'support_case', by: 'U0KARI', stage: 'identity' },
  { daysAgo: 9, rights: ['rectification'], channel: 'chat', by: 'U0OLA', stage: 'started' },
  { daysAgo: 13, rights: ['portability'], channel: 'email', by: 'U0OLA', stage: 'clarification' },
  { daysAgo: 17, rights: ['erasure'], channel: 'letter', by: 'U0KARI', stage: 'proposed' },
  { daysAgo: 21, rights: ['consent_withdrawal'], channel: 'email', by: 'U0OLA', stage: 'started' },
  { daysAgo: 24, rights: ['restriction'], channel: 'in_person', by: 'U0KARI', stage: 'started' },
  { daysAgo: 26, rights: ['access'], channel: 'email', by: 'U0OLA', stage: 'withdrawn' },
  { daysAgo: 30, rights: ['objection'], channel: 'email', by: 'U0KARI', stage: 'started' },
  { daysAgo: 38, rights: ['access'], channel: 'support_case', by: 'U0OLA', stage: 'started' },
]

/** The steps of the intake checklist that people tick; the desk ticks the others. */
const intake = ['INT-01', 'INT-02', 'INT-04', 'INT-05', 'INT-08']
const beforePlan = ['ERA-01', 'ERA-02', 'ERA-04']

/** The acts of all stories in the order of time. `now` is the instant of the first start. */
export function sampleActs(now: DateTime): readonly SampleAct[] {
  return stories
    .flatMap((story, index) => actsOf(story, index, now))
    .sort((a, b) => a.at.toMillis() - b.at.toMillis())
}

function actsOf({ daysAgo, rights, channel, by, stage }: Story, story: number, now: DateTime): SampleAct[] {
  const receivedOn = previousWorkingDay(addDays(localDate(now), -daysAgo))
  const opened = now
    .setZone('Europe/Oslo')
    .set({ ...parts(receivedOn), hour: 9, minute: 10 + story, second: 0, millisecond: 0 })
    .toUTC()
  let minutes = 0
  const act = (action: string, fields: FieldValues = {}, userId: string = by): SampleAct => ({
    story,
    at: opened.plus({ minutes: (minutes += 5) }),
    userId,
    action,
    fields,
  })
  const open = act('request.open', {
    receivedOn,
    receivedAt: '08:30',
    rights,
    channel,
    language: 'nb',
    name: `Eksempel Person ${story + 1}`,
    email: `person${story + 1}@example.org`,
    text: 'Et oppdiktet eksempel på en henvendelse.',
    keepText: true,
  })
  return [open, ...later(stage, act, receivedOn)]
}

type MakeAct = (action: string, fields?: FieldValues) => SampleAct

function later(stage: Stage, act: MakeAct, receivedOn: string): SampleAct[] {
  if (stage === 'received') return []
  const assign = act('request.assign', { extra: 'me' })
  if (stage === 'withdrawn') return [assign, act('request.withdraw', { receivedOn, inWriting: true })]
  if (stage === 'identity')
    return [
      assign,
      act('identity.form', { act: 'ask', method: 'known_address_code', note: 'Ukjent avsenderadresse.' }),
    ]
  if (stage === 'clarification')
    return [assign, act('clarification.form', { act: 'ask', question: 'Hvilken tjeneste gjelder det?' })]
  const start = [
    assign,
    act('step.form', { steps_intake: intake }),
    act('identity.form', { act: 'waive', note: 'Svarer fra kjent adresse.' }),
    act('request.start'),
  ]
  return stage === 'proposed'
    ? [
        ...start,
        act('step.form', { steps_intake: [...intake, 'INT-06'], steps_erasure: beforePlan }),
        act('plan.propose', { outcome_erasure: 'fulfilled' }),
      ]
    : start
}

function parts(date: string) {
  const [year, month, day] = date.split('-').map(Number)
  return { year: year!, month: month!, day: day! }
}
