import type { Form } from '../chat/form.js'
import type { Reply } from '../chat/reply.js'
import type { View } from '../chat/view.js'
import type { AdaptiveCard } from './card.js'
import { plainText } from './escape.js'
import type { Place } from './receive.js'
import type { FieldErrors } from './render-form.js'
import { refill } from './packed-form.js'
import { invite } from './invite.js'

/** What is answered to an invoke, as Bot Framework wants it. */
export interface InvokeAnswer {
  readonly status: 200
  readonly body?: unknown
}

/** Sentences that only Teams needs. */
export interface Phrases {
  /** In a channel: the answer is in the private chat. */
  readonly answeredPrivately: string
  /** In a channel: the answer could not be given, because the person has not added the app. */
  readonly addTheApp: string
  /** Stands on the button that opens a form. */
  readonly openForm: string
  /** There was nothing to say. */
  readonly done: string
}

/** The ways to answer one activity. */
export interface Tools {
  readonly phrases: Phrases
  /** Posts a card in the conversation of the act. */
  postHere(view: View): Promise<void>
  /** Posts words that everybody in the conversation of the act may read. */
  sayHere(words: string): Promise<void>
  /** Posts a card in the personal chat; false when the person has not added the app. */
  postPrivately(view: View): Promise<boolean>
  /** Redraws the message that was pressed. */
  redraw(view: View): Promise<void>
  drawDialog(view: View): Promise<{ readonly title: string; readonly card: AdaptiveCard }>
  drawForm(form: Form, errors?: FieldErrors): Promise<{ readonly title: string; readonly card: AdaptiveCard }>
}

/**
 * Performs a reply where the person acted, and gives the answer to the invoke. Where others read along nothing but
 * a pointer is said: the answer itself goes to the personal chat.
 */
export async function answer(reply: Reply, place: Place, tools: Tools): Promise<InvokeAnswer> {
  if (place.by === 'dialog') return answerDialog(reply, place, tools)
  if (place.by === 'event' || reply.kind === 'nothing') return done(place, tools)
  if (isPress(place) && isRefused(reply)) return refusal(reply.view)
  const view = viewOf(reply, tools)
  if (place.isShared) return answerElsewhere(view, place, tools)
  if (isRedrawing(reply, place)) {
    await tools.redraw(view)
    return done(place, tools)
  }
  await tools.postHere(view)
  return done(place, tools, plainText(view.summary.words))
}

/** A press that waits for an answer. */
const isPress = (place: Place) => place.by === 'press' && !place.isOld

/** Paging and refreshing change the card that was pressed. */
const isRedrawing = ({ kind }: Reply, { by, messageId }: Place) =>
  (kind === 'replace' || kind === 'home') && by === 'press' && messageId !== null

const isRefused = (reply: Reply): reply is Extract<Reply, { kind: 'private' }> =>
  reply.kind === 'private' && reply.isRefusal === true

/** A reply as a card: a form is opened by a button on it, since only a button can open one. */
function viewOf(reply: Exclude<Reply, { kind: 'nothing' }>, { phrases }: Tools): View {
  if (reply.kind === 'form') return invite(reply.form, phrases.openForm)
  return reply.kind === 'fieldErrors' ? wordsView(Object.values(reply.errors).join('\n')) : reply.view
}

async function answerElsewhere(view: View, place: Place, tools: Tools): Promise<InvokeAnswer> {
  const isGiven = await tools.postPrivately(view)
  const words = isGiven ? tools.phrases.answeredPrivately : tools.phrases.addTheApp
  if (isPress(place)) return isGiven ? told(words) : refusalOf(words)
  await tools.sayHere(words)
  return { status: 200 }
}

function done(place: Place, { phrases }: Tools, words = phrases.done): InvokeAnswer {
  return isPress(place) ? told(words) : { status: 200 }
}

const told = (value: string): InvokeAnswer => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value },
})

/** Shown on the card to whoever pressed, and to nobody else. */
const refusal = (view: View) => refusalOf(plainText(view.summary.words))
export const refusalOf = (message: string): InvokeAnswer => ({
  status: 200,
  body: {
    statusCode: 400,
    type: 'application/vnd.microsoft.error',
    value: { code: 'Refused', message },
  },
})

async function answerDialog(reply: Reply, place: Dialog, tools: Tools): Promise<InvokeAnswer> {
  switch (reply.kind) {
    case 'form':
      return dialog(await tools.drawForm(refill(reply.form, place.chosen)))
    case 'fieldErrors':
      return dialog(await drawErrors(reply.errors, place, tools))
    case 'nothing':
      // A dialog that is sent closes without a body; one that is asked for must be answered.
      return place.isSent ? { status: 200 } : message(tools.phrases.done)
    default:
      return dialog(await tools.drawDialog(reply.view))
  }
}

/** The form as it was filled, with what has to change; of a form that cannot be read, the words alone. */
function drawErrors(errors: FieldErrors, { form, fields }: Dialog, tools: Tools) {
  return form
    ? tools.drawForm(refill(form, fields), errors)
    : tools.drawDialog(wordsView(Object.values(errors).join('\n')))
}

type Dialog = Extract<Place, { by: 'dialog' }>

function dialog({ title, card }: { readonly title: string; readonly card: AdaptiveCard }): InvokeAnswer {
  const content = { contentType: 'application/vnd.microsoft.card.adaptive', content: card }
  const value = { title, width: 'medium', height: 'medium', card: content }
  return { status: 200, body: { task: { type: 'continue', value } } }
}

const message = (value: string): InvokeAnswer => ({ status: 200, body: { task: { type: 'message', value } } })

/** Plain words as a card, when there is no view. */
export function wordsView(words: string): View {
  const text = { zone: 'Z2', words } as const
  return {
    title: { zone: 'Z1', words: '⚠️' },
    summary: text,
    blocks: [{ kind: 'text', text, tone: 'warning' }],
  }
}

/** Plain words to the person who acted, when the desk is busy or something failed. */
export async function showWords(words: string, place: Place, tools: Tools): Promise<InvokeAnswer> {
  if (place.by === 'dialog') return answerDialog({ kind: 'fieldErrors', errors: { '': words } }, place, tools)
  if (isPress(place)) return refusalOf(words)
  if (place.by !== 'event') await tools.sayHere(words)
  return { status: 200 }
}
