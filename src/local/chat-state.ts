import { EventEmitter } from 'node:events'
import { systemClock, type Clock } from '../clock.js'

/** How far the counters of a chat have come. */
export interface Counted {
  readonly count: number
  readonly revision: number
}

/** What both chats on loopback have: counters, and whoever is told of changes and complaints. */
export class ChatState {
  /** What the platform would have refused or dropped without telling the sender: a test looks that there is none. */
  readonly complaints: string[] = []
  readonly changes = new EventEmitter()
  #count = 0
  #revision = 0

  constructor(readonly clock: Clock = systemClock) {
    this.changes.setMaxListeners(100)
  }

  count(): number {
    return ++this.#count
  }

  nextRevision(): number {
    return ++this.#revision
  }

  protected counted(): Counted {
    return { count: this.#count, revision: this.#revision }
  }

  /** Goes on from where the counters were: what was given is not given again. */
  protected countFrom({ count, revision }: Counted): void {
    this.#count = count
    this.#revision = revision
  }

  changed(what: string): void {
    this.changes.emit('change', what)
  }

  /** Calls `listener` after each change, until the function it gives is called. */
  onChange(listener: (what: string) => void): () => void {
    this.changes.on('change', listener)
    return () => void this.changes.off('change', listener)
  }

  complain(what: string): void {
    this.complaints.push(what)
    this.changes.emit('complaint', what)
  }

  /** An error that the desk was answered: it was told, and goes on from there. */
  refuse(what: string): void {
    this.changes.emit('complaint', what)
  }
}
