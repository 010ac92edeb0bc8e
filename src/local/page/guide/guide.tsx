import type { Setup } from '../../web/shown.js'
import { useSession } from '../session.js'
import { useCloseWhenDone } from './close-when-done.js'
import { useEngineer } from './engineer.js'
import { useProgress } from './progress.js'
import { Step } from './step.js'
import { guideSteps } from './steps.js'

/** The tour of five steps; where it stands is read from the case itself. */
export function Guide({ setup }: { readonly setup: Setup }) {
  const { say } = useSession()
  const steps = guideSteps(useEngineer(), setup.hasStores)
  const { found, now, end, again } = useProgress(setup.workspace, steps)
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
