import {
  AuthorizationError,
  HTTPReceiver,
  SocketModeReceiver,
  type App,
  type Receiver,
  type ReceiverEvent,
} from '@slack/bolt'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../clock.js'
import type { Log } from '../log.js'
import { quietLogger } from './quiet-logger.js'
import { isTimely, replayMemory } from './replay-memory.js'
import { clientOptions } from './web-api.js'

/** Where requests come in. */
export interface Door {
  readonly receiver: Receiver
  /** For `POST /slack/events`; in Socket Mode nothing is expected there. */
  readonly listener: (request: IncomingMessage, response: ServerResponse) => void
  start(): Promise<void>
  stop(): Promise<void>
}

/** Bodies that Bolt knows no kind for: it would leave them unanswered. */
const isKnown = ({ body }: ReceiverEvent) =>
  'command' in body ||
  'event' in body ||
  ['block_actions', 'view_submission', 'view_closed', 'message_action', 'shortcut'].includes(
    String(body['type']),
  )

/**
 * Gives Bolt's app the requests it has a kind for, and ends the others at once. An event is acknowledged when it
 * has been taken, not before, so that Slack sends it again if this process dies on it.
 */
function guarded(app: App): App {
  const processEvent = async (event: ReceiverEvent): Promise<void> => {
    if (event.customProperties?.['isReplay'] === true)
      throw new AuthorizationError('replay', new Error('replay'))
    if (!isKnown(event)) return event.ack()
    if (!('event' in event.body)) return app.processEvent(event)
    await app.processEvent({ ...event, ack: () => Promise.resolve() })
    await event.ack()
  }
  return { processEvent } as App
}

class SignedReceiver extends HTTPReceiver {
  override init(app: App): void {
    super.init(guarded(app))
  }
}

class PulledReceiver extends SocketModeReceiver {
  override init(app: App): void {
    super.init(guarded(app))
  }
}

function plain(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain' })
  response.end()
}

/**
 * Requests over HTTP: signed, at most 1 MB, at most five minutes old or early by `wallClock`, and never twice.
 * A signature is remembered only after Bolt has verified it, so that nobody can fill the memory.
 */
export function httpDoor(signingSecret: string, wallClock: Clock, log: Log | undefined): Door {
  const memory = replayMemory(wallClock)
  const receiver = new SignedReceiver({
    signingSecret,
    bodyLimit: '1mb',
    logger: quietLogger(log),
    customPropertiesExtractor: ({ headers }) => ({
      isReplay: !memory.isNew(String(headers['x-slack-signature'])),
    }),
  })
  return {
    receiver,
    listener(request, response) {
      if (!isTimely(request.headers['x-slack-request-timestamp'], wallClock)) {
        log?.warn({ from: 'slack' }, 'Slack request refused: no timestamp, or one more than five minutes off')
        request.resume()
        return plain(response, 401)
      }
      receiver.requestListener(request, response)
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  }
}

/** Requests over Socket Mode: the connection itself is authenticated, and nothing listens. */
export function socketDoor(appToken: string, apiUrl: string | undefined, log: Log | undefined): Door {
  const receiver = new PulledReceiver({
    appToken,
    logger: quietLogger(log),
    installerOptions: { clientOptions: clientOptions({ apiUrl, log }, 10_000) },
  })
  return {
    receiver,
    listener: (request, response) => {
      request.resume()
      plain(response, 404)
    },
    start: async () => void (await receiver.start()),
    stop: async () => void (await receiver.stop()),
  }
}
