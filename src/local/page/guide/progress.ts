import { useEffect, useState } from 'react'
import type { ShownCase } from '../../web/shown.js'
import { casesOf } from '../selectors.js'
import { useWorld } from '../store.js'
import type { GuideStep } from './steps.js'

const storageName = 'rights-desk-guide'

/** How far somebody is: the newest case when the tour began, and whether the last step was seen. */
interface Progress {
  /** In which workspace: after a reset the tour begins anew. */
  readonly workspace: string
  readonly newestAtStart: string
  readonly isEnded: boolean
}

function readProgress(workspace: string): Progress | null {
  try {
    const kept = JSON.parse(localStorage.getItem(storageName) ?? 'null') as Progress | null
    return kept?.workspace === workspace ? kept : null
  } catch {
    return null
  }
}

/** Whether the tour of a workspace was taken to its end in this browser. */
export const isTourEnded = (workspace: string): boolean => readProgress(workspace)?.isEnded === true

/** The first erasure that was opened since the tour of a workspace began. */
export const caseOfTour = (workspace: string, cases: readonly ShownCase[]): ShownCase | null =>
  firstSince(readProgress(workspace), cases)

function firstSince(progress: Progress | null, cases: readonly ShownCase[]): ShownCase | null {
  if (!progress) return null
  return (
    cases.findLast(
      ({ reference, rights }) => reference > progress.newestAtStart && rights.includes('erasure'),
    ) ?? null
  )
}

/** Where the tour stands: read from its case, but for its end, which this browser remembers. */
export function useProgress(workspace: string, steps: readonly GuideStep[]) {
  const { shown } = useWorld()
  const cases = casesOf(shown)
  const newest = cases[0]?.reference ?? null
  const [progress, setProgress] = useState(() => readProgress(workspace))
  const write = (next: Progress) => {
    localStorage.setItem(storageName, JSON.stringify(next))
    setProgress(next)
  }
  const begin = (newestAtStart: string) => write({ workspace, newestAtStart, isEnded: false })
  useEffect(() => {
    if (!progress && newest) begin(newest)
  }, [progress, newest])
  const found = firstSince(progress, cases)
  const next = steps.findIndex((step) => !step.isDone(found))
  return {
    found,
    now: progress?.isEnded && found ? steps.length : next,
    end: () => progress && write({ ...progress, isEnded: true }),
    again: () => newest && begin(newest),
  }
}
