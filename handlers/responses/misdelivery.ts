import { listPeopleInRole } from '../../db/recipients.js'
import type { Reference } from '../../src/domain/case/types.js'
import { misdeliveryForm } from '../../src/views/forms/misdelivery.js'
import { caseAct } from '../case-act.js'
import type { Context } from '../context.js'
import { queueMessage } from '../messages/queue-message.js'
import { CivilDate, instantOf, WallTime } from '../requests/input.js'

/** An answer reached somebody else: recorded by whoever notices, and told at once to those who decide (T26, Art. 33(1)). */
export const reportMisdelivery = caseAct({
  command: 'disclosure.report_misdelivery',
  fields: { awareOn: CivilDate, awareAt: WallTime.optional() },
  form: ({ context, found }) => misdeliveryForm(context.draw, found),
  input: ({ now }, { awareOn, awareAt }) => ({ awareAt: instantOf(awareOn, awareAt, now) }),
  after: (context, { reference }) => tellDeciders(context, reference),
})

const deciders = ['manager', 'dpo'] as const

async function tellDeciders({ tx, desk }: Context, reference: Reference): Promise<void> {
  const lists = await Promise.all(deciders.map((role) => listPeopleInRole(tx, role)))
  const { platform } = desk.privacyChannel
  for (const person of new Set(lists.flat()))
    await queueMessage(tx, {
      kind: 'misdelivery',
      platform,
      person,
      reference,
      coalesceKey: `misdelivery:${reference}:${person}`,
    })
}
