import type * as Renderer from 'adaptivecards'
import { createRequire } from 'node:module'
import type { AdaptiveCard } from '../../src/teams/card.js'

// The renderer asks for a browser's global when it is loaded.
Object.assign(globalThis, { self: globalThis })
const renderer = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof Renderer

/** What the renderer that Teams' clients are made of has to say of a card; empty when nothing. */
export function parserFaults(card: AdaptiveCard): readonly string[] {
  const context = new renderer.SerializationContext(renderer.Versions.v1_5)
  const parsed = new renderer.AdaptiveCard()
  parsed.parse(JSON.parse(JSON.stringify(card)), context)
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message)
  return [...events, ...parsed.validateProperties().validationEvents.map(({ message }) => message)]
}
