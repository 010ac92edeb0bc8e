import type { Text } from './view.js'

/** A form, without any platform: a modal in Slack, a dialog in Teams. Only the person who opened it sees it. */
export interface Form {
  /** Name of the command that the submission gives (a row of `handlers/commands.ts`). */
  readonly action: string
  /** Signed `{reference, version, …}` of `token.ts`, or signed empty subject; never personal data. */
  readonly token: string
  readonly title: Text
  readonly intro: readonly Text[]
  readonly fields: readonly Field[]
  readonly submit: Text
  readonly cancel: Text
  /** Said at a required field that was left empty, where the platform looks before it sends. */
  readonly required?: Text
}

export interface Option {
  readonly value: string
  readonly label: Text
  readonly hint?: Text
}

interface Common {
  readonly name: string
  readonly label: Text
  readonly hint?: Text
  readonly isOptional?: boolean
}

export type Field = Common &
  (
    | {
        readonly kind: 'text'
        readonly isMultiline?: boolean
        readonly initial?: string
        readonly maxLength?: number
      }
    | { readonly kind: 'choice'; readonly options: readonly Option[]; readonly initial?: string }
    | { readonly kind: 'choices'; readonly options: readonly Option[]; readonly initial?: readonly string[] }
    | { readonly kind: 'date'; readonly initial?: string }
    /** `HH:mm` */
    | { readonly kind: 'time'; readonly initial?: string }
    /** One box to tick; its value is `true` or `false`. */
    | { readonly kind: 'tick'; readonly box: Text; readonly initial?: boolean }
    /** A person of the platform; the value is the platform's user id. */
    | { readonly kind: 'person'; readonly initial?: string }
  )

/** What somebody filled in, by field name. An empty optional field is absent. */
export type FieldValues = Readonly<Record<string, string | readonly string[] | boolean>>
