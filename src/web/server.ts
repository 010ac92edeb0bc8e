import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describeError, type Log } from '../log.js'

export type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

/** What the server is asked for, by `METHOD /path`. */
export type Routes = Readonly<Record<string, Listener>>

export interface WebServer {
  /** `http://host:port`, with the port that was really taken. */
  readonly address: string
  /** Takes no more requests, lets those under way end for at most `graceMs`, then closes. */
  stop(graceMs?: number): Promise<void>
}

/** Starts the one HTTP server of the desk. Rejects when the address is taken. */
export async function listen(
  routes: Routes,
  at: { host: string; port: number },
  log: Log,
): Promise<WebServer> {
  const server = createServer((request, response) => answer(routes, request, response, log))
  server.requestTimeout = 15_000
  server.headersTimeout = 10_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port, at.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  return { address: `http://${at.host}:${port}`, stop: (graceMs = 5_000) => stop(server, graceMs) }
}

function answer(routes: Routes, request: IncomingMessage, response: ServerResponse, log: Log): void {
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('cache-control', 'no-store')
  const path = (request.url ?? '/').split('?', 1)[0]!
  const route = routes[`${request.method} ${path}`]
  if (!route)
    return plain(response, Object.keys(routes).some((name) => name.endsWith(` ${path}`)) ? 405 : 404)
  void (async () => {
    try {
      await route(request, response)
    } catch (error) {
      log.error({ err: describeError(error), path }, 'request failed')
      if (!response.headersSent) plain(response, 500)
    }
  })()
}

/** Answers with a status and its plain name, nothing else. */
export function plain(response: ServerResponse, status: number, body = ''): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(body)
}

async function stop(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(late)
}
