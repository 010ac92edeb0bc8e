import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Json } from './state.js'

/** How a token departs from a good one. */
export interface TokenChanges {
  readonly claims?: Json
  readonly header?: Json
  /** Signed by a key that nobody published, under the name of one that is. */
  readonly isForged?: boolean
}

export interface Issuer {
  /** A token of the connector for a service URL, good for ten minutes. */
  token(serviceUrl: string, changes?: TokenChanges): string
  readonly keys: Json
  /** Id of the key that is not endorsed for Teams. */
  readonly otherKid: string
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

/** Signs tokens as the Bot Framework does, with keys of its own. */
export function issuer(appId: string, name = 'https://api.botframework.com'): Issuer {
  const keys: Readonly<Record<string, { readonly privateKey: KeyObject; readonly publicKey: KeyObject }>> = {
    'key-1': pair(),
    'key-2': pair(),
  }
  const stranger = pair()
  const published = (kid: string, endorsements: readonly string[]) => ({
    ...keys[kid]!.publicKey.export({ format: 'jwk' }),
    kid,
    use: 'sig',
    endorsements,
  })
  return {
    otherKid: 'key-2',
    keys: { keys: [published('key-1', ['msteams']), published('key-2', ['webchat'])] },
    token(serviceUrl, { claims = {}, header = {}, isForged = false } = {}) {
      const now = Math.floor(Date.now() / 1000)
      const head = { alg: 'RS256', typ: 'JWT', kid: 'key-1', ...header }
      const body = {
        iss: name,
        aud: appId,
        serviceurl: serviceUrl,
        nbf: now - 60,
        exp: now + 600,
        ...claims,
      }
      const signed = `${part(head)}.${part(body)}`
      const key = isForged ? stranger.privateKey : (keys[String(head.kid)] ?? stranger).privateKey
      return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`
    },
  }
}
