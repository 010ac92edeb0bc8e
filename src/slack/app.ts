import { App, type AckFn } from '@slack/bolt'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Unavailable, type ChatPort } from '../chat/port.js'
import type { Dispatch, Reply } from '../chat/reply.js'
import type { View } from '../chat/view.js'
import { systemClock, type Clock } from '../clock.js'
import { describeError, type Log } from '../log.js'
import { answer, showWords, type Tools } from './answer.js'
import { readChannel, remembered } from './audience.js'
import { quietLogger } from './quiet-logger.js'
import { receive, type Received } from './receive.js'
import { httpDoor, socketDoor } from './receivers.js'
import { sender } from './send.js'
import { StartError } from '../start-error.js'
import { clientOptions, unavailable, webClient } from './web-api.js'
import type { WebClient } from '@slack/web-api'

export interface SlackOptions {
  readonly signingSecret: string
  readonly botToken: string
  /** With it, requests come over Socket Mode and none over HTTP. */
  readonly appToken?: string
  /** Slack's own by default. */
  readonly apiUrl?: string
  readonly teamId: string
  readonly dispatch: Dispatch
  /** The desk's clock: how long things read from Slack are kept. */
  readonly clock: Clock
  /** The clock on the wall, by which requests are signed. */
  readonly wallClock?: Clock
  readonly log?: Log
  /** What is said when the desk does not answer in time. */
  readonly apology: () => string
  /** What is said in channels shared with others, and to others. */
  readonly sharedChannel: () => View
  /** How long `dispatch` may take. Slack waits 3,000 ms for the whole answer. */
  readonly deadlineMs?: number
}

export interface SlackAdapter {
  /** For `POST /slack/events` of our own server. */
  readonly listener: (request: IncomingMessage, response: ServerResponse) => void
  readonly port: ChatPort
  start(): Promise<void>
  stop(): Promise<void>
  /** Resolves when nothing taken is unanswered any more. */
  idle(): Promise<void>
}

interface Bot {
  readonly botId: string
  readonly botUserId: string
}

/** Asks Slack who the token belongs to. Throws `StartError`. */
async function whoAmI(client: WebClient, teamId: string): Promise<Bot> {
  const { user_id, bot_id, team_id } = await client.auth
    .test()
    .catch((error: unknown) => refuseToken('SLACK_BOT_TOKEN', 'OAuth & Permissions', error))
  if (team_id !== teamId)
    throw new StartError(
      'SLACK_BOT_TOKEN is of another workspace than SLACK_TEAM_ID names: copy both from the same workspace.',
      'in a setting',
    )
  if (!user_id || !bot_id)
    throw new StartError(
      'SLACK_BOT_TOKEN is no bot token: copy the one that starts with xoxb-.',
      'in a setting',
    )
  return { botId: bot_id, botUserId: user_id }
}

/** Slack took a token not at all (the setting is wrong), or did not answer. `page`: of the Slack app, where it stands. */
function refuseToken(name: string, page: string, error: unknown): never {
  const { what, retry } = unavailable(error, true)
  if (retry === 'never')
    throw new StartError(
      `${what} refuses ${name}: copy it again from "${page}" of the Slack app, and see that the app is installed.`,
      'in a setting',
    )
  throw new StartError(
    `${what} is away: is there a way to it from here, and is SLACK_API_URL, if set, right?`,
    'outside',
  )
}

/**
 * The desk in Slack, on Bolt. Every request becomes an `Interaction`, goes through `dispatch`, and its reply is
 * performed where the person acted, all within Slack's three seconds. Rejects when the token is not good.
 */
export async function slack(options: SlackOptions): Promise<SlackAdapter> {
  const { signingSecret, botToken, appToken, apiUrl, teamId, log, clock, wallClock = systemClock } = options
  const client = webClient({ botToken, apiUrl, log }, 10_000)
  const bot = await whoAmI(client, teamId)
  const door = appToken ? socketDoor(appToken, apiUrl, log) : httpDoor(signingSecret, wallClock, log)
  const app = new App({
    receiver: door.receiver,
    // Bolt answers 401 to other workspaces and calls nothing.
    authorize: ({ teamId: from }) =>
      from === teamId
        ? Promise.resolve({ botToken, ...bot, teamId })
        : Promise.reject(new Error('another workspace')),
    convoStore: false,
    clientOptions: clientOptions({ apiUrl, log }, 2_000),
    logger: quietLogger(log),
  })
  const desk = new Exchange(options, client)
  app.use(async ({ body, ...rest }) => desk.take(body, (rest as { ack?: AckFn<unknown> }).ack))
  return {
    listener: door.listener,
    port: sender(client, teamId, clock, log),
    start: () =>
      door.start().catch((error: unknown) => refuseToken('SLACK_APP_TOKEN', 'Basic Information', error)),
    async stop() {
      await door.stop()
      await desk.idle()
    },
    idle: () => desk.idle(),
  }
}

