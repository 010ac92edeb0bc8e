type Json = Readonly<Record<string, unknown>>

/** One thing that the page shows, by a key that stays while it changes. */
export type Shown = ShownMessage | ShownModal | ShownDialog | ShownHome | ShownClock | ShownReads | ShownCase

export interface ShownMessage {
  readonly kind: 'message'
  readonly key: string
  readonly channel: string
  readonly ts: string
  readonly from: string
  readonly text: string
  readonly blocks: readonly Json[]
  /** The Adaptive Card of a message in Teams; null: words, or blocks. */
  readonly card: Json | null
  /** Whom it is shown to; null: everybody in the channel. */
  readonly onlyFor: string | null
  readonly isEdited: boolean
  readonly revision: number
}

export interface ShownModal {
  readonly kind: 'modal'
  readonly key: string
  readonly id: string
  readonly hash: string
  readonly for: string
  readonly content: Json & { readonly blocks: readonly Json[] }
  readonly errors: Readonly<Record<string, string>>
}

/** A dialog of Teams. */
export interface ShownDialog {
  readonly kind: 'dialog'
  readonly key: string
  readonly id: string
  readonly for: string
  readonly title: string
  readonly card: Json
}

export interface ShownHome {
  readonly kind: 'home'
  readonly key: string
  readonly for: string
  readonly content: Json & { readonly blocks: readonly Json[] }
}

export interface ShownClock {
  readonly kind: 'clock'
  readonly key: 'clock'
  /** The desk's instant when this was told, ISO in UTC. */
  readonly now: string
  /** Milliseconds ahead of the machine. */
  readonly aheadMs: number
  readonly engineerOnCall: string
}

export interface ShownReads {
  readonly kind: 'reads'
  readonly key: string
  readonly for: string
  /** The last revision read, by channel. */
  readonly channels: Readonly<Record<string, number>>
}

/** A case as its line in a list shows it (Z1). */
export interface ShownCase {
  readonly kind: 'case'
  readonly key: string
  readonly reference: string
  readonly status: string
  readonly rights: readonly string[]
  readonly effectiveDue: string
  readonly version: number
}

/** What changed since the last change; `isAll`: everything, and what is not in it is gone. */
export interface Change {
  readonly isAll: boolean
  readonly shown: readonly Shown[]
  readonly gone: readonly string[]
}

/** How a platform looks. */
export type Look = 'slack' | 'teams'

/** What does not change while the desk runs. */
export interface Setup {
  /** Id of the workspace: another after a reset. */
  readonly workspace: string
  readonly team: string
  /** Whether the desk reaches stores, and erases from them. */
  readonly hasStores: boolean
  readonly bot: { readonly id: string; readonly name: string }
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly role: string | null
    readonly language: 'nb' | 'en'
    /** Account in the directory, and the chat with the desk in Teams. */
    readonly directoryId: string
    readonly teamsChat: string
  }[]
  readonly channels: readonly {
    readonly id: string
    readonly name: string
    readonly isPrivate: boolean
    readonly members: readonly string[]
    readonly look: Look
  }[]
  readonly commands: readonly {
    readonly usage: string
    readonly verbs: readonly string[]
    readonly help: Readonly<Record<'nb' | 'en', string>>
  }[]
  /** Words of statuses, rights and roles, by code. */
  readonly words: Readonly<Record<string, Readonly<Record<'nb' | 'en', string>>>>
}

/** What a person did on the page. */
export type PageAct =
  | { readonly act: 'command'; readonly as: string; readonly channel: string; readonly text: string }
  | { readonly act: 'say'; readonly as: string; readonly channel: string; readonly text: string }
  | { readonly act: 'click'; readonly as: string; readonly on: string; readonly button: string }
  | {
      readonly act: 'submit'
      readonly as: string
      readonly view: string
      readonly values: Readonly<Record<string, string | readonly string[]>>
    }
  | { readonly act: 'close'; readonly as: string; readonly view: string }
  | { readonly act: 'shortcut'; readonly as: string; readonly message: string | null }
  | { readonly act: 'dismiss'; readonly as: string; readonly message: string }
  | { readonly act: 'home'; readonly as: string }
  | { readonly act: 'type'; readonly as: string; readonly channel: string; readonly text: string }
  | {
      readonly act: 'press'
      readonly as: string
      readonly on: string
      readonly button: number
      readonly isOld: boolean
    }
  | {
      readonly act: 'send-dialog'
      readonly as: string
      readonly dialog: string
      readonly button: number
      readonly values: Readonly<Record<string, string>>
    }
  | { readonly act: 'close-dialog'; readonly as: string }
  | { readonly act: 'extension'; readonly as: string; readonly message: string }
  | { readonly act: 'read'; readonly as: string; readonly channel: string; readonly revision: number }

/** What the desk answered to an act: the HTTP status, and in Teams words for whoever pressed. */
export interface ActAnswer {
  readonly status: number
  readonly note?: { readonly isRefusal: boolean; readonly words: string } | null
}

/** Where the clock can be moved: tomorrow at eight, a week on, the effective date of a case, and the day after it. */
export const clockMoves = ['morning', 'week', 'deadline', 'day-after'] as const
export type ClockMove = (typeof clockMoves)[number]

/** An act in the chain of events, with who did it in words. */
export interface PanelEvent {
  readonly seq: number
  readonly at: string
  readonly type: string
  readonly actor: string
  readonly role: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly prevHash: string
  readonly hash: string
}

/** What lies behind the page. */
export interface Panels {
  /** Of the case that was asked for; empty without one. */
  readonly events: readonly PanelEvent[]
  /** Of the whole chain, computed for this answer. */
  readonly verdict:
    | { readonly ok: true; readonly count: number; readonly head: string }
    | { readonly ok: false; readonly seq: number; readonly why: string }
  readonly tables: readonly { readonly table: string; readonly rows: readonly Json[] }[]
  readonly outbox: readonly Json[]
  /** What the platforms did not take, the newest first. */
  readonly complaints: readonly Json[]
  readonly jobs: readonly Json[]
  readonly stores: ShownStores
}

/** The stores of personal data: what was last found of each, and how many records each collection holds of whom. */
export interface ShownStores {
  readonly systems: readonly Json[]
  readonly owners: readonly Json[]
  /** Why the sample Cassandra is not there; null where it is, or where there are no sample stores. */
  readonly cassandra: 'not_fetched' | 'no_java' | 'no_maven' | 'not_wanted' | null
}
