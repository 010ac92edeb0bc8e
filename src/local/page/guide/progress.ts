import { useEffect, useState } from 'react'
import type { ShownCase } from '../../web/shown.js'
import { casesOf } from '../selectors.js'
import { useWorld } from '../store.js'
import type { GuideStep } from './steps.js'

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

/** The first erasure that was opened since the tour began. */
export function caseOfTour(
  cases: readonly ShownCase[],
  progress: Progress | null = readProgress(),
): ShownCase | null {
  if (!progress) return null
  return (
    cases.findLast(
      ({ reference, rights }) => reference > progress.newestAtStart && rights.includes('erasure'),
    ) ?? null
  )
}

/** Where the tour stands: read from its case, but for its end, which this browser remembers. */
export function useProgress(steps: readonly GuideStep[]) {
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