/** A private channel that the bot is not in cannot be read: it counts as not shared. Throws when Slack is away. */
async function readShared(client: WebClient, channel: string): Promise<boolean> {
  try {
    return (await readChannel(client, channel)).isShared
  } catch (error) {
    if (error instanceof Unavailable && error.retry === 'never') return false
    throw error
  }
}

type Taken = Exclude<Received, { kind: 'ignored' }>

/** Takes requests one by one, from body to answer. */
class Exchange {
  readonly #options: SlackOptions
  readonly #client: WebClient
  readonly #underWay = new Set<Promise<void>>()
  readonly #isShared: (channel: string) => Promise<boolean>

  constructor(options: SlackOptions, client: WebClient) {
    this.#options = options
    this.#client = client
    this.#isShared = remembered(options.clock, 60, (channel) => readShared(client, channel))
  }

  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay)
  }

  /** Rejects only for events that were not taken in time: Slack sends them again. */
  take(body: unknown, ack: AckFn<unknown> | undefined): Promise<void> {
    const { teamId, signingSecret } = this.#options
    const received = receive(body, { teamId, secret: signingSecret })
    return this.#track(this.#serve(received, this.#tools(ack)))
  }

  #track(work: Promise<void>): Promise<void> {
    this.#underWay.add(work)
    void work.catch(() => {}).finally(() => this.#underWay.delete(work))
    return work
  }

  async #serve(received: Received, tools: Tools): Promise<void> {
    if (received.kind === 'ignored') return tools.ack()
    const work = this.#reply(received)
    const reply = await inTime(work, this.#options.deadlineMs ?? 2_500)
    return reply === null ? this.#tooLate(work, received, tools) : this.#perform(reply, received, tools)
  }

  async #perform(reply: Reply, received: Taken, tools: Tools): Promise<void> {
    const { place } = received
    const userId = received.kind === 'stranger' ? received.userId : received.interaction.userId
    try {
      await answer(reply, place, userId, tools)
    } catch (error) {
      if (place.by === 'event') throw error
      this.#options.log?.error({ err: describeError(error), by: place.by }, 'an answer did not reach Slack')
      // Acknowledged already: then nothing more can be said here.
      await showWords(this.#options.apology(), place, tools).catch(() => {})
    }
  }

  async #tooLate(work: Promise<Reply>, received: Taken, tools: Tools): Promise<void> {
    const { place } = received
    this.#options.log?.warn({ by: place.by }, 'the desk did not answer in time')
    if (place.by === 'event') {
      void this.#track(work.then(() => {}))
      throw new Error('the event was not taken in time')
    }
    await showWords(this.#options.apology(), place, tools).catch(() => {})
    await this.#answerLate(await work, received, tools)
  }

  /** What was done after all is told when there is still a way: the person was asked to try again. */
  async #answerLate(reply: Reply, received: Taken, tools: Tools): Promise<void> {
    const { place } = received
    if (!('responseUrl' in place) || place.responseUrl === null || !('view' in reply)) return
    const late = { ...place, by: 'shortcut' } as const
    await answer({ kind: 'private', view: reply.view }, late, '', {
      ...tools,
      ack: () => Promise.resolve(),
    }).catch((error: unknown) =>
      this.#options.log?.error({ err: describeError(error) }, 'a late answer did not reach Slack'),
    )
  }

  async #reply(received: Taken): Promise<Reply> {
    const shared = (): Reply => ({ kind: 'private', view: this.#options.sharedChannel() })
    if (received.kind === 'stranger') return received.place.by === 'event' ? { kind: 'nothing' } : shared()
    const { interaction } = received
    if (interaction.channel !== null && (await this.#isRefused(interaction.channel))) return shared()
    return this.#options.dispatch(interaction)
  }

  /** Slack is away: the answer is for one person of our own workspace, so it is given. */
  async #isRefused(channel: string): Promise<boolean> {
    return this.#isShared(channel).catch(() => false)
  }

  #tools(ack: AckFn<unknown> | undefined): Tools {
    const { views } = this.#client
    return {
      ack: async (body) => void (await ack?.(body as never)),
      openView: async (trigger_id, view) => void (await views.open({ trigger_id, view })),
      pushView: async (trigger_id, view) => void (await views.push({ trigger_id, view })),
      updateView: async (view_id, view) => void (await views.update({ view_id, view })),
      publishHome: async (user_id, view) => void (await views.publish({ user_id, view })),
      respond: (url, message) => this.#respond(url, message),
      onCuts: (cuts) => this.#options.log?.warn({ cuts }, 'an answer was cut'),
    }
  }

  async #respond(url: string, message: unknown): Promise<void> {
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      redirect: 'error' as const,
    }
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(5_000) })
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`response URL: http ${response.status}`)
  }
}

/** What `work` gives within `ms`; null when it takes longer. */
async function inTime<Result>(work: Promise<Result>, ms: number): Promise<Result | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)))
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
