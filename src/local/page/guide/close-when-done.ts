import { useEffect, useRef } from 'react'
import type { Look } from '../../web/shown.js'
import { openFormOf, type OpenForm } from '../form/open-form.js'
import { useSession } from '../session.js'
import { useWorld } from '../store.js'
import { ways } from './ways.js'

const closed = new Set<string>()

/** Closes a form that stands open for somebody; whoever else closes it at the same moment finds it done. */
export async function closeOnce(as: string, form: OpenForm, look: Look): Promise<void> {
  if (closed.has(form.id)) return
  closed.add(form.id)
  await ways[look].close(as, form)
}

/**
 * Closes what the desk answered in a form once that form has brought the tour a step further, however it was opened:
 * the next step stands behind it.
 */
export function useCloseWhenDone(step: number): void {
  const { shown } = useWorld()
  const { person, look } = useSession()
  const before = useRef(step)
  const isDone = useRef(false)
  const form = openFormOf(shown, person, look)
  useEffect(() => {
    if (step > before.current && form) isDone.current = true
    before.current = step
    if (!isDone.current) return
    if (!form) isDone.current = false
    else if (form.action === null) void closeOnce(person, form, look)
  }, [step, form, person, look])
}
