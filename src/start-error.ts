/** The desk cannot start; the message says why and what to do. */
export class StartError extends Error {
  constructor(
    message: string,
    /** What has to change: a setting, or something outside that may be better at the next try. */
    readonly lies: 'in a setting' | 'outside',
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'StartError'
  }
}
