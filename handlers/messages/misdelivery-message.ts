import { DateTime } from 'luxon'
import { listEventsOf } from '../../db/events.js'
import { findMessageActor } from '../../db/recipients.js'
import { misdeliveryView } from '../../src/views/misdelivery.js'
import { drawer } from '../drawer.js'
import type { MessageKind } from './message-kind.js'

/** Tells a person of the latest misdelivery of a case, with the time until which the authority is told. */
export const misdeliveryMessage: MessageKind = {
  async prepare(context, { person, reference }) {
    if (!person || !reference) return null
    const events = await listEventsOf(context.db, reference)
    const latest = events.findLast(({ type }) => type === 'disclosure.misdelivered')
    if (!latest) return null
    const { draw } = drawer(context, await findMessageActor(context.db, person))
    const instantIn = (name: string) => DateTime.fromISO(String(latest.fields[name]), { zone: 'utc' })
    const times = { awareAt: instantIn('awareAt'), reportBy: instantIn('reportBy') }
    return { view: misdeliveryView(draw, { reference, ...times }), redraws: null }
  },
}
