import type { IncomingMessage, ServerResponse } from 'node:http'
import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Seen } from './slack-cloud/person.js'
import type { SlackCloud } from './slack-cloud/cloud.js'
import type { Json } from './slack-cloud/state.js'

/** Path and header of the route that `rights try` asks; the header holds the secret of `running.json`. */
export const tryPath = '/local/try'
export const trySecretHeader = 'x-rights-desk-secret'

const Typed = z.object({ userId: z.string(), text: z.string() })

/** What a person was answered: the words of a message or form, one line each. */
export interface Told {
  readonly kind: 'message' | 'form' | 'nothing'
  readonly lines: readonly string[]
}

/**
 * Types a command as a person of the local workspace, over the real way: signed, into Bolt, and back. The secret
 * keeps web pages that are open in a browser on this machine from doing it.
 */
export function tryRoute(cloud: () => SlackCloud, secret: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isSecret(request.headers[trySecretHeader], secret)) return void response.writeHead(401).end()
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const typed = Typed.safeParse(JSON.parse(Buffer.concat(chunks).toString()))
    if (!typed.success) return void response.writeHead(400).end()
    const { userId, text } = typed.data
    const seen = await cloud().person(userId).command(text, cloud().state.direct(userId).id)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told(seen, cloud())))
  }
}

function isSecret(given: string | string[] | undefined, secret: string): boolean {
  const [a, b] = [Buffer.from(String(given)), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function told({ ephemerals, modal }: Seen, { state }: SlackCloud): Told {
  const message = ephemerals.at(-1)
  if (message) return { kind: 'message', lines: wordsOf(message.blocks, state.users) }
  if (!modal) return { kind: 'nothing', lines: [] }
  return { kind: 'form', lines: [titleOf(modal.content), ...wordsOf(modal.content.blocks, state.users)] }
}

const titleOf = (content: Json) => String((content['title'] as Json)['text'])

/** The words of blocks as people read them: mentions by name, Slack's three entities as signs. */
function wordsOf(blocks: readonly Json[], users: ReadonlyMap<string, { readonly name: string }>): string[] {
  const lines: string[] = []
  JSON.stringify(blocks, (name, value: unknown) => {
    if (name === 'text' && typeof value === 'string') lines.push(value)
    return name === 'confirm' || name === 'accessibility_label' || name.startsWith('initial_')
      ? undefined
      : value
  })
  const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }
  return lines.map((line) =>
    line
      .replaceAll(/<@([A-Z0-9]+)>/gu, (_all, id: string) => `@${users.get(id)?.name ?? id}`)
      .replaceAll(/&(?:lt|gt|amp);/gu, (entity) => entities[entity]!),
  )
}
