import { pino, type Logger } from 'pino'

/**
 * The log: JSON lines with a static message and code fields. Free text, request bodies and values of people
 * never go in; what an unexpected error says is cut to its class and place, since messages may quote input.
 */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>

export function makeLog(level: string, destination?: { write(line: string): void }): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => (error instanceof Error ? describeError(error) : error) },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** Class, code and place of an error: enough to find it, nothing of what it was about. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const place = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 5)
    .map((line) => line.trim())
  const code = (error as { code?: unknown }).code
  return { type: error.name, ...(typeof code === 'string' ? { code } : {}), place }
}
