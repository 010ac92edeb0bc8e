import { useState } from 'react'
import type { Setup, ShownCase } from '../../web/shown.js'
import { casesOf } from '../selectors.js'
import { useSession } from '../session.js'
import { nameOf } from '../shell/avatar.js'
import { Icon } from '../shell/icon.js'
import { currentWorld } from '../store.js'
import { whyFailed, type Failed } from './failed.js'
import { firstNameOf } from './engineer.js'
import { caseOfTour } from './progress.js'
import { giveCommand, performAct, type Stage } from './run.js'
import type { GuideAct, GuideStep, GuideView } from './steps.js'
import { untilSo } from './until.js'
import { ways } from './ways.js'

interface StepProps {
  readonly step: GuideStep
  readonly number: number
  readonly state: 'done' | 'now' | 'later'
  readonly found: ShownCase | null
  readonly setup: Setup
  readonly onEnd: () => void
}

/** A step of the tour; the one that is due can be done by hand, or is done for whoever skips it. */
export function Step({ step, number, state, found, setup, onEnd }: StepProps) {
  const { look, say } = useSession()
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
        {state === 'now' && (
          <StepNow step={step} stage={{ setup, look, reference: found?.reference ?? null }} onEnd={onEnd} />
        )}
      </div>
    </li>
  )
}

interface StepNowProps {
  readonly step: GuideStep
  readonly stage: Stage
  readonly onEnd: () => void
}

function StepNow({ step, stage, onEnd }: StepNowProps) {
  const { say } = useSession()
  const goTo = useGoTo(stage)
  const { isBusy, failed, skip } = useSkip(step, stage, goTo)
  const isLast = step.views.length > 0
  return (
    <>
      <p>{say(step.text)}</p>
      <div className="step-acts">
        {step.acts.map((one, index) => (
          <ActButton
            key={one.words}
            one={one}
            stage={stage}
            isFirst={index === 0}
            isBusy={isBusy}
            goTo={goTo}
          />
        ))}
        {step.views.map((view, index) => (
          <ViewButton
            key={view.words}
            view={view}
            reference={stage.reference}
            isFirst={step.acts.length + index === 0}
            {...(view === step.views.at(-1) ? { onEnd } : {})}
          />
        ))}
      </div>
      <button
        type="button"
        className="skip-step"
        disabled={isBusy}
        onClick={isLast ? onEnd : () => void skip()}
      >
        {say(isBusy ? 'guideRunning' : isLast ? 'guideSkipLast' : 'guideSkip')}
      </button>
      {failed && (
        <p className="problem" role="alert">
          {say(failed.words, { systems: failed.systems })}
        </p>
      )}
    </>
  )
}

/** Puts one where a person gives their commands. */
function useGoTo({ setup, look, reference }: Stage) {
  const { choose } = useSession()
  return ({ as }: GuideAct) =>
    choose({ person: as, place: ways[look].placeOf(setup, as), ...(reference ? { reference } : {}) })
}

interface ActButtonProps {
  readonly one: GuideAct
  readonly stage: Stage
  readonly isFirst: boolean
  readonly isBusy: boolean
  readonly goTo: (one: GuideAct) => void
}

/** Begins a part of a step by hand: it opens what that person would see. */
function ActButton({ one, stage, isFirst, isBusy, goTo }: ActButtonProps) {
  const { say } = useSession()
  const begin = () => {
    goTo(one)
    void giveCommand(one, stage)
  }
  return (
    <button type="button" className={isFirst ? 'primary' : 'quiet'} disabled={isBusy} onClick={begin}>
      {say(one.words, { name: firstNameOf(nameOf(stage.setup, one.as)) })}
    </button>
  )
}

interface ViewButtonProps {
  readonly view: GuideView
  readonly reference: string | null
  readonly isFirst: boolean
  readonly onEnd?: () => void
}

function ViewButton({ view, reference, isFirst, onEnd }: ViewButtonProps) {
  const { choose, say } = useSession()
  const show = () => {
    choose({ tab: view.tab, reference })
    onEnd?.()
  }
  return (
    <button type="button" className={isFirst ? 'primary' : 'quiet'} onClick={show}>
      {say(view.words)}
    </button>
  )
}

/** Does a whole step for whoever skips it, before their eyes. */
function useSkip(step: GuideStep, stage: Stage, goTo: (one: GuideAct) => void) {
  const [isBusy, setBusy] = useState(false)
  const [failed, setFailed] = useState<Failed | null>(null)
  const isDone = () => {
    const cases = casesOf(currentWorld().shown)
    const found = cases.find(({ reference }) => reference === stage.reference)
    return step.isDone(stage.reference ? (found ?? null) : caseOfTour(stage.setup.workspace, cases))
  }
  const skip = async () => {
    setBusy(true)
    setFailed(null)
    for (const one of step.acts) {
      goTo(one)
      await performAct(one, stage)
    }
    if (!(await untilSo(isDone))) setFailed(await whyFailed(step))
    setBusy(false)
  }
  return { isBusy, failed, skip }
}
