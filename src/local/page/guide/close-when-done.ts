import { useEffect, useRef } from 'react'
import { modalOf } from '../selectors.js'
import { useSession } from '../session.js'
import { act, useWorld } from '../store.js'

const closed = new Set<string>()

/** Closes a form that stands open for somebody; whoever else closes it at the same moment finds it done. */
export async function closeOnce(as: string, view: string): Promise<void> {
  if (closed.has(view)) return
  closed.add(view)
  await act({ act: 'close', as, view })
}

/**
 * Closes what the desk answered in a form once that form has brought the tour a step further, however it was opened:
 * the next step stands behind it.
 */
export function useCloseWhenDone(step: number): void {
  const { shown } = useWorld()
  const { person } = useSession()
  const before = useRef(step)
  const isDone = useRef(false)
  const modal = modalOf(shown, person)
  useEffect(() => {
    if (step > before.current && modal) isDone.current = true
    before.current = step
    if (!isDone.current) return
    if (!modal) isDone.current = false
    else if (!modal.content['submit']) void closeOnce(person, modal.id)
  }, [step, modal, person])
}
