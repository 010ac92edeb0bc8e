import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** What a button or form is about. Never personal data: the platform keeps the token. */
export const Subject = z.strictObject({
  action: z.string().min(1).max(40),
  reference: z.string().max(20).optional(),
  /** Version of the case when the button was drawn. */
  version: z.int().nonnegative().optional(),
  /** A short code of the command, e.g. `mine:2`. */
  extra: z.string().max(40).optional(),
})
export interface Subject {
  readonly action: string
  readonly reference?: string
  readonly version?: number
  readonly extra?: string
}

export interface Tokens {
  /** Gives a token under 200 characters. Throws when the subject is too long. */
  sign(subject: Subject): string
  /** Gives the subject of a token that this desk signed; null for every other text. */
  read(token: string): Subject | null
}

const macBytes = 16
const maxLength = 199
const purpose = 'rights-desk button v1\n'

const Parts = z.tuple([z.string(), z.string().nullable(), z.number().nullable(), z.string().nullable()])

/** Signs and checks button values with HMAC-SHA-256, cut to 16 bytes (RFC 2104 §5 allows half). */
export function tokens(secret: Buffer): Tokens {
  if (secret.length < 32) throw new Error('A token secret has at least 32 bytes')
  const mac = (body: string) =>
    createHmac('sha256', secret)
      .update(purpose + body)
      .digest()
      .subarray(0, macBytes)
  return {
    sign(subject) {
      const { action, reference, version, extra } = Subject.parse(subject)
      const parts = [action, reference ?? null, version ?? null, extra ?? null]
      const body = Buffer.from(JSON.stringify(parts)).toString('base64url')
      const token = `${body}.${mac(body).toString('base64url')}`
      if (token.length > maxLength) throw new Error('A token is too long')
      return token
    },
    read(token) {
      const [body, seal, ...rest] = token.length > maxLength ? [] : token.split('.')
      if (!body || !seal || rest.length > 0) return null
      const claimed = Buffer.from(seal, 'base64url')
      // Lenient base64 would let several texts stand for one seal.
      if (claimed.length !== macBytes || claimed.toString('base64url') !== seal) return null
      return timingSafeEqual(claimed, mac(body)) ? readBody(body) : null
    },
  }
}

function readBody(body: string): Subject {
  const [action, reference, version, extra] = Parts.parse(
    JSON.parse(Buffer.from(body, 'base64url').toString()),
  )
  return {
    action,
    ...(reference === null ? {} : { reference }),
    ...(version === null ? {} : { version }),
    ...(extra === null ? {} : { extra }),
  }
}
