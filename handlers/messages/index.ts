import { caseMessage, progressMessage } from './case-message.js'
import { channelTrouble } from './channel-trouble.js'
import { misdeliveryMessage } from './misdelivery-message.js'
import { digestMessage } from './digest-message.js'
import { remindersMessage } from './reminders-message.js'
import { dryRunMessage, sweepMessage, sweepTroubleMessage } from './sweep-message.js'
import type { MessageKind } from './message-kind.js'

/** Every kind of message by its name in the outbox. */
export const messageKinds: Readonly<Record<string, MessageKind>> = {
  case: caseMessage,
  'erasure-progress': progressMessage,
  reminders: remindersMessage,
  'reminders-direct': remindersMessage,
  misdelivery: misdeliveryMessage,
  digest: digestMessage,
  'channel-trouble': channelTrouble,
  sweep: sweepMessage,
  'dry-run': dryRunMessage,
  'sweep-trouble': sweepTroubleMessage,
}
