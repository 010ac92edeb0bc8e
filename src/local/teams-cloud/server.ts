import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connectorRoutes, TeamsError, type Answered } from './connector.js'
import type { Issuer } from './issuer.js'
import type { Json, TeamsState } from './state.js'

/**
 * What goes wrong at the next call of a route. `lost`: the call is done, but the answer never arrives; `hang`: not
 * done, and no answer until the caller gives up; `reset`: not done, the connection breaks.
 */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly code?: string; readonly retryAfter?: number }
  | { readonly kind: 'hang' | 'reset' | 'lost' }

export interface CloudServer {
  /** `http://127.0.0.1:port` */
  readonly url: string
  /** The next call of this route fails so (`POST activities`, `GET token`, …); several are taken in order. */
  fail(route: string, fault: Fault): void
  stop(): Promise<void>
}

interface Secrets {
  readonly appId: string
  readonly appPassword: string
}

/** Token that the connector takes. */
const outbound = 'outbound-token-of-the-local-cloud'

/** Microsoft's side of the wire: keys, tokens and the connector. Loopback only. */
export async function startCloudServer(
  state: TeamsState,
  issued: Issuer,
  secrets: Secrets,
  port = 0,
): Promise<CloudServer> {
  const wire = new Wire(state, issued, secrets)
  const server = createServer((request, response) => void wire.answer(request, response))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  wire.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: wire.url,
    fail: (route, fault) => wire.fail(route, fault),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

class Wire {
  readonly #faults = new Map<string, Fault[]>()
  url = ''

  constructor(
    readonly state: TeamsState,
    readonly issued: Issuer,
    readonly secrets: Secrets,
  ) {}

  fail(route: string, fault: Fault): void {
    this.#faults.set(route, [...(this.#faults.get(route) ?? []), fault])
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const path = request.url!
    try {
      this.#route(path, body, request, response)
    } catch (error) {
      this.#refuse(path, error, response)
    }
  }

  #route(path: string, body: string, request: IncomingMessage, response: ServerResponse): void {
    if (path === '/v1/.well-known/openidconfiguration') return send(response, 200, this.#metadata())
    if (path === '/keys') return send(response, 200, this.issued.keys)
    if (path.split('?')[0]!.endsWith('/oauth2/v2.0/token')) return this.#token(body, request, response)
    if (path.startsWith('/connector/v3/')) return this.#connect(path, body, request, response)
    send(response, 404, { error: { code: 'NotFound' } })
  }

  #refuse(path: string, error: unknown, response: ServerResponse): void {
    if (error instanceof TeamsError) {
      this.state.refuse(`${path}: ${error.status} ${error.code}`)
      return send(response, error.status, { error: { code: error.code } })
    }
    this.state.complain(`${path}: ${String(error)}`)
    send(response, 500, { error: { code: 'Broken' } })
  }

  #metadata() {
    return {
      issuer: 'https://api.botframework.com',
      jwks_uri: `${this.url}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    }
  }

  #token(body: string, request: IncomingMessage, response: ServerResponse): void {
    if (this.#failed('POST token', request, response)) return
    const form = new URLSearchParams(body)
    const isGood =
      form.get('client_id') === this.secrets.appId && form.get('client_secret') === this.secrets.appPassword
    if (!isGood) return send(response, 401, { error: 'invalid_client', error_description: 'refused' })
    send(response, 200, { token_type: 'Bearer', expires_in: 3_600, access_token: outbound })
  }

  #connect(path: string, body: string, request: IncomingMessage, response: ServerResponse): void {
    if (request.headers.authorization !== `Bearer ${outbound}`) throw new TeamsError(401, 'Unauthorized')
    const url = new URL(path.slice('/connector/v3'.length), this.url)
    const segments = url.pathname.split('/').slice(1).map(decodeURIComponent)
    const named = connectorRoutes.find(
      ({ method, shape }) =>
        method === request.method &&
        shape.length === segments.length &&
        shape.every((part, index) => part.startsWith(':') || part === segments[index]),
    )
    if (!named) throw new TeamsError(404, 'NotFound')
    const fault = this.#take(`${named.method} ${named.name}`)
    if (fault && fault.kind !== 'lost') return failSo(fault, request, response)
    const args = Object.fromEntries(
      named.shape.flatMap((part, index) => (part.startsWith(':') ? [[part.slice(1), segments[index]!]] : [])),
    )
    const given = body === '' ? null : (JSON.parse(body) as Json)
    this.#note(named, args, given)
    const { status, answer } = named.run(this.state, args, given ?? {}) satisfies Answered
    if (fault) return void request.socket.destroy()
    send(response, status, answer)
  }

  #note(
    { method, name }: (typeof connectorRoutes)[number],
    args: Readonly<Record<string, string>>,
    body: Json | null,
  ) {
    this.state.calls.push({ method, path: name, conversation: args['conversation'] ?? null, body })
  }

  #take(route: string): Fault | undefined {
    return this.#faults.get(route)?.shift()
  }

  #failed(route: string, request: IncomingMessage, response: ServerResponse): boolean {
    const fault = this.#take(route)
    if (fault) failSo(fault, request, response)
    return fault !== undefined
  }
}

function failSo(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  if (fault.kind === 'hang') return
  if (fault.kind !== 'status') return void request.socket.destroy()
  const { status, code = 'Failed', retryAfter } = fault
  if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter))
  send(response, status, { error: { code } })
}

function send(response: ServerResponse, status: number, answer: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(answer))
}
