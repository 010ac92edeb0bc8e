import { z } from 'zod'
import { neverConnected } from '../chat/network.js'
import { Unavailable } from '../chat/port.js'
import type { AdaptiveCard } from './card.js'

/** Gives a token for the connector, from its cache or from Entra. Rejects when there is none. */
export type TokenSource = () => Promise<string>

/** A message: words, or a card with the words that notifications say. */
export type Message = { readonly text: string } | { readonly summary: string; readonly card: AdaptiveCard }

/** A member of a conversation. */
export const Member = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  tenantId: z.string().nullish(),
  userRole: z.string().nullish(),
})
export type Member = z.infer<typeof Member>
const Members = z.object({ members: z.array(Member), continuationToken: z.string().nullish() })
const Made = z.object({ id: z.string() })
const Channels = z.object({
  conversations: z.array(z.object({ id: z.string(), type: z.string().nullish() })),
})

type Call = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  /** Doing it twice is the same as once. */
  readonly isRepeatable: boolean
}

/**
 * Teams' side of a conversation, over the Bot Framework connector. One try for each call: the SDK's own client
 * repeats a POST that failed, and a repeated post is a second message. Failures are `Unavailable`.
 */
export class Connector {
  constructor(
    readonly serviceUrl: string,
    readonly token: TokenSource,
    readonly timeoutMs = 10_000,
  ) {}

  /** Posts a message; gives its id. */
  async post(conversation: string, message: Message): Promise<string> {
    const path = `conversations/${encodeURIComponent(conversation)}/activities`
    const made = await this.#call(Made, {
      method: 'POST',
      path,
      body: activityOf(message),
      isRepeatable: false,
    })
    return made.id
  }

  /** Throws `Unavailable` with `message_not_found` when somebody took the message away. */
  async update(conversation: string, messageId: string, message: Message): Promise<void> {
    const path = `conversations/${encodeURIComponent(conversation)}/activities/${encodeURIComponent(messageId)}`
    await this.#call(z.unknown(), {
      method: 'PUT',
      path,
      body: { ...activityOf(message), id: messageId },
      isRepeatable: true,
    })
  }

  /** Deletes a message. Throws `Unavailable` with `message_not_found` when it is gone. */
  async remove(conversation: string, messageId: string): Promise<void> {
    const path = `conversations/${encodeURIComponent(conversation)}/activities/${encodeURIComponent(messageId)}`
    await this.#call(z.unknown(), { method: 'DELETE', path, isRepeatable: true })
  }

  /** The personal chat with somebody: the same one each time. */
  async openPersonal(botId: string, userId: string, tenant: string): Promise<string> {
    const body = {
      isGroup: false,
      bot: { id: botId },
      members: [{ id: userId }],
      tenantId: tenant,
      channelData: { tenant: { id: tenant } },
    }
    return (await this.#call(Made, { method: 'POST', path: 'conversations', body, isRepeatable: true })).id
  }

  /** A member by either of their ids. */
  member(conversation: string, userId: string): Promise<Member> {
    const path = `conversations/${encodeURIComponent(conversation)}/members/${encodeURIComponent(userId)}`
    return this.#call(Member, { method: 'GET', path, isRepeatable: true })
  }

  /** One page of the members. */
  members(conversation: string, continuation: string | null): Promise<z.infer<typeof Members>> {
    const query = new URLSearchParams({
      pageSize: '200',
      ...(continuation ? { continuationToken: continuation } : {}),
    }).toString()
    const path = `conversations/${encodeURIComponent(conversation)}/pagedmembers?${query}`
    return this.#call(Members, { method: 'GET', path, isRepeatable: true })
  }

  async channels(team: string): Promise<z.infer<typeof Channels>['conversations']> {
    const path = `teams/${encodeURIComponent(team)}/conversations`
    return (await this.#call(Channels, { method: 'GET', path, isRepeatable: true })).conversations
  }

  async #call<Answer>(schema: z.ZodType<Answer>, call: Call): Promise<Answer> {
    const token = await this.token().catch((error: unknown) => {
      throw new Unavailable('Teams (no token)', 'safe', null, { cause: networkCause(error) })
    })
    const response = await this.#send(call, token)
    const text = await response.text().catch(() => '')
    if (!response.ok) throw refused(response, text, call.isRepeatable)
    const parsed = schema.safeParse(jsonOf(text))
    if (!parsed.success)
      throw new Unavailable('Teams (answer not understood)', call.isRepeatable ? 'safe' : 'unknown')
    return parsed.data
  }

  async #send({ method, path, body, isRepeatable }: Call, token: string): Promise<Response> {
    try {
      return await fetch(`${this.serviceUrl.replace(/\/+$/u, '')}/v3/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(this.timeoutMs),
      })
    } catch (error) {
      const cause = networkCause(error)
      const retry = neverConnected.includes(cause.message) || isRepeatable ? 'safe' : 'unknown'
      throw new Unavailable(`Teams (${cause.message})`, retry, null, { cause })
    }
  }
}

function networkCause(error: unknown): Error {
  const { cause } = error as { cause?: { code?: unknown } }
  return new Error(typeof cause?.code === 'string' ? cause.code : 'no answer')
}

function jsonOf(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    return null
  }
}

/** What the desk tells apart has one name on both platforms. */
const ourNames: Readonly<Record<string, string>> = { ActivityNotFoundInConversation: 'message_not_found' }

const Refusal = z.object({ error: z.object({ code: z.string().regex(/^\w{1,60}$/u) }) })

/** 429 and 412 were turned away at the door; of a 5xx nobody knows whether it was done. */
function refused(response: Response, text: string, isRepeatable: boolean): Unavailable {
  const { status, headers } = response
  const code = Refusal.safeParse(jsonOf(text)).data?.error.code ?? `http ${status}`
  const what = status === 429 ? 'rate_limited' : (ourNames[code] ?? code)
  return new Unavailable(`Teams (${what})`, retryOf(status, isRepeatable), waitMs(headers))
}

function retryOf(status: number, isRepeatable: boolean): Unavailable['retry'] {
  if (status === 429 || status === 412) return 'safe'
  if (status < 500 && status !== 408) return 'never'
  return isRepeatable ? 'safe' : 'unknown'
}

function waitMs(headers: Headers): number | null {
  const seconds = Number(headers.get('retry-after') ?? NaN)
  return Number.isFinite(seconds) ? seconds * 1000 : null
}

function activityOf(message: Message) {
  if ('text' in message) return { type: 'message', text: message.text, textFormat: 'plain' }
  const { card, summary } = message
  return {
    type: 'message',
    summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  }
}
