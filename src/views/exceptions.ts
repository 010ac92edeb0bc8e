import type { Block, Button, View } from '../chat/view.js'
import type { ArchiveException } from '../domain/retention/exceptions.js'
import { addDays, localDate } from '../domain/time/calendar.js'
import type { Drawing } from './drawing.js'
import { pagingBlocks } from './paging.js'
import { join, z1, z2 } from './text/text.js'

/** One page of the archive exceptions in force. */
export interface ExceptionPage {
  readonly rows: readonly ArchiveException[]
  /** Counted from 1. */
  readonly page: number
  readonly pages: number
  /** Exceptions on all pages. */
  readonly total: number
}

/** What the reader may do: grant, renew and end; confirm a renewal. */
interface May {
  readonly act: boolean
  readonly confirm: boolean
}

/** So many days before its end an exception is said to end soon. */
const soonDays = 14

/** Archive exceptions in force, the next to end first. Whose records they keep is never shown. */
export function exceptionList(d: Drawing, { rows, page, pages, total }: ExceptionPage, may: May): View {
  const { say } = d
  const action = 'exception.grant'
  const grant: Button<'Z1'> = { label: say('button.exception.grant'), action, token: d.sign({ action }) }
  const none: Block<'Z1'> = { kind: 'text', text: say('exceptions.empty') }
  return {
    title: say('exceptions.title'),
    summary: say('exceptions.summary', { count: total }),
    blocks: [
      ...(rows.length === 0 ? [none] : rows.flatMap((one) => exceptionBlocks(d, one, may))),
      ...pagingBlocks(d, { action: 'exception.list', page, pages }),
      ...(may.act ? [{ kind: 'buttons', buttons: [grant] } as const] : []),
    ],
  }
}

function exceptionBlocks(d: Drawing, exception: ArchiveException, may: May): readonly Block[] {
  const { say } = d
  const { exceptionRef, inquiry, owner, scope, grantedBy, grantedAt, endsOn } = exception
  const granted = say('exceptions.granted_by', { person: d.who(grantedBy), date: localDate(grantedAt) })
  const buttons = buttonsOf(d, exception, may)
  return [
    { kind: 'heading', text: say('exceptions.heading', { exception: exceptionRef }) },
    {
      kind: 'facts',
      facts: [
        { label: say('field.inquiry'), value: z2(inquiry) },
        { label: say('field.owner'), value: d.who(owner) },
        { label: say('exceptions.keeps'), value: z2(scope.systems.join(', ')) },
        ...daysFact(d, exception),
        { label: say('exceptions.granted'), value: granted },
        { label: say('exceptions.ends'), value: say('exceptions.ends_on', { date: endsOn }) },
      ],
    },
    ...stateBlocks(d, exception),
    ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
  ]
}

function daysFact({ say }: Drawing, { scope: { from, until } }: ArchiveException) {
  const days = [
    ...(from ? [say('exceptions.from', { date: from })] : []),
    ...(until ? [say('exceptions.until', { date: until })] : []),
  ]
  return days.length === 0 ? [] : [{ label: say('exceptions.days'), value: join(days, ', ') }]
}

function stateBlocks(d: Drawing, { endsOn, renewal }: ArchiveException): readonly Block<'Z1'>[] {
  const { say } = d
  const isSoon = endsOn <= addDays(localDate(d.at), soonDays)
  return [
    ...(isSoon ? [{ kind: 'text', text: say('exceptions.soon'), tone: 'warning' } as const] : []),
    ...(renewal ? [{ kind: 'text', ...renewalText(d, renewal) } as const] : []),
  ]
}

function renewalText({ say, who }: Drawing, renewal: NonNullable<ArchiveException['renewal']>) {
  const { askedBy, endsOn, confirmed } = renewal
  return confirmed
    ? ({ text: say('exceptions.renewed', { person: who(confirmed.by) }), tone: 'muted' } as const)
    : ({
        text: say('exceptions.renewal_asked', { person: who(askedBy), date: endsOn }),
        tone: 'warning',
      } as const)
}

function buttonsOf(d: Drawing, exception: ArchiveException, may: May): readonly Button<'Z1'>[] {
  const { renewal } = exception
  const isAsked = renewal !== null && renewal.confirmed === null
  return [
    ...(may.confirm && isAsked ? [confirmButton(d, exception, renewal.endsOn)] : []),
    ...(may.act && !renewal?.confirmed ? [renewButton(d, exception)] : []),
    ...(may.act ? [endButton(d, exception)] : []),
  ]
}

/** The label with the reference, for those who hear the buttons one by one. */
const described = (label: Button<'Z1'>['label'], { exceptionRef }: ArchiveException) => ({
  label,
  describe: join([label, z1(exceptionRef)], ', '),
})

function confirmButton(
  d: Drawing,
  exception: ArchiveException,
  endsOn: ArchiveException['endsOn'],
): Button<'Z1'> {
  const { say } = d
  const { exceptionRef } = exception
  const action = 'exception.confirm'
  const yes = say('button.exception.confirm')
  return {
    ...described(yes, exception),
    action,
    token: d.sign({ action, extra: `${exceptionRef}:${endsOn}` }),
    style: 'primary',
    confirm: {
      title: say('confirm.exception.confirm.title', { exception: exceptionRef }),
      text: say('confirm.exception.confirm.text', { date: endsOn }),
      yes,
      no: say('confirm.no'),
    },
  }
}

function renewButton(d: Drawing, exception: ArchiveException): Button<'Z1'> {
  const action = 'exception.renew'
  const token = d.sign({ action, extra: exception.exceptionRef })
  return { ...described(d.say('button.exception.renew'), exception), action, token }
}

function endButton(d: Drawing, exception: ArchiveException): Button<'Z1'> {
  const { say } = d
  const { exceptionRef } = exception
  const action = 'exception.end'
  const yes = say('button.exception.end')
  return {
    ...described(yes, exception),
    action,
    token: d.sign({ action, extra: exceptionRef }),
    style: 'danger',
    confirm: {
      title: say('confirm.exception.end.title', { exception: exceptionRef }),
      text: say('confirm.exception.end.text'),
      yes,
      no: say('confirm.no'),
    },
  }
}
