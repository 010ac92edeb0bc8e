import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

/** The page runs its own scripts and styles and speaks with this server: nothing else. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
}

const portOf = ({ socket }: IncomingMessage) => socket.localPort ?? 0
const ourHosts = (request: IncomingMessage) =>
  ['127.0.0.1', 'localhost'].map((h) => `${h}:${portOf(request)}`)

/** Another name in `Host` means that somebody's web page has had its own name point to this machine. */
const isOurHost = (request: IncomingMessage) => ourHosts(request).includes(request.headers.host ?? '')

/** Browsers send `Origin` with each POST; a page of another port counts as the same site for cookies. */
function isOurOrigin(request: IncomingMessage): boolean {
  const { origin } = request.headers
  return origin === undefined || ourHosts(request).some((host) => origin === `http://${host}`)
}

const cookieName = (request: IncomingMessage) => `rights-desk-${portOf(request)}`

function hasSecret(request: IncomingMessage, secret: string): boolean {
  const wanted = `${cookieName(request)}=`
  const cookie = (request.headers.cookie ?? '').split(/;\s*/u).find((one) => one.startsWith(wanted))
  const [a, b] = [Buffer.from(cookie?.slice(wanted.length) ?? ''), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function refuse(response: ServerResponse, why: string): void {
  response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end(`${why}\n`)
}

/** Lets only this machine's own address through, and gives the page's headers. */
export function onLoopback(listener: Listener): Listener {
  return (request, response) => {
    if (!isOurHost(request)) return refuse(response, 'Open the local workspace at its printed address.')
    for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value)
    return listener(request, response)
  }
}

/** Gives the browser this start's secret: only the page that this server gave out has it. */
export function givingSecret(secret: string, listener: Listener): Listener {
  return onLoopback((request, response) => {
    const cookie = `${cookieName(request)}=${secret}; HttpOnly; SameSite=Strict; Path=/local`
    response.setHeader('set-cookie', cookie)
    return listener(request, response)
  })
}

/** Lets only the page of this start through. */
export function fromOurPage(secret: string, listener: Listener): Listener {
  return onLoopback((request, response) =>
    isOurOrigin(request) && hasSecret(request, secret)
      ? listener(request, response)
      : refuse(response, 'This page is of another start: load it again.'),
  )
}
