import type { Button, View } from '../../src/chat/view.js'

/** The buttons of a view that stand by themselves. */
export const buttonsOf = (view: View): readonly Button[] =>
  view.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))

/** Entries as their lines, the title first. */
export const entriesOf = (view: View): readonly (readonly string[])[] =>
  view.blocks.flatMap((block) =>
    block.kind === 'entries'
      ? block.entries.map(({ title, details }) => [title, ...details].map(({ words }) => words))
      : [],
  )

export const textsOf = (view: View): readonly string[] =>
  view.blocks.flatMap((block) => (block.kind === 'text' ? [block.text.words] : []))

/** All words of a view, wherever they stand. */
export function wordsOf(view: View): readonly string[] {
  const words: string[] = []
  JSON.stringify(view, (name, value: unknown) => {
    if (name === 'words') words.push(value as string)
    return value
  })
  return words
}
