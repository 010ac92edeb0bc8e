import { useEffect, useState } from 'react'
import type { Setup, ShownCase } from '../../web/shown.js'
import { casesOf } from '../selectors.js'
import { useSession } from '../session.js'
import { nameOf } from '../shell/avatar.js'
import { Icon } from '../shell/icon.js'
import { currentWorld, useWorld } from '../store.js'
import { useCloseWhenDone } from './close-when-done.js'
import { firstNameOf, useEngineer } from './engineer.js'
import { giveCommand, performAct, untilSo } from './run.js'
import { guideSteps, type GuideAct, type GuideStep } from './steps.js'

const channel = 'C0PRIVACY'
const storageName = 'rights-desk-guide'

/** How far somebody is: the newest case when the tour began, and whether the last step was seen. */
interface Progress {
  readonly newestAtStart: string
  readonly isEnded: boolean
}

function readProgress(): Progress | null {
  try {
    return JSON.parse(localStorage.getItem(storageName) ?? 'null') as Progress | null
  } catch {
    return null
  }
}

/** The tour of five steps; where it stands is read from the case itself. */
export function Guide({ setup }: { readonly setup: Setup }) {
  const { say } = useSession()
  const steps = guideSteps(useEngineer())
  const { found, now, end, again } = useProgress(steps)
  useCloseWhenDone(now)
  return (
    <section className="guide">
      <h2>{say('guideTitle')}</h2>
      <p className="lead">{say('guideIntro')}</p>
      <ol>
        {steps.map((step, index) => (
          <Step
            key={step.title}
            step={step}
            number={index + 1}
            state={index < now ? 'done' : index === now ? 'now' : 'later'}
            found={found}
            setup={setup}
            onEnd={end}
          />
        ))}
      </ol>
      {now === steps.length && (
        <div className="guide-end">
          <p>
            <strong>{say('guideEnd')}</strong> {say('guideEndText')}
          </p>
          <button type="button" className="quiet" onClick={again}>
            {say('guideAgain')}
          </button>
        </div>
      )}
    </section>
  )
}

function useProgress(steps: readonly GuideStep[]) {
  const { shown } = useWorld()
  const cases = casesOf(shown)
  const newest = cases[0]?.reference ?? null
  const [progress, setProgress] = useState(readProgress)
  const write = (next: Progress) => {
    localStorage.setItem(storageName, JSON.stringify(next))
    setProgress(next)
  }
  useEffect(() => {
    if (!progress && newest) write({ newestAtStart: newest, isEnded: false })
  }, [progress, newest])
  const found = caseOfTour(cases, progress)
  const next = steps.findIndex((step) => !step.isDone(found))
  return {
    found,
    now: progress?.isEnded && found ? steps.length : next,
    end: () => progress && write({ ...progress, isEnded: true }),
    again: () => newest && write({ newestAtStart: newest, isEnded: false }),
  }
}

/** The first erasure that was opened since the tour began. */
function caseOfTour(cases: readonly ShownCase[], progress: Progress | null): ShownCase | null {
  if (!progress) return null
  return (
    cases.findLast(
      ({ reference, rights }) => reference > progress.newestAtStart && rights.includes('erasure'),
    ) ?? null
  )
}

interface StepProps {
  readonly step: GuideStep
  readonly number: number
  readonly state: 'done' | 'now' | 'later'
  readonly found: ShownCase | null
  readonly setup: Setup
  readonly onEnd: () => void
}

function Step({ step, number, state, found, setup, onEnd }: StepProps) {
  const { say } = useSession()
  return (
    <li className="step" data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      <span className="step-mark" aria-hidden="true">
        {state === 'done' ? <Icon name="check" size={14} /> : number}
      </span>
      <div>
        <h3>
          {say(step.title)}
          {state === 'done' && <span className="hidden"> ({say('guideDone')})</span>}
        </h3>
        {state === 'now' && <StepNow step={step} found={found} setup={setup} onEnd={onEnd} />}
      </div>
    </li>
  )
}

function StepNow({ step, found, setup, onEnd }: Omit<StepProps, 'state' | 'number'>) {
  const { say } = useSession()
  const reference = found?.reference ?? null
  const { isBusy, isFailed, skip } = useSkip(step, reference)
  const isLast = step.acts.length === 0
  return (
    <>
      <p>{say(step.text)}</p>
      <StepActs setup={setup} step={step} reference={reference} isBusy={isBusy} onEnd={onEnd} />
      <button
        type="button"
        className="skip-step"
        disabled={isBusy}
        onClick={isLast ? onEnd : () => void skip()}
      >
        {say(isBusy ? 'guideRunning' : isLast ? 'guideSkipLast' : 'guideSkip')}
      </button>
      {isFailed && (
        <p className="problem" role="alert">
          {say('guideFailed')}
        </p>
      )}
    </>
  )
}

interface StepActsProps {
  readonly setup: Setup
  readonly step: GuideStep
  readonly reference: string | null
  readonly isBusy: boolean
  readonly onEnd: () => void
}

/** Buttons that do a step by hand: each opens what that person would see. */
function StepActs({ setup, step, reference, isBusy, onEnd }: StepActsProps) {
  const { choose, say } = useSession()
  const begin = (one: GuideAct) => {
    choose({ look: 'slack', person: one.as, place: channel, ...(reference ? { reference } : {}) })
    void giveCommand(one, channel, reference)
  }
  const show = () => {
    choose({ tab: 'events', reference })
    onEnd()
  }
  return (
    <div className="step-acts">
      {step.acts.map((one, index) => (
        <button
          key={one.words}
          type="button"
          className={index === 0 ? 'primary' : 'quiet'}
          disabled={isBusy}
          onClick={() => begin(one)}
        >
          {say(one.words, { name: firstNameOf(nameOf(setup, one.as)) })}
        </button>
      ))}
      {step.acts.length === 0 && (
        <button type="button" className="primary" onClick={show}>
          {say('g5Do')}
        </button>
      )}
    </div>
  )
}

/** Does a whole step for whoever skips it, before their eyes. */
function useSkip(step: GuideStep, reference: string | null) {
  const { choose } = useSession()
  const [isBusy, setBusy] = useState(false)
  const [isFailed, setFailed] = useState(false)
  const isDone = () => {
    const cases = casesOf(currentWorld().shown)
    return step.isDone(
      reference
        ? (cases.find((one) => one.reference === reference) ?? null)
        : caseOfTour(cases, readProgress()),
    )
  }
  const skip = async () => {
    setBusy(true)
    for (const one of step.acts) {
      choose({ look: 'slack', person: one.as, place: channel, ...(reference ? { reference } : {}) })
      await performAct(one, channel, reference)
    }
    const isThere = await untilSo(isDone)
    setFailed(!isThere)
    setBusy(false)
  }
  return { isBusy, isFailed, skip }
}
