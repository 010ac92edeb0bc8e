import { useEffect, useRef, type RefObject } from 'react'

const focused = () => {
  const at = document.activeElement
  return at instanceof HTMLElement && at !== document.body ? at : null
}

/** Opens a dialog on top of the page; once it is gone, whatever had the focus has it again, or else where one writes. */
export function useOnTop(dialog: RefObject<HTMLDialogElement | null>): void {
  const opener = useRef<HTMLElement>(null)
  useEffect(() => {
    const at = focused()
    if (!dialog.current!.contains(at)) opener.current = at
    if (!dialog.current!.open) dialog.current!.showModal()
    return () => giveBack(opener.current)
  }, [dialog])
}

/** What cannot take the focus any more, because it is gone or hidden, leaves it to the next. */
function giveBack(opener: HTMLElement | null): void {
  const find = (selector: string) => document.querySelector<HTMLElement>(selector)
  for (const one of [opener, find('.compose input'), find('#conversation')]) {
    if (focused()) return
    one?.focus()
  }
}
