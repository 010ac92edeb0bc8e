import type { InvokeResponse, TurnContext } from 'botbuilder'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../log.js'
import type { DeskAdapter } from './adapter.js'
import { clouds, isConnector, type Cloud, type CloudName } from './clouds.js'
import { limits } from './limits.js'
import { Activity } from './payloads.js'

/** Who may come in, once the token is found genuine. */
export interface Admission {
  readonly tenant: string
  readonly cloud: CloudName
  readonly isTrusted: (serviceUrl: string) => boolean
}

/** Takes one admitted activity; its answer goes back by the turn's invoke response. Never rejects. */
export type Turn = (activity: Activity, context: TurnContext) => Promise<void>

/** Ends a request with a status and nothing else: a caller who is not let in is told nothing. */
function end(response: ServerResponse, status: number, body?: unknown): void {
  const text = body === undefined ? '' : JSON.stringify(body)
  response.writeHead(status, text === '' ? {} : { 'content-type': 'application/json; charset=utf-8' })
  response.end(text)
}

/**
 * `POST /api/messages`: a token that the SDK finds genuine (issuer, audience, expiry, endorsement, service URL), of
 * our tenant, from a connector that we would send our own token to. Everything else is a bare 401 or 403; what cannot
 * be read is a bare 400, what is too large a bare 413.
 */
export function httpDoor(adapter: DeskAdapter, admission: Admission, turn: Turn, log: Log | undefined) {
  const turnAway = (response: ServerResponse, status: number, why: string) => {
    log?.warn({ from: 'teams', status }, why)
    end(response, status)
  }
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { authorization = '' } = request.headers
    if (!isOfConnector(authorization, clouds[admission.cloud])) {
      request.resume()
      return turnAway(response, 401, 'Teams request refused: no token of the connector')
    }
    const text = await bodyOf(request)
    if (text === null) return turnAway(response, 413, 'Teams request refused: too large')
    const raw = objectOf(text)
    const activity = Activity.safeParse(raw)
    if (!activity.success) return turnAway(response, 400, 'Teams request refused: malformed')
    const { status, why, body } = await enter(adapter, admission, turn, authorization, raw, activity.data)
    if (why !== undefined) return turnAway(response, status, why)
    end(response, status, body)
  }
}

interface Outcome {
  readonly status: number
  readonly body?: unknown
  /** Why somebody was turned away, for the operator alone. */
  readonly why?: string
}

/** Proves the token, looks whether the activity may come in, and runs the turn. */
async function enter(
  adapter: DeskAdapter,
  admission: Admission,
  turn: Turn,
  authorization: string,
  raw: unknown,
  activity: Activity,
): Promise<Outcome> {
  const passed = { isIn: false, isAdmitted: false }
  const answer = await adapter
    .take(authorization, raw, async (context) => {
      passed.isIn = true
      passed.isAdmitted = isAdmitted(activity, admission)
      if (passed.isAdmitted) await turn(activity, context)
    })
    // The SDK's errors quote the token: nothing of them is kept.
    .catch((): InvokeResponse | null => null)
  if (!passed.isIn)
    return { status: 401, why: 'Teams request refused: if it persists, compare TEAMS_APP_ID with the bot' }
  if (!passed.isAdmitted)
    return { status: 403, why: 'Teams request refused: of another tenant, channel or service URL' }
  if (answer === null) return { status: 500, why: 'Teams request failed' }
  return { status: answer?.status ?? 200, body: answer?.body as unknown }
}

/** Tokens of the emulator and of other bots, which the SDK takes too, are not looked at. The SDK proves the rest. */
function isOfConnector(authorization: string, { issuer }: Cloud): boolean {
  const claims = /^Bearer [\w-]+\.([\w-]{1,8000})\.[\w-]*$/u.exec(authorization)?.[1]
  const found = objectOf(Buffer.from(claims ?? '', 'base64url').toString())
  return (found as { iss?: unknown } | null)?.iss === issuer
}

/** Everything that the activity says of its tenant must be ours, and it must say so. */
function isAdmitted(activity: Activity, { tenant, isTrusted }: Admission): boolean {
  const { channelId, serviceUrl, conversation, channelData } = activity
  const named = [conversation.tenantId, channelData?.tenant?.id].filter((one) => typeof one === 'string')
  return (
    channelId === 'msteams' &&
    isTrusted(serviceUrl) &&
    named.length > 0 &&
    named.every((one) => one === tenant)
  )
}

/** Null when it is too large; the rest of it is not kept. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= limits.body) chunks.push(chunk)
  }
  return size > limits.body ? null : Buffer.concat(chunks).toString()
}

function objectOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Whether a service URL is one that our token may be sent to: of the cloud's own connectors, or that of `cloudUrl`. */
export function trust(cloud: CloudName, cloudUrl: string | undefined): (serviceUrl: string) => boolean {
  return (serviceUrl) => {
    if (!URL.canParse(serviceUrl)) return false
    const { protocol, hostname, port, username, password, origin } = new URL(serviceUrl)
    if (cloudUrl !== undefined && origin === new URL(cloudUrl).origin) return true
    return (
      protocol === 'https:' &&
      port === '' &&
      username === '' &&
      password === '' &&
      isConnector(hostname, clouds[cloud])
    )
  }
}
