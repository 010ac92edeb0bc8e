import { useCallback, useEffect, useState } from 'react'
import type { Panels } from '../../web/shown.js'
import { useSession } from '../session.js'
import { onChange, readPanels } from '../store.js'

const settleMs = 200

/** What lies behind the page, read again after each change. */
export function usePanels(): { readonly panels: Panels | null; readonly verify: () => void } {
  const { reference } = useSession()
  const [panels, setPanels] = useState<Panels | null>(null)
  const [asked, setAsked] = useState(0)
  const verify = useCallback(() => setAsked((n) => n + 1), [])
  useEffect(() => {
    let isWanted = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = () =>
      void readPanels(reference).then((found) => {
        if (isWanted && found) setPanels(found)
      })
    read()
    const stop = onChange(() => {
      clearTimeout(timer)
      timer = setTimeout(read, settleMs)
    })
    return () => {
      isWanted = false
      clearTimeout(timer)
      stop()
    }
  }, [reference, asked])
  return { panels, verify }
}
