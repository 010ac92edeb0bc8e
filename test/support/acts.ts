import { findCase } from '../../db/cases.js'
import { listEventsOf, readEvents, verifyEvents } from '../../db/events.js'
import type { Reference, RightsRequest } from '../../src/domain/case/types.js'
import type { Filled } from '../../src/local/slack-cloud/fill.js'
import type { Seen } from '../../src/local/slack-cloud/person.js'
import { clickables } from '../../src/local/slack-cloud/payloads.js'
import type { CloudMessage, CloudView, Json } from '../../src/local/slack-cloud/state.js'
import { look } from '../../src/worker/look.js'
import { privacyChannel, type DeskWorld } from './desk-world.js'

/** All words of a message or view, as a person reads them. */
export function said(shown: CloudMessage | CloudView | null | undefined): string {
  if (!shown) return ''
  const lines: string[] = 'text' in shown ? [shown.text] : []
  JSON.stringify('blocks' in shown ? shown.blocks : shown.content, (name, value: unknown) => {
    if (name === 'text' && typeof value === 'string') lines.push(value)
    return value
  })
  // Characters that only keep text from being read as formatting are not words.
  return lines.join('\n').replaceAll(/[\u200B-\u200D\u2060]/gu, '')
}

/** Everything one person was shown after an act: private messages, the modal on top, and the errors at its fields. */
export function told({ ephemerals, modal }: Seen): string {
  return [...ephemerals.map(said), said(modal), ...Object.values(modal?.errors ?? {})].join('\n')
}

/** The action id of a button, by the command it gives; the first of several. */
export function button(shown: CloudMessage | CloudView, action: string): string {
  const blocks = 'blocks' in shown ? shown.blocks : shown.content.blocks
  const hit = clickables(blocks).find(({ element }) => String(element['action_id']).startsWith(`${action}#`))
  return String(hit?.element['action_id'] ?? `no button ${action}`)
}

/** The inputs of a modal by block id, with the values of their options. */
export function fields(view: CloudView) {
  const inputs = view.content.blocks
    .filter(({ type }) => type === 'input')
    .map((block) => ({
      name: String(block['block_id']),
      options: (((block['element'] as Json)['options'] ?? []) as { value: string }[]).map(
        ({ value }) => value,
      ),
    }))
  return { inputs }
}

/** Every option of every field that has some: all boxes ticked. */
export const everything = (view: CloudView): Filled =>
  Object.fromEntries(
    fields(view).inputs.flatMap(({ name, options }) => (options.length > 0 ? [[name, options]] : [])),
  )

/** A made-up data subject; whatever leaks of it is found by these words. */
export const subject = {
  name: 'Canary Fuglesang',
  email: 'canary.fuglesang@example.org',
  phone: '+47 401 23 456',
  text: 'Please forget the yellow canary in cage seventeen.',
} as const

export const asReference = (text: string) => text as Reference

/** Opens a case by the form, as the person does. */
export async function openCase(world: DeskWorld, userId: string, filled: Filled = {}): Promise<Seen> {
  const form = await type(world, userId, 'open')
  return world.cloud.person(userId).submit(form.modal!, {
    channel: 'email',
    language: 'nb',
    rights: ['access'],
    name: subject.name,
    email: subject.email,
    phone: subject.phone,
    text: subject.text,
    ...filled,
  })
}

/** Types a command in the privacy channel, with no modal left open from before. */
export async function type(world: DeskWorld, userId: string, text: string): Promise<Seen> {
  const person = world.cloud.person(userId)
  for (let open = person.modal(); open; open = person.modal()) person.close(open)
  return person.command(text, privacyChannel)
}

/** Types a command and sends the form that it opens, filled; every box of it when `filled` is a function. */
export async function give(
  world: DeskWorld,
  userId: string,
  text: string,
  filled: Filled | ((form: CloudView) => Filled) = {},
): Promise<Seen> {
  const seen = await type(world, userId, text)
  if (!seen.modal || fields(seen.modal).inputs.length === 0) return seen
  const values = typeof filled === 'function' ? filled(seen.modal) : filled
  return world.cloud.person(userId).submit(seen.modal, values)
}

/** Takes a fresh case through intake, so that work on it has started: identity is not in doubt. */
export async function start(world: DeskWorld, userId: string, reference: string): Promise<void> {
  await give(world, userId, `assign ${reference} @${userId}`)
  await give(world, userId, `identity ${reference}`, { act: 'waive', note: 'Wrote from the known address.' })
  await give(world, userId, `steps ${reference}`, everything)
  await give(world, userId, `start ${reference}`)
}

/** Records the letter that is due, with everything it must say. */
export async function respond(
  world: DeskWorld,
  userId: string,
  reference: string,
  filled: Filled = {},
): Promise<Seen> {
  return give(world, userId, `respond ${reference}`, (form) => ({
    elements: fields(form).inputs.find(({ name }) => name === 'elements')!.options,
    channelType: 'letter',
    ...filled,
  }))
}

export async function caseOf(world: DeskWorld, reference: string): Promise<RightsRequest> {
  return (await findCase(world.parts.db, asReference(reference)))!
}

/** Types of the events of a case, oldest first. */
export async function acts(world: DeskWorld, reference: string): Promise<readonly string[]> {
  return (await listEventsOf(world.parts.db, asReference(reference))).map(({ type }) => type)
}

/** Codes of everything that was refused and recorded so far, oldest first. */
export async function denials(world: DeskWorld): Promise<readonly string[]> {
  const events = await readEvents(world.parts.db, 1, 10_000)
  return events
    .filter(({ type: is }) => is === 'command.denied')
    .map(({ fields: { code, action } }) => `${String(action)} ${String(code)}`)
}

/** State and dates of a case as they lie in its row. */
export async function rowOf({ database: { sql } }: DeskWorld, reference: string) {
  const [row] = await sql<
    { status: string; version: number; promised: string; statutory: string; due: string; workBy: string }[]
  >`
    select status, version, promised_due::text as promised, statutory_due::text as statutory,
      effective_due::text as due, work_by::text as "workBy"
    from cases where reference = ${reference}`
  return row!
}

/** Whether the chain of events is unbroken, and Slack took everything that the desk sent. */
export async function soundness({ parts, cloud }: DeskWorld) {
  const { ok } = await verifyEvents(parts.db)
  return { chain: ok, complaints: cloud.state.complaints }
}

export const sound = { chain: true, complaints: [] }

/** Moves the desk's clock to an instant, looks what is due, and works it off. */
export async function passTo(world: DeskWorld, instant: string): Promise<void> {
  world.moveTo(instant)
  await look(world.parts.db, world.parts.clock)
  await world.drain()
}
