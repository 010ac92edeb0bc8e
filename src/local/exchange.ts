/** What an act sends to the desk, and what it may show. */
export interface Exchange<Message> {
  readonly deliver: () => Promise<{ readonly status: number; readonly body: string }>
  /** Shows what the desk answered; not asked when it did not take the act. */
  readonly show: (body: string) => void
  /** Resolves once what the desk still sends has arrived. */
  readonly settle: () => Promise<void>
  readonly messages: () => readonly Message[]
}

export interface Exchanged<Message> {
  readonly status: number
  readonly body: string
  /** Milliseconds until the answer. */
  readonly ms: number
  /** Messages that are new or redrawn since the act. */
  readonly fresh: readonly Message[]
}

/** Sends an act to the desk and waits for all that comes of it. */
export async function exchange<Message>(act: Exchange<Message>): Promise<Exchanged<Message>> {
  const before = new Set(act.messages())
  const started = performance.now()
  const { status, body } = await act.deliver()
  const ms = performance.now() - started
  if (status === 200) act.show(body)
  await act.settle()
  return { status, body, ms, fresh: act.messages().filter((message) => !before.has(message)) }
}
