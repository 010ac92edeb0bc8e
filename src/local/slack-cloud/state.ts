import { randomBytes, randomUUID } from 'node:crypto'
import type { Clock } from '../../clock.js'
import { ChatState, type Counted } from '../chat-state.js'

export type Json = Readonly<Record<string, unknown>>

export interface CloudUser {
  readonly id: string
  readonly name: string
  readonly email?: string
  readonly locale?: string
  readonly teamId?: string
  readonly isBot?: boolean
  readonly isDeleted?: boolean
  readonly isRestricted?: boolean
  readonly isUltraRestricted?: boolean
  readonly isStranger?: boolean
}

export interface CloudChannel {
  readonly id: string
  readonly name: string
  readonly members: readonly string[]
  readonly isPrivate?: boolean
  readonly isDirect?: boolean
  readonly isArchived?: boolean
  readonly isExtShared?: boolean
  readonly isPendingExtShared?: boolean
  readonly isOrgShared?: boolean
}

export interface CloudMessage {
  readonly channel: string
  readonly ts: string
  readonly userId: string
  readonly text: string
  readonly blocks: readonly Json[]
  /** Whom it is shown to; null = everybody in the channel. */
  readonly onlyFor: string | null
  readonly isEdited: boolean
  /** Counts up with each new or changed message of the workspace, so that what is unread can be told. */
  readonly revision: number
}

export interface CloudView {
  readonly id: string
  readonly hash: string
  readonly userId: string
  readonly type: 'modal' | 'home'
  readonly content: Json & { readonly blocks: readonly Json[] }
  /** Shown at the fields after the last submission. */
  readonly errors: Readonly<Record<string, string>>
  /** Earlier views of the same stack, the oldest first. */
  readonly under: readonly CloudView[]
}

export interface Trigger {
  readonly userId: string
  readonly expiresAtMs: number
  /** The modal that was clicked in: a new one may be pushed on it. */
  readonly inView: string | null
  isUsed: boolean
}

export interface CloudCall {
  readonly method: string
  readonly args: Json
  readonly answer: Json
}

/** A file that the desk uploaded. */
export interface CloudFile {
  readonly name: string
  readonly length: number
  /** Base64; null until the bytes have come. */
  readonly bytes: string | null
  /** The desk said that it is whole: it can be shown from then on. */
  readonly isComplete: boolean
}

/** What is kept when the workspace is stopped: all that people see, but for forms that stand open. */
export interface KeptCloud extends Counted {
  /** Absent where the workspace was last used before it had one. */
  readonly workspaceId?: string
  readonly messages: readonly CloudMessage[]
  readonly ephemerals: readonly CloudMessage[]
  readonly homes: readonly CloudView[]
  readonly files?: readonly (readonly [id: string, file: CloudFile])[]
}

/** What the workspace holds. Ids of what people see are counted, so that the same story gives the same ids. */
export class CloudState extends ChatState {
  readonly users = new Map<string, CloudUser>()
  readonly channels = new Map<string, CloudChannel>()
  /** User groups by id, with the accounts in them. */
  readonly groups = new Map<string, readonly string[]>()
  readonly messages: CloudMessage[] = []
  readonly ephemerals: CloudMessage[] = []
  readonly modals = new Map<string, CloudView>()
  readonly homes = new Map<string, CloudView>()
  readonly files = new Map<string, CloudFile>()
  readonly triggers = new Map<string, Trigger>()
  readonly responses = new Map<
    string,
    { message: CloudMessage | null; userId: string; channel: string; uses: number }
  >()
  readonly calls: CloudCall[] = []
  readonly #start = randomBytes(4).toString('hex')
  #workspaceId: string = randomUUID()

  constructor(
    readonly team: { readonly id: string; readonly name: string },
    readonly bot: { readonly userId: string; readonly botId: string; readonly appId: string },
    clock?: Clock,
  ) {
    super(clock)
  }

  /** Of this workspace and no other: it stays from start to start, and another is made after a reset. */
  get workspaceId(): string {
    return this.#workspaceId
  }

  /** What is given by no other start either: the desk remembers such ids. */
  unique(): string {
    return `${this.count()}.${this.#start}`
  }

  keep(): KeptCloud {
    const { workspaceId, messages, ephemerals, homes } = this
    return {
      ...this.counted(),
      workspaceId,
      messages: [...messages],
      ephemerals: [...ephemerals],
      homes: [...homes.values()],
      files: [...this.files],
    }
  }

  /** Takes up where a workspace was stopped: its ids are not given again. */
  restore({ workspaceId, messages, ephemerals, homes, files = [], ...counted }: KeptCloud): void {
    this.countFrom(counted)
    this.#workspaceId = workspaceId ?? this.#workspaceId
    this.messages.push(...messages)
    this.ephemerals.push(...ephemerals)
    for (const [id, file] of files) this.files.set(id, file)
    for (const view of homes) this.homes.set(view.userId, view)
    const direct = messages.filter(({ channel }) => channel.startsWith('D'))
    for (const { channel } of direct) this.direct(`U${channel.slice(1)}`)
  }

  ts(): string {
    return `${Math.floor(this.clock().toSeconds())}.${String(this.count()).padStart(6, '0')}`
  }

  /** Makes a trigger id: for one use, within three seconds. */
  trigger(userId: string, inView: string | null = null): string {
    const id = `${this.unique()}.${userId.toLowerCase()}`
    this.triggers.set(id, { userId, expiresAtMs: this.clock().toMillis() + 3_000, inView, isUsed: false })
    return id
  }

  /** The direct channel between the bot and a person; made when it is first used. */
  direct(userId: string): CloudChannel {
    const id = `D${userId.slice(1)}`
    const found = this.channels.get(id)
    if (found) return found
    const made = { id, name: userId, members: [userId, this.bot.userId], isPrivate: true, isDirect: true }
    this.channels.set(id, made)
    return made
  }

  /** Redraws a message in place. */
  replace(old: CloudMessage, text: string, blocks: readonly Json[]): CloudMessage {
    const list = old.onlyFor === null ? this.messages : this.ephemerals
    const made = { ...old, text, blocks, isEdited: true, revision: this.nextRevision() }
    list[list.indexOf(old)] = made
    this.changed('message')
    return made
  }

  makeView(
    userId: string,
    type: 'modal' | 'home',
    content: Json,
    under: readonly CloudView[] = [],
  ): CloudView {
    const id = `V${String(this.count()).padStart(6, '0')}`
    return {
      id,
      hash: this.hash(),
      userId,
      type,
      content: content as CloudView['content'],
      errors: {},
      under,
    }
  }

  hash(): string {
    return this.unique()
  }
}
