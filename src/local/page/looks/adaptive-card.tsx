import 'adaptivecards/dist/adaptivecards.css'
import {
  AdaptiveCard,
  GlobalRegistry,
  HostConfig,
  NumberInput,
  SerializationContext,
  Table,
  Versions,
  type IMarkdownProcessingResult,
} from 'adaptivecards'
import MarkdownIt from 'markdown-it'
import { memo, useLayoutEffect, useRef, useState } from 'react'
import type { Setup } from '../../web/shown.js'
import { useSession } from '../session.js'
import { prepared } from './card-json.js'
import { hostConfig } from './host-config.js'

type Json = Readonly<Record<string, unknown>>

/** A button by its place among those of the card that send something, and what stands in the inputs. */
export interface Pressed {
  readonly button: number
  readonly values: Readonly<Record<string, string>>
}

interface AdaptiveCardProps {
  readonly setup: Setup
  readonly card: Json
  readonly surface: 'message' | 'dialog'
  readonly onPress: (pressed: Pressed) => void
}

/** The library takes an empty number for a wrong one where there are limits. */
class EmptyNumberInput extends NumberInput {
  override isValid(): boolean {
    return super.isValid() || (!this.isRequired && this.value === undefined)
  }
}

// The package says that its modules have no effects, so a bundler leaves out the one that adds tables.
GlobalRegistry.defaultElements.register('Table', Table, Versions.v1_5)
GlobalRegistry.defaultElements.register('Input.Number', EmptyNumberInput, Versions.v1_0)

const markdown = new MarkdownIt({ html: false })

/** Markdown as Teams reads it, with mentions; whatever looks like a tag stands as it is. */
function processMarkdown(text: string, result: IMarkdownProcessingResult): void {
  result.outputHtml = markdown
    .render(text)
    .replaceAll(/&lt;at&gt;(.*?)&lt;\/at&gt;/gu, '<span class="mention">$1</span>')
  result.didProcess = true
}
AdaptiveCard.onProcessMarkdown = processMarkdown

/** A card drawn by Microsoft's renderer; what it could not draw is said under it. */
export default memo(function DrawnCard({ setup, card, surface, onPress }: AdaptiveCardProps) {
  const { theme, say } = useSession()
  const box = useRef<HTMLDivElement>(null)
  const send = useRef(onPress)
  const [unknown, setUnknown] = useState<readonly string[]>([])
  useLayoutEffect(() => void (send.current = onPress))
  useLayoutEffect(() => {
    const context = new SerializationContext(Versions.v1_5)
    const drawn = new AdaptiveCard()
    drawn.hostConfig = new HostConfig(hostConfig(theme, surface))
    drawn.parse(prepared(card, setup), context)
    drawn.onExecuteAction = ({ id }) => {
      const values = drawn.getAllInputs().map((input) => [input.id ?? '', String(input.value ?? '')])
      send.current({ button: Number(id), values: Object.fromEntries(values) as Pressed['values'] })
    }
    const element = drawn.render()
    box.current!.replaceChildren(...(element ? [element] : []))
    setUnknown(Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message))
  }, [card, setup, theme, surface])
  // The renderer lets nothing through of a click that it took: look once it is done.
  const look = () => void setTimeout(() => box.current && markInvalid(box.current))
  return (
    <>
      <div ref={box} onClickCapture={look} onInputCapture={look} />
      {unknown.map((what) => (
        <p key={what} className="problem">
          {say('notDrawn', { type: what })}
        </p>
      ))}
    </>
  )
})

/** Tells a screen reader of fields that the renderer has only coloured. */
function markInvalid(box: HTMLElement): void {
  for (const field of box.querySelectorAll('input, select, textarea'))
    if (field.closest('.ac-input-validation-failed')) field.setAttribute('aria-invalid', 'true')
    else field.removeAttribute('aria-invalid')
}
