import { transaction } from '../../db/client.js'
import { queueMessage } from '../messages/queue-message.js'
import { runOfDay } from './run-of-day.js'

/** The morning digest of a day: one message in the first privacy channel, drawn when it is sent. */
export const digest = runOfDay('digest', async ({ db, desk }, day) => {
  await transaction(db, (tx) =>
    queueMessage(tx, { kind: 'digest', ...desk.privacyChannel, day, coalesceKey: 'digest:privacy_channel' }),
  )
})
