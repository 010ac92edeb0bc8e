/** Slack's `{ok: false, error}`. */
export class SlackError extends Error {
  constructor(
    readonly code: string,
    readonly details: readonly string[] = [],
  ) {
    super(code)
  }
}
