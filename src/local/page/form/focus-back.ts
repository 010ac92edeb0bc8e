import { useEffect, type RefObject } from 'react'

const focused = () => {
  const at = document.activeElement
  return at instanceof HTMLElement && at !== document.body ? at : null
}

/** Opens a dialog on top of the page; once it is gone, whatever had the focus has it again, or else where one writes. */
export function useOnTop(dialog: RefObject<HTMLDialogElement | null>): void {
  useEffect(() => {
    const opener = focused()
    if (!dialog.current!.open) dialog.current!.showModal()
    return () => giveBack(opener)
  }, [dialog])
}

/** What cannot take the focus any more, because it is gone or hidden, leaves it with the next. */
function giveBack(opener: HTMLElement | null): void {
  const next = [opener, ...document.querySelectorAll<HTMLElement>('.compose input, #conversation')]
  for (const one of next) {
    if (focused()) return
    one?.focus()
  }
}
