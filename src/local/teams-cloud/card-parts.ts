type Json = Readonly<Record<string, unknown>>

/** A button of a card, with the buttons under those that unfold. */
export interface CardButton {
  readonly title: string
  readonly type: string
  readonly verb: string | null
  readonly data: Json
}

/** Shows each part of a card to `see`, in the order of reading; what a button sends and what stands in for others is passed over. */
export function walk(part: unknown, see: (part: Json) => void): void {
  if (Array.isArray(part)) return part.forEach((one) => walk(one, see))
  if (typeof part !== 'object' || part === null) return
  see(part as Json)
  for (const [name, value] of Object.entries(part))
    if (name !== 'data' && name !== 'fallback') walk(value, see)
}

/** The buttons of a card that send something, in order. */
export function buttonsOf(card: Json): readonly CardButton[] {
  const found: CardButton[] = []
  walk(card, ({ type, title, verb, data }) => {
    if (type === 'Action.Execute' || type === 'Action.Submit')
      found.push({
        title: String(title),
        type,
        verb: typeof verb === 'string' ? verb : null,
        data: (data ?? {}) as Json,
      })
  })
  return found
}

/** The inputs of a card, in order. */
export function inputsOf(card: Json): readonly Json[] {
  const found: Json[] = []
  walk(card, (part) => {
    if (String(part['type']).startsWith('Input.') && 'label' in part) found.push(part)
  })
  return found
}
