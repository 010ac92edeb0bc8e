import { memo, useLayoutEffect, useMemo, useRef } from 'react'
import { Message } from 'slack-blocks-to-jsx'
import type { BlocksProps } from './blocks.js'
import { useSession } from '../session.js'
import { nameOf } from '../shell/avatar.js'

type Json = Readonly<Record<string, unknown>>
type LibraryBlocks = Parameters<typeof Message>[0]['blocks']

/** What the library draws; it passes over anything else without a word. */
const drawn = new Set([
  'header',
  'section',
  'context',
  'actions',
  'divider',
  'rich_text',
  'image',
  'table',
  'markdown',
])

/** Block Kit, block by block: the same action id in two blocks stays apart. */
export default memo(function SlackBlocks({ setup, blocks }: Pick<BlocksProps, 'setup' | 'blocks'>) {
  const { theme, say } = useSession()
  const users = useMemo(
    () => [...setup.people, setup.bot].map(({ id }) => ({ id, name: nameOf(setup, id) })),
    [setup],
  )
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => nameButtons(box.current!, blocks))
  return (
    <div ref={box}>
      {blocks.map((block, index) =>
        drawn.has(String(block['type'])) ? (
          <Message
            key={index}
            blocks={[asLibraryReads(block)] as unknown as LibraryBlocks}
            theme={theme}
            data={{ users }}
            withoutWrapper
            logo=""
            name=""
          />
        ) : (
          <p key={index} className="problem">
            {say('notDrawn', { type: String(block['type']) })}
          </p>
        ),
      )}
    </div>
  )
})

/**
 * The block without two things that the library takes otherwise than Slack: `confirm` draws a dialog that cannot be
 * used (the page asks instead), and `verbatim` turns all formatting off.
 */
function asLibraryReads(block: Json): Json {
  const text = JSON.stringify(block, (name, value: unknown) =>
    name === 'confirm' || name === 'verbatim' ? undefined : value,
  )
  // Without a level every header is a third one, whatever stands above it.
  return { ...(JSON.parse(text) as Json), ...(block['type'] === 'header' ? { level: 2 } : {}) }
}

/** What a button says to a screen reader, where it was sent with the message. */
function nameButtons(box: HTMLElement, blocks: readonly Json[]): void {
  const labels = new Map<string, string>()
  JSON.stringify(blocks, (_name, value: unknown) => {
    const { action_id, accessibility_label } = (value ?? {}) as Json
    if (typeof accessibility_label === 'string') labels.set(String(action_id), accessibility_label)
    return value
  })
  for (const button of box.querySelectorAll('button[id]')) {
    const label = labels.get(button.id)
    if (label) button.setAttribute('aria-label', label)
  }
  // The library's switch that folds a picture has no name, and the page has no need of it.
  for (const fold of box.querySelectorAll<HTMLButtonElement>('button:not([id])'))
    if (fold.textContent.trim() === '' && !fold.hasAttribute('aria-label')) fold.hidden = true
}
