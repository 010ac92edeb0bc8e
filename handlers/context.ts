import type { DateTime } from 'luxon'
import type { z } from 'zod'
import type { Reader, Tx } from '../db/client.js'
import type { CommandSpec } from '../src/chat/grammar.js'
import type { Form } from '../src/chat/form.js'
import type { Origin } from '../src/chat/interaction.js'
import type { Reply } from '../src/chat/reply.js'
import type { Actor, Role } from '../src/domain/people/roles.js'
import type { Refusal } from '../src/domain/refusals.js'
import type { Stores } from '../src/connectors/store.js'
import type { Vault } from '../src/vault/vault.js'
import type { Drawing } from '../src/views/drawing.js'

/** What the whole desk agrees on, given once at start. */
export interface Desk {
  readonly vault: Vault
  /** Where case cards are posted; private. */
  readonly privacyChannel: { readonly platform: 'slack' | 'teams'; readonly channel: string }
  /** Private channels of other platforms, where the same cards stand. */
  readonly mirrors: readonly Desk['privacyChannel'][]
  /** Version of the privacy notice in force. */
  readonly noticeVersion: string
  readonly onCall: OnCallPlaces
  /** The systems that hold personal data; null: without a data map people carry plans out by hand. */
  readonly stores: Stores | null
  readonly sweep: SweepLimits
}

/** How a retention sweep goes about it. */
export interface SweepLimits {
  /** Ranges that a collection is divided into, at most: so many workers can share it. */
  readonly parts: number
  /** Records that are read in a second from one system at most, by all replicas together; null: as fast as it goes. */
  readonly recordsPerSecond: number | null
  /** How long until each further try of what failed, in ms. */
  readonly retriesMs: readonly number[]
}

/** Where the people on call are reached; empty or null: not configured. */
export interface OnCallPlaces {
  /** Where plans that erase wait for approval; private, one of each platform at most. */
  readonly channels: readonly Desk['privacyChannel'][]
  /** The user group that is kept in step with the roster, by the platform's id. */
  readonly userGroup: string | null
}

/** Everything a reading handler may use. Nothing here reads a clock or reaches a platform. */
export interface ReadContext {
  readonly tx: Reader
  readonly desk: Desk
  readonly actor: Actor
  readonly now: DateTime
  /** Words in the language of the person who acts. */
  readonly draw: Drawing
  readonly origin: Origin
  /** What this person may type. */
  readonly mayType: () => readonly CommandSpec[]
}

/** The same in a transaction, for handlers that write. */
export interface Context extends ReadContext {
  readonly tx: Tx
}

/** How a handler was reached. A click shows an old card when the case moved on since; a typed command cannot. */
export interface Call {
  readonly by: 'command' | 'click' | 'form' | 'shortcut' | 'home' | 'account'
  /** Case the button or form was drawn for. */
  readonly reference?: string
  /** Version of the case that it was drawn from. */
  readonly version?: number
}

type Answer = Promise<Reply | Refusal>

interface Shared<Input> {
  /** Roles that may use it at all; `everybody` includes people without a role. */
  readonly access: 'everybody' | readonly Role[]
  readonly input: z.ZodType<Input>
  /**
   * The form to fill before `run` can be called; null when what was given is enough. Absent: runs at once.
   * Called for commands, clicks and shortcuts, never for a submitted form.
   */
  readonly form?: (context: ReadContext, given: Given, call: Call) => Promise<Form | Refusal | null>
}

export type Handler<Input = unknown> = Shared<Input> &
  (
    | { readonly effect: 'read'; readonly run: (context: ReadContext, input: Input, call: Call) => Answer }
    /** Runs in one transaction with its event; a refusal rolls back all of it. */
    | { readonly effect: 'write'; readonly run: (context: Context, input: Input, call: Call) => Answer }
  )

/** What came with a command or click, before it is checked. */
export type Given = Readonly<Record<string, unknown>>

/** Writes a handler so that `run` takes the type that `input` gives. */
export function handler<Input>(made: Handler<Input>): Handler {
  return made as Handler
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false
}
