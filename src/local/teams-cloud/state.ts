import type { Clock } from '../../clock.js'
import { ChatState, type Counted } from '../chat-state.js'

export type Json = Readonly<Record<string, unknown>>

export interface TeamsUser {
  /** Object id in the directory. */
  readonly id: string
  /** Id within Teams, `29:…`. */
  readonly teamsId: string
  readonly name: string
  readonly email?: string
  readonly locale?: string
  readonly role?: 'user' | 'guest'
  readonly tenantId?: string
}

export interface TeamsConversation {
  readonly id: string
  readonly kind: 'personal' | 'groupChat' | 'channel'
  readonly name: string
  readonly members: readonly string[]
  readonly team?: string
  readonly channelType?: 'standard' | 'private' | 'shared'
}

export interface TeamsMessage {
  readonly id: string
  readonly conversation: string
  /** Of the person who wrote it; null = the bot. */
  readonly from: string | null
  readonly text: string
  readonly summary: string
  readonly card: Json | null
  readonly isEdited: boolean
  /** Epoch milliseconds by the cloud's clock. */
  readonly sentAtMs: number
  /** Counts up with each new or changed message of the tenant, so that what is unread can be told. */
  readonly revision: number
}

/** What stands open in front of a person. */
export interface TeamsDialog {
  /** Of this drawing: a dialog that is drawn again is another. */
  readonly id: string
  readonly userId: string
  readonly conversation: string
  readonly title: string
  readonly card: Json
  /** `composeExtension/submitAction` where the message extension opened it. */
  readonly submitsTo: 'task/submit' | 'composeExtension/submitAction'
}

export interface TeamsCall {
  readonly method: string
  readonly path: string
  /** The conversation that it is about; null for none. */
  readonly conversation: string | null
  readonly body: Json | null
}

/** What is kept of a tenant while nothing runs: everything but what stands open. */
export interface KeptTenant extends Counted {
  readonly messages: readonly TeamsMessage[]
  readonly installed: readonly string[]
}

/** What the tenant holds. Ids are counted, so that the same story gives the same ids. */
export class TeamsState extends ChatState {
  readonly users = new Map<string, TeamsUser>()
  readonly conversations = new Map<string, TeamsConversation>()
  /** Conversations that the app was put into. */
  readonly installed = new Set<string>()
  readonly messages: TeamsMessage[] = []
  readonly dialogs = new Map<string, TeamsDialog>()
  readonly calls: TeamsCall[] = []

  constructor(
    readonly tenant: string,
    readonly bot: { readonly id: string; readonly name: string },
    clock?: Clock,
  ) {
    super(clock)
  }

  keep(): KeptTenant {
    const { messages, installed } = this
    return {
      ...this.counted(),
      messages: [...messages],
      installed: [...installed],
    }
  }

  /** Takes up where a tenant was stopped: its ids are not given again. */
  restore({ messages, installed, ...counted }: KeptTenant): void {
    this.countFrom(counted)
    this.messages.push(...messages)
    for (const id of installed) this.installed.add(id)
    for (const { id } of this.users.values()) this.personal(id)
  }

  /** The personal chat of somebody with the bot; made when it is first used. */
  personal(userId: string): TeamsConversation {
    const id = `a:personal-${userId}`
    const found = this.conversations.get(id)
    if (found) return found
    const made = { id, kind: 'personal', name: 'Rights Desk', members: [userId] } as const
    this.conversations.set(id, made)
    return made
  }

  /** Somebody by either of their ids. */
  user(id: string): TeamsUser | undefined {
    return this.users.get(id) ?? [...this.users.values()].find(({ teamsId }) => teamsId === id)
  }

  post(message: Omit<TeamsMessage, 'id' | 'isEdited' | 'sentAtMs' | 'revision'>): TeamsMessage {
    const made = {
      ...message,
      id: String(1_760_000_000_000 + this.count()),
      isEdited: false,
      sentAtMs: this.clock().toMillis(),
      revision: this.nextRevision(),
    }
    this.messages.push(made)
    this.changed('message')
    return made
  }
}
