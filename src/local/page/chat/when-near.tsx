import { useEffect, useRef, useState, type ReactNode } from 'react'

interface WhenNearProps {
  /** What stands there, for whoever reads or searches, until the content is drawn. */
  readonly words: string
  readonly children: ReactNode
}

/** How far from what can be seen a card is drawn: about two screens. */
const margin = '1600px 0px'

/**
 * Draws its content once it comes near what can be seen of the conversation, and keeps it: a channel with many cards
 * is there at once.
 */
export function WhenNear({ words, children }: WhenNearProps) {
  const box = useRef<HTMLParagraphElement>(null)
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    if (isNear) return
    const root = box.current!.closest('.messages')
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
      { root, rootMargin: margin },
    )
    observer.observe(box.current!)
    return () => observer.disconnect()
  }, [isNear])
  if (isNear) return children
  return (
    <p className="not-yet" ref={box}>
      {words}
    </p>
  )
}
