import { slackIdOf } from '../sample-tenant.js'
import type { TeamsDialog, TeamsMessage } from '../teams-cloud/state.js'
import type { ShownDialog, ShownMessage } from './shown.js'

export const tenantMessageKey = ({ conversation, id }: TeamsMessage) => `message:${conversation}:${id}`
export const dialogKey = ({ userId }: TeamsDialog) => `dialog:${userId}`

/** Draws what is said in the tenant, with people as the page knows them; `bot` stands for the desk. */
export const tenantMessageDrawer =
  (bot: string) =>
  (message: TeamsMessage): ShownMessage => {
    const { id, conversation, from, text, summary, card, isEdited, sentAtMs, revision } = message
    return {
      kind: 'message',
      key: tenantMessageKey(message),
      channel: conversation,
      ts: `${Math.floor(sentAtMs / 1_000)}.${id.slice(-6)}`,
      from: from === null ? bot : (slackIdOf(from) ?? from),
      text: readable(card ? summary : text),
      blocks: [],
      card,
      onlyFor: null,
      isEdited,
      revision,
    }
  }

/** Words as they stand in Teams: whoever is mentioned by their name. */
const readable = (text: string) => text.replaceAll(/<at>([^<]*)<\/at>/gu, '@$1')

export function drawDialog(dialog: TeamsDialog): ShownDialog {
  const { id, userId, title, card } = dialog
  return { kind: 'dialog', key: dialogKey(dialog), id, for: slackIdOf(userId) ?? userId, title, card }
}
