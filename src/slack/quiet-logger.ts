import { LogLevel, type Logger } from '@slack/bolt'
import type { Log } from '../log.js'

/**
 * What Slack's libraries say, without what they say it of: their messages quote bodies and answers, so each is
 * matched to a fixed text of ours, and an unknown one is only counted as such.
 */
const known: readonly (readonly [RegExp, string])[] = [
  [
    /verify|signature/iu,
    'Slack request refused: if it persists, compare SLACK_SIGNING_SECRET with "Basic Information" of the app',
  ],
  [/not acknowledged/iu, 'Slack request was not answered in time'],
  [/maximum allowed size/iu, 'Slack request refused: too large'],
  [/authorization of incoming/iu, 'Slack request refused: it is for another workspace'],
  [/malformed|parse/iu, 'Slack request refused: malformed'],
  [/web ?socket|connection|ping|pong|disconnect|reconnect/iu, 'Slack Socket Mode connection changed'],
]

const phrase = (message: readonly unknown[]) => {
  const first = String(message[0])
  return known.find(([pattern]) => pattern.test(first))?.[1] ?? 'Slack library message withheld'
}

/** A logger for Slack's libraries that writes fixed texts only, and nothing below a warning. */
export function quietLogger(log: Log | undefined): Logger {
  return {
    debug: () => {},
    info: () => {},
    warn: (...message: unknown[]) => log?.warn({ from: 'slack' }, phrase(message)),
    error: (...message: unknown[]) => log?.error({ from: 'slack' }, phrase(message)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}
