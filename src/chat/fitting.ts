import type { Tone } from './view.js'

/** What a renderer made, and what did not fit, as `place` or `place:+N`. Rendering never fails. */
export interface Rendered<Payload> {
  readonly payload: Payload
  readonly cuts: readonly string[]
}

/** A part of what is drawn, in the shape of the platform. */
export interface Piece<Part> {
  readonly part: Part
  /** One of a list: these give way first when there is too much. */
  readonly isEntry: boolean
}

/** What stands before words of a tone. */
export const signs: Readonly<Record<Exclude<Tone, 'muted'>, string>> = {
  plain: '',
  warning: '⚠️ ',
  danger: '⛔ ',
  success: '✅ ',
}

/** What a platform takes, and how it is told that something is missing. */
export interface Room<Part> {
  /** Of one part, with what separates it from the next. */
  readonly sizeOf: (part: Part) => number
  /** Whether so many parts, of that size together, are more than the platform takes. */
  readonly isTooMuch: (count: number, size: number) => boolean
  readonly note: (missing: number) => Part
}

/**
 * Takes the last entries of lists out, and then the last parts, until all fits with a note of how many are missing, which
 * stands where the first of them was.
 */
export function fit<Part>(
  pieces: readonly Piece<Part>[],
  { sizeOf, isTooMuch, note }: Room<Part>,
): { readonly parts: readonly Part[]; readonly missing: number } {
  const sizes = pieces.map(({ part }) => sizeOf(part))
  const kept = new Set(pieces.keys())
  let size = sizes.reduce((sum, one) => sum + one, 0)
  if (!isTooMuch(kept.size, size)) return { parts: pieces.map(({ part }) => part), missing: 0 }
  const noteSize = sizeOf(note(99_999))
  const order = [...pieces.keys()]
    .toReversed()
    .toSorted((a, b) => Number(pieces[b]!.isEntry) - Number(pieces[a]!.isEntry))
  let first = pieces.length
  for (const index of order) {
    if (!isTooMuch(kept.size + 1, size + noteSize)) break
    kept.delete(index)
    size -= sizes[index]!
    first = Math.min(first, index)
  }
  const missing = pieces.length - kept.size
  const parts = pieces.flatMap(({ part }, index) => [
    ...(index === first ? [note(missing)] : []),
    ...(kept.has(index) ? [part] : []),
  ])
  return { parts, missing }
}
