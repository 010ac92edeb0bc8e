import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebClient } from '@slack/web-api'
import { neverConnected } from '../chat/network.js'
import { Unavailable } from '../chat/port.js'
import type { Log } from '../log.js'
import { quietLogger } from './quiet-logger.js'

export interface WebApi {
  readonly botToken: string
  readonly apiUrl?: string | undefined
  readonly log?: Log | undefined
}

/** Options for every client: one try, since a repeated post is a second message; who calls decides on a retry. */
export function clientOptions({ apiUrl, log }: Omit<WebApi, 'botToken'>, timeoutMs: number) {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    allowAbsoluteUrls: false,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quietLogger(log),
  }
}

/** A client of the Web API with the bot's token. */
export function webClient(api: WebApi, timeoutMs: number): WebClient {
  return new WebClient(api.botToken, clientOptions(api, timeoutMs))
}

/** Slack's own troubles: nothing is wrong with the call. */
const passing = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]
/** The call was turned away, or never arrived. */
const notDone = ['ratelimited', 'rate_limited', ...neverConnected]

/**
 * Says whether a failed call may be repeated. `isRepeatable` = doing it twice is the same as once (reading,
 * `chat.update`); a post that may have arrived is 'unknown'.
 */
export function unavailable(error: unknown, isRepeatable: boolean): Unavailable {
  const maybe = isRepeatable ? 'safe' : 'unknown'
  const what = reason(error)
  const afterMs = error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : null
  return new Unavailable(`Slack (${what})`, retryOf(error, what) ?? maybe, afterMs, {
    cause: new Error(what),
  })
}

/** Null: it depends on whether the call may be done twice. */
function retryOf(error: unknown, what: string): 'safe' | 'never' | null {
  if (notDone.includes(what)) return 'safe'
  if (error instanceof WebAPIPlatformError) return passing.includes(what) ? null : 'never'
  if (error instanceof WebAPIHTTPError) return error.statusCode >= 500 ? null : 'never'
  return null
}

/** A code for what happened, without anything of the call. */
function reason(error: unknown): string {
  if (error instanceof WebAPIRateLimitedError) return 'rate_limited'
  if (error instanceof WebAPIPlatformError) return error.data.error
  if (error instanceof WebAPIHTTPError) return `http ${error.statusCode}`
  // What the client throws for a 429 that does not say when to come back.
  if (error instanceof Error && error.message.startsWith('Retry header')) return 'rate_limited'
  return networkCode(error, 5) ?? 'no answer'
}

function networkCode(error: unknown, depth: number): string | null {
  if (depth === 0 || typeof error !== 'object' || error === null) return null
  const { code, cause, original } = error as { code?: unknown; cause?: unknown; original?: unknown }
  const isNetwork = typeof code === 'string' && !code.startsWith('slack_')
  return isNetwork ? code : networkCode(original ?? cause, depth - 1)
}
