import type { Block, Button, View } from '../chat/view.js'
import type { Hold } from '../domain/case/holds.js'
import { localDate } from '../domain/time/calendar.js'
import type { Drawing } from './drawing.js'
import { join, sayList, z1, z2 } from './text/text.js'

/** Legal holds in force, with what their managers may do. Codes that people typed are for one reader only. */
export function holdList(d: Drawing, holds: readonly Hold[], isManager: boolean): View {
  const { say } = d
  const place: Button<'Z1'> = {
    label: say('button.hold.place'),
    action: 'hold.place',
    token: d.sign({ action: 'hold.place' }),
  }
  const none: Block<'Z1'> = { kind: 'text', text: say('holds.empty') }
  return {
    title: say('holds.title'),
    summary: say('holds.summary', { count: holds.length }),
    blocks: [
      ...(holds.length === 0 ? [none] : holds.flatMap((hold) => holdBlocks(d, hold, isManager))),
      ...(isManager ? [{ kind: 'buttons', buttons: [place] } as const] : []),
    ],
  }
}

function holdBlocks(d: Drawing, hold: Hold, isManager: boolean): readonly Block[] {
  const { say } = d
  const isLate = hold.reviewBy < localDate(d.at)
  return [
    { kind: 'heading', text: say('holds.heading', { hold: hold.holdRef }) },
    {
      kind: 'facts',
      facts: [
        { label: say('field.matter'), value: z2(hold.matter) },
        { label: say('field.legal_reference'), value: z2(hold.legalReference) },
        { label: say('holds.scope'), value: z2(scopeWords(d, hold)) },
        {
          label: say('holds.placed'),
          value: say('holds.placed_by', { person: d.who(hold.placedBy), date: localDate(hold.placedAt) }),
        },
        { label: say('field.review_by'), value: say('holds.review', { date: hold.reviewBy }) },
      ],
    },
    ...(isLate ? [{ kind: 'text', text: say('holds.review_late'), tone: 'warning' } as const] : []),
    ...(hold.releaseProposedBy
      ? [
          {
            kind: 'text',
            text: say('holds.release_proposed', { person: d.who(hold.releaseProposedBy) }),
            tone: 'warning',
          } as const,
        ]
      : []),
    ...(isManager ? [{ kind: 'buttons', buttons: holdButtons(d, hold) } as const] : []),
  ]
}

/** Named in the order of the form; a hold on a case covers its person everywhere unless systems are named too. */
function scopeWords({ say }: Drawing, { scope }: Hold): string {
  const { references, systems, categories, from, until } = scope
  const days = [
    ...(from ? [say('holds.from', { date: from }).words] : []),
    ...(until ? [say('holds.until', { date: until }).words] : []),
  ]
  const cases = references.length === 0 ? [] : [sayList(say, references.map(z1)).words]
  return [...cases, ...systems, ...categories, ...days].join(', ')
}

function holdButtons(d: Drawing, { holdRef, releaseProposedBy }: Hold): readonly Button<'Z1'>[] {
  const { say } = d
  const describe = (label: ReturnType<typeof say>) => join([label, z1(holdRef)], ', ')
  const review = say('button.hold.review')
  const release = say(releaseProposedBy === null ? 'button.hold.release' : 'button.hold.release_second')
  return [
    {
      label: review,
      describe: describe(review),
      action: 'hold.review',
      token: d.sign({ action: 'hold.review', extra: holdRef }),
    },
    {
      label: release,
      describe: describe(release),
      action: 'hold.release',
      token: d.sign({ action: 'hold.release', extra: holdRef }),
      style: 'danger',
      confirm: {
        title: say('confirm.hold.release.title', { hold: holdRef }),
        text: say(releaseProposedBy === null ? 'confirm.hold.release.first' : 'confirm.hold.release.second'),
        yes: release,
        no: say('confirm.no'),
      },
    },
  ]
}
