import type { FieldValues } from './form.js'

export type Platform = 'slack' | 'teams'

/** What every interaction says of who did it, and where. */
export interface Origin {
  readonly platform: Platform
  /** Workspace or tenant id, already checked against the one we serve. */
  readonly tenant: string
  /** Platform user id from the signed request. */
  readonly userId: string
  /** Channel where it happened; null in a direct message, in the home and in a form opened there. */
  readonly channel: string | null
  /** The same for every delivery of the same act. */
  readonly dedupeKey: string
}

/** What somebody did, without any platform. */
export type Interaction = Origin &
  (
    | { readonly kind: 'command'; readonly text: string }
    | { readonly kind: 'action'; readonly action: string; readonly token: string }
    | { readonly kind: 'form'; readonly action: string; readonly token: string; readonly fields: FieldValues }
    /** "Open rights request" on a message: `text` prefills the private form and is not kept by it. */
    | { readonly kind: 'shortcut'; readonly action: string; readonly text: string }
    | { readonly kind: 'home'; readonly page: number }
    /** The platform says that an account changed: gone, became a guest, is back. */
    | { readonly kind: 'account'; readonly account: AccountState }
  )

export interface AccountState {
  readonly userId: string
  readonly kind: 'member' | 'guest' | 'deactivated'
  /** BCP 47, when the platform tells it. */
  readonly locale?: string
}
