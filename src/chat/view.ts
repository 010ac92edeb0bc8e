/**
 * What people are shown, without any platform. Z1 = case metadata, may stand in the private privacy channel;
 * Z2 = details of the person, only ever shown to one person on demand (domain specification §5.1).
 * A `View<'Z1'>` cannot hold a `Text<'Z2'>`: the compiler keeps details out of channels.
 */
export type Zone = 'Z1' | 'Z2'

/** Words with their zone. Plain text: renderers escape it. May hold mentions (`mention.ts`). */
export interface Text<Z extends Zone = Zone> {
  readonly zone: Z
  readonly words: string
}

export type Tone = 'plain' | 'muted' | 'warning' | 'danger' | 'success'

export interface Confirm<Z extends Zone = Zone> {
  readonly title: Text<Z>
  readonly text: Text<Z>
  readonly yes: Text<Z>
  readonly no: Text<Z>
}

export interface Button<Z extends Zone = Zone> {
  readonly label: Text<Z>
  /** Name of the command that the click gives (a row of `handlers/commands.ts`). */
  readonly action: string
  /** Signed `{reference, version, …}` of `token.ts`; never personal data. */
  readonly token: string
  readonly style?: 'primary' | 'danger'
  readonly confirm?: Confirm<Z>
  /** Codes that the form it opens starts with; a button with them opens a form. */
  readonly prefill?: Readonly<Record<string, string>>
  /** Longer label for screen readers, e.g. with the reference. */
  readonly describe?: Text<Z>
}

export interface Fact<Z extends Zone = Zone> {
  readonly label: Text<Z>
  readonly value: Text<Z>
}

/** An address that a platform gave for a message of ours: it holds ids, and opens for those who may read there. */
export interface Link<Z extends Zone = Zone> {
  readonly label: Text<Z>
  readonly url: string
}

/** One row of a list: a line in bold, details under it, at most one button and one link beside it. */
export interface Entry<Z extends Zone = Zone> {
  readonly title: Text<Z>
  readonly details: readonly Text<Z>[]
  readonly button?: Button<Z>
  readonly link?: Link<Z>
}

/** A picture of figures; nothing of a person is drawn in it. */
export interface Picture {
  /** A PNG, base64. Teams carries it inside the card: some 7 kB at most. */
  readonly base64: string
  /** Name of the file, with its ending; never of a case. */
  readonly name: string
}

export type Block<Z extends Zone = Zone> =
  | { readonly kind: 'heading'; readonly text: Text<Z> }
  | { readonly kind: 'text'; readonly text: Text<Z>; readonly tone?: Tone }
  | { readonly kind: 'facts'; readonly facts: readonly Fact<Z>[] }
  | { readonly kind: 'entries'; readonly entries: readonly Entry<Z>[] }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button<Z>[] }
  /** `alt` says all that the picture shows; it stands in its place where the picture cannot be shown. */
  | { readonly kind: 'picture'; readonly picture: Picture; readonly alt: Text<Z> }
  | { readonly kind: 'divider' }

export interface View<Z extends Zone = Zone> {
  readonly title: Text<Z>
  /** One plain sentence: notification text, screen readers, clients that cannot show the card. */
  readonly summary: Text<Z>
  readonly blocks: readonly Block<Z>[]
}
