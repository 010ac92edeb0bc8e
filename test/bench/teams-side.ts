import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { issuer } from '../../src/local/teams-cloud/issuer.js'

/** Teams' side of the wire at the least cost: keys, tokens, and a connector that takes every message. */
export interface TeamsSide {
  readonly url: string
  readonly serviceUrl: string
  /** A token that the desk believes. */
  readonly token: string
  /** Messages taken since the last call, and how many of them were refusals. */
  taken(): { readonly messages: number; readonly refused: number }
  stop(): Promise<void>
}

/** Starts it; it listens on 127.0.0.1 alone. */
export async function teamsSide(appId: string, isRefusal: (body: string) => boolean): Promise<TeamsSide> {
  const issued = issuer(appId)
  let url = ''
  let counts = { messages: 0, refused: 0 }
  const answers: readonly (readonly [path: string, answer: () => unknown])[] = [
    [
      '/v1/.well-known/openidconfiguration',
      () => ({
        issuer: 'https://api.botframework.com',
        jwks_uri: `${url}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      }),
    ],
    ['/keys', () => issued.keys],
    ['/oauth2/v2.0/token', () => ({ token_type: 'Bearer', expires_in: 3_600, access_token: 'bench' })],
  ]
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = request.url!.split('?')[0]!
      const found = answers.find(([known]) => path.endsWith(known))
      if (!found) {
        counts.messages += 1
        if (isRefusal(Buffer.concat(chunks).toString())) counts.refused += 1
      }
      response.writeHead(found ? 200 : 201, { 'content-type': 'application/json' })
      response.end(JSON.stringify(found?.[1]() ?? { id: '1' }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const serviceUrl = `${url}/connector`
  return {
    url,
    serviceUrl,
    token: issued.token(serviceUrl, { claims: { exp: Math.floor(Date.now() / 1000) + 3_600 } }),
    taken() {
      const now = counts
      counts = { messages: 0, refused: 0 }
      return now
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
