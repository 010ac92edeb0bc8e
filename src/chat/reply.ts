import type { Form } from './form.js'
import type { Interaction } from './interaction.js'
import type { View, Zone } from './view.js'

/** What we answer, to the person who acted and to nobody else. What others see goes through the outbox. */
export type Reply =
  /** A message only this person sees. After a form: shown in the form's place. */
  | { readonly kind: 'private'; readonly view: View<Zone>; readonly isRefusal?: true }
  /** The private message that was clicked is redrawn (paging of a list). */
  | { readonly kind: 'replace'; readonly view: View<Zone> }
  | { readonly kind: 'form'; readonly form: Form }
  /** The form stays open, with each message at its field; what was typed stays. */
  | { readonly kind: 'fieldErrors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'home'; readonly view: View<Zone> }
  | { readonly kind: 'nothing' }

/** The one door: takes what somebody did, gives what to answer. Never throws. */
export type Dispatch = (interaction: Interaction) => Promise<Reply>
