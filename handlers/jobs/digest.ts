import { transaction } from '../../db/client.js'
import { queueMessage } from '../messages/queue-message.js'
import { runOfDay } from './run-of-day.js'

/** The morning digest of a day: one message in the privacy channel of each platform, drawn when it is sent. */
export const digest = runOfDay('digest', async ({ db, desk: { privacyChannel, mirrors } }, day) => {
  await transaction(db, async (tx) => {
    for (const { platform, channel } of [privacyChannel, ...mirrors]) {
      const coalesceKey = `digest:${platform}:${channel}`
      await queueMessage(tx, { kind: 'digest', platform, channel, day, coalesceKey })
    }
  })
})
