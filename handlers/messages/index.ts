import { caseMessage } from './case-message.js'
import { channelTrouble } from './channel-trouble.js'
import { remindersMessage } from './reminders-message.js'
import type { MessageKind } from './message-kind.js'

/** Every kind of message by its name in the outbox. */
export const messageKinds: Readonly<Record<string, MessageKind>> = {
  case: caseMessage,
  reminders: remindersMessage,
  'channel-trouble': channelTrouble,
}
