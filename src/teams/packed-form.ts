import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import type { Field, Form } from '../chat/form.js'

/*
 * Teams sends back what was filled in, but not the form. So a form carries itself, without any value, and is drawn
 * again from that when something in it has to change. It comes back to whoever had it and is shown to nobody else;
 * what it is about is proved by its signed token alone.
 */
const text = z.object({ zone: z.literal(['Z1', 'Z2']), words: z.string().max(4_000) })
const option = z.object({ value: z.string().max(200), label: text, hint: text.optional() })
const common = {
  name: z.string().min(1).max(60),
  label: text,
  hint: text.optional(),
  isOptional: z.boolean().optional(),
}
const field = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    ...common,
    isMultiline: z.boolean().optional(),
    maxLength: z.int().positive().optional(),
  }),
  z.object({ kind: z.literal('choice'), ...common, options: z.array(option).max(200) }),
  z.object({ kind: z.literal('choices'), ...common, options: z.array(option).max(200) }),
  z.object({ kind: z.literal('date'), ...common }),
  z.object({ kind: z.literal('time'), ...common }),
  z.object({ kind: z.literal('tick'), ...common, box: text }),
  z.object({ kind: z.literal('person'), ...common }),
])
const PackedForm = z.object({
  action: z.string().max(60),
  token: z.string().max(200),
  title: text,
  intro: z.array(text).max(20),
  fields: z.array(field).max(60),
  submit: text,
  cancel: text,
  required: text.optional(),
})

/** Longest packed form that is read; the largest of the desk takes a third of it. */
const mostPacked = 12_000
const mostUnpacked = 200_000

/** A form as text, without the values it starts with. */
export function packForm(form: Form): string {
  const fields = form.fields.map((one) => ({ ...one, initial: undefined }))
  return deflateRawSync(JSON.stringify({ ...form, fields })).toString('base64url')
}

/** The form of a packed text; null when it is none. */
export function unpackForm(packed: unknown): Form | null {
  if (typeof packed !== 'string' || packed.length > mostPacked) return null
  try {
    const json: unknown = JSON.parse(
      inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: mostUnpacked }).toString(),
    )
    return PackedForm.parse(json) as Form
  } catch {
    // Whatever it is, it is not a form of ours.
    return null
  }
}

/** The form with these values in its fields, as somebody typed them. */
export function refill(form: Form, values: Readonly<Record<string, unknown>>): Form {
  const fields = form.fields.map((one) => ({ ...one, ...initialOf(one, values[one.name]) }) as Field)
  return { ...form, fields }
}

function initialOf({ kind }: Field, value: unknown): { readonly initial?: unknown } {
  if (value === undefined || value === '') return {}
  if (kind === 'tick') return { initial: value === true }
  if (kind === 'choices') return { initial: Array.isArray(value) ? value : String(value).split(',') }
  return typeof value === 'string' ? { initial: value } : {}
}
