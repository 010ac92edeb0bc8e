import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { announce, receive } from './files.js'
import { contentOf, methods, showTo } from './methods.js'
import { SlackError } from './slack-error.js'
import { socketMode, type SocketMode } from './socket.js'
import type { CloudState, Json } from './state.js'

/**
 * What goes wrong at the next call of a method. `lost`: the call is done, but the answer never arrives;
 * `hang`: not done, and no answer until the caller gives up; `reset`: not done, the connection breaks.
 */
export type Fault = Failure | { readonly kind: 'lost' }

type Failure =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }

export interface CloudServer {
  /** `http://127.0.0.1:port` */
  readonly url: string
  readonly socket: SocketMode
  /** The next call of this method fails so; several are taken in order. */
  fail(method: string, fault: Fault): void
  stop(): Promise<void>
}

const mostBody = 5_000_000

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBody) throw new SlackError('request_too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Arguments of a call, from a JSON or a form-encoded body; objects in forms are JSON texts. */
function argumentsOf(body: string, contentType: string): Json {
  if (contentType.startsWith('application/json')) return JSON.parse(body || '{}') as Json
  const entries = [...new URLSearchParams(body)].map(([name, value]) => [name, unfold(value)])
  return Object.fromEntries(entries) as Json
}

function unfold(value: string): unknown {
  if (value === 'true' || value === 'false') return value === 'true'
  return /^[[{]/u.test(value) ? JSON.parse(value) : value
}

function send(
  response: ServerResponse,
  status: number,
  answer: Json | string,
  headers: Record<string, string> = {},
): void {
  const isText = typeof answer === 'string'
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers })
  response.end(isText ? answer : JSON.stringify(answer))
}

/** Slack's side of the wire: the Web API under `/api/`, `/upload/`, response URLs under `/response/`. Loopback only. */
export async function startCloudServer(
  state: CloudState,
  tokens: ReadonlyMap<string, 'bot' | 'app'>,
  port = 0,
): Promise<CloudServer> {
  const wire = new Wire(state, tokens)
  const server = createServer((request, response) => void wire.answer(request, response))
  const socket = socketMode(state, server)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  wire.port = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${wire.port}`,
    socket,
    fail: (method, fault) => wire.fail(method, fault),
    stop: () =>
      new Promise((resolve) => {
        socket.stop()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

class Wire {
  readonly #faults = new Map<string, Fault[]>()
  port = 0

  constructor(
    readonly state: CloudState,
    readonly tokens: ReadonlyMap<string, 'bot' | 'app'>,
  ) {}

  fail(method: string, fault: Fault): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), fault])
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url!
    try {
      const bytes = await bytesOf(request)
      if (path.startsWith('/upload/'))
        return send(response, 200, receive(this.state, path.slice('/upload/'.length), bytes))
      const args = argumentsOf(bytes.toString(), request.headers['content-type'] ?? '')
      if (path.startsWith('/api/')) this.#call(path.slice('/api/'.length), args, request, response)
      else if (path.startsWith('/response/'))
        send(response, 200, respond(this.state, path.slice('/response/'.length), args))
      else send(response, 404, 'not found')
    } catch (error) {
      this.#refuse(path, error, response)
    }
  }

  /** Outside the Web API there is no `ok: false`: Slack answers with a status. */
  #refuse(path: string, error: unknown, response: ServerResponse): void {
    const isRefused = error instanceof SlackError
    this.state.complain(`${path}: ${isRefused ? [error.code, ...error.details].join('; ') : String(error)}`)
    send(response, isRefused ? 404 : 500, isRefused ? error.code : 'internal error')
  }

  #call(name: string, args: Json, request: IncomingMessage, response: ServerResponse): void {
    const fault = this.#faults.get(name)?.shift()
    if (fault && fault.kind !== 'lost') return failSo(fault, request, response)
    const result = this.#perform(name, args, request.headers.authorization ?? '')
    this.state.calls.push({ method: name, args, answer: result })
    if (fault) request.socket.destroy()
    else send(response, 200, result)
  }

  #perform(name: string, args: Json, authorization: string): Json {
    const kind = this.tokens.get(authorization.replace(/^Bearer /u, ''))
    if (kind !== (name.startsWith('apps.connections.') ? 'app' : 'bot'))
      return { ok: false, error: 'invalid_auth' }
    if (name === 'files.getUploadURLExternal')
      return this.#tried(name, () => announce(this.state, args, `http://127.0.0.1:${this.port}`))
    if (name === 'apps.connections.open') return { ok: true, url: `ws://127.0.0.1:${this.port}/link` }
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined
    if (!method) {
      this.state.complain(`${name}: unknown method`)
      return { ok: false, error: 'unknown_method' }
    }
    return this.#tried(name, () => method(this.state, args))
  }

  #tried(name: string, call: () => Json): Json {
    try {
      return { ok: true, ...call() }
    } catch (error) {
      if (!(error instanceof SlackError)) throw error
      if (error.details.length > 0) this.state.complain(`${name}: ${error.code} ${error.details.join('; ')}`)
      else this.state.refuse(`${name}: ${error.code}`)
      return {
        ok: false,
        error: error.code,
        response_metadata: { messages: error.details.map((text) => `[ERROR] ${text}`) },
      }
    }
  }
}

function failSo(fault: Failure, request: IncomingMessage, response: ServerResponse): void {
  if (fault.kind === 'hang') return
  if (fault.kind === 'reset') return void request.socket.destroy()
  if (fault.kind === 'error') return send(response, 200, { ok: false, error: fault.error })
  const headers: Record<string, string> =
    fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
  send(response, fault.status, `status ${fault.status}`, headers)
}

/** What an app posts to a response URL: at most five times. */
function respond(state: CloudState, id: string, args: Json): Json {
  const open = state.responses.get(id)
  if (!open) throw new SlackError('expired_url')
  if (++open.uses > 5) throw new SlackError('used_url')
  state.calls.push({ method: 'respond', args, answer: { ok: true } })
  if (args['replace_original'] === true && open.message) {
    const { text, blocks } = contentOf(args)
    open.message = state.replace(open.message, text, blocks)
  } else if (args['response_type'] === 'in_channel') {
    throw new SlackError('in_channel_is_not_expected')
  } else {
    showTo(state, open.userId, open.channel, args)
  }
  return { ok: true }
}
