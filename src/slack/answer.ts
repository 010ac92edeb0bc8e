import type { ModalView } from '@slack/types'
import type { Reply } from '../chat/reply.js'
import type { View } from '../chat/view.js'
import { escape, plainText } from './escape.js'
import { limits } from './limits.js'
import type { Place } from './receive.js'
import { renderHome, renderMessage, renderModal, type MessagePayload } from './render-card.js'
import { renderForm } from './render-form.js'

/** The ways to answer one request of Slack's. */
export interface Tools {
  /** Ends the request; within three seconds. Once only. */
  ack(body?: string | Readonly<Record<string, unknown>>): Promise<void>
  /** Posts to the response URL of the request. */
  respond(
    url: string,
    message: MessagePayload & { readonly replace_original: boolean; readonly response_type: 'ephemeral' },
  ): Promise<void>
  openView(triggerId: string, view: ModalView): Promise<void>
  pushView(triggerId: string, view: ModalView): Promise<void>
  updateView(viewId: string, view: ModalView): Promise<void>
  publishHome(userId: string, view: ReturnType<typeof renderHome>['payload']): Promise<void>
  /** What a renderer had to leave out. */
  onCuts(cuts: readonly string[]): void
}

/** Performs a reply where the person acted. What others see is never part of it. */
export async function answer(reply: Reply, place: Place, userId: string, tools: Tools): Promise<void> {
  switch (reply.kind) {
    case 'private':
      return showPrivately(reply.view, place, userId, tools)
    case 'replace':
      return replace(reply.view, place, userId, tools)
    case 'form':
      return openForm(drawn(renderForm(reply.form), tools), place, tools)
    case 'fieldErrors':
      return showErrors(reply.errors, place, tools)
    case 'home':
      if (place.by === 'command') return showPrivately(reply.view, place, userId, tools)
      await tools.ack()
      return tools.publishHome(userId, drawn(renderHome(reply.view), tools))
    case 'nothing':
      return tools.ack()
  }
}

function drawn<Payload>(
  { payload, cuts }: { payload: Payload; cuts: readonly string[] },
  tools: Tools,
): Payload {
  if (cuts.length > 0) tools.onCuts(cuts)
  return payload
}

const ephemeral = (message: MessagePayload, isReplacing = false) =>
  ({ ...message, mrkdwn: false, response_type: 'ephemeral', replace_original: isReplacing }) as const

async function showPrivately(view: View, place: Place, userId: string, tools: Tools): Promise<void> {
  if (place.by === 'command') return tools.ack(ephemeral(drawn(renderMessage(view), tools)))
  if (place.by === 'form')
    return tools.ack({ response_action: 'update', view: drawn(renderModal(view), tools) })
  if (place.by === 'event') {
    await tools.ack()
    return tools.publishHome(userId, drawn(renderHome(view), tools))
  }
  if (place.responseUrl) return respond(view, place.responseUrl, false, tools)
  return openForm(drawn(renderModal(view), tools), place, tools)
}

async function respond(view: View, url: string, isReplacing: boolean, tools: Tools): Promise<void> {
  await tools.ack()
  await tools.respond(url, ephemeral(drawn(renderMessage(view), tools), isReplacing))
}

/** Redraws what was clicked, unless others see it too. */
async function replace(view: View, place: Place, userId: string, tools: Tools): Promise<void> {
  if (place.by !== 'click' || place.on === 'message') return showPrivately(view, place, userId, tools)
  if (place.on === 'ephemeral' && place.responseUrl) return respond(view, place.responseUrl, true, tools)
  await tools.ack()
  if (place.on === 'home') return tools.publishHome(userId, drawn(renderHome(view), tools))
  if (place.viewId) return tools.updateView(place.viewId, drawn(renderModal(view), tools))
}

/** The modal is opened before the ack, while its trigger id lives and a failure can still be answered. */
async function openForm(view: ModalView, place: Place, tools: Tools): Promise<void> {
  if (place.by === 'form') return tools.ack({ response_action: 'push', view })
  if (place.by !== 'event')
    await (place.by === 'click' && place.on === 'modal' ? tools.pushView : tools.openView)(
      place.triggerId,
      view,
    )
  return tools.ack()
}

/** Each message at its field. One that belongs to no field of this form stands at the first. */
async function showErrors(
  errors: Readonly<Record<string, string>>,
  place: Place,
  tools: Tools,
): Promise<void> {
  if (place.by !== 'form') return showWords(Object.values(errors).join('\n'), place, tools)
  const [first] = place.fields
  if (first === undefined) {
    const words = { zone: 'Z2', words: Object.values(errors).join('\n') } as const
    const view: View = {
      title: { zone: 'Z1', words: '⚠️' },
      summary: words,
      blocks: [{ kind: 'text', text: words, tone: 'warning' }],
    }
    return tools.ack({ response_action: 'update', view: drawn(renderModal(view), tools) })
  }
  const placed: Record<string, string> = {}
  for (const [name, words] of Object.entries(errors)) {
    const field = place.fields.includes(name) ? name : first
    const text = plainText(words).text
    placed[field] = placed[field] === undefined ? text : `${placed[field]} ${text}`
  }
  return tools.ack({ response_action: 'errors', errors: placed })
}

/** Plain words to the person who acted, when there is no view: the desk is busy, or something failed. */
export async function showWords(words: string, place: Place, tools: Tools): Promise<void> {
  if (place.by === 'form') return showErrors({ '': words }, place, tools)
  const message = { text: escape(words).slice(0, limits.message.summary), blocks: [] }
  if (place.by === 'command') return tools.ack(ephemeral(message))
  await tools.ack()
  if (place.by !== 'event' && place.responseUrl) await tools.respond(place.responseUrl, ephemeral(message))
}
