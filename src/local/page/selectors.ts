import type {
  Setup,
  Shown,
  ShownCase,
  ShownDialog,
  ShownHome,
  ShownMessage,
  ShownModal,
} from '../web/shown.js'

type All = ReadonlyMap<string, Shown>

const of = <Kind extends Shown['kind']>(shown: All, kind: Kind) =>
  [...shown.values()].filter((one): one is Extract<Shown, { kind: Kind }> => one.kind === kind)

/** What a person sees in a channel, in order. */
export function messagesIn(shown: All, channel: string, person: string): readonly ShownMessage[] {
  return of(shown, 'message')
    .filter((one) => one.channel === channel && (one.onlyFor ?? person) === person)
    .toSorted((a, b) => (a.ts < b.ts ? -1 : 1))
}

/** The form on top for a person. */
export function modalOf(shown: All, person: string): ShownModal | null {
  return of(shown, 'modal').findLast((one) => one.for === person) ?? null
}

/** The dialog that stands open for a person in Teams. */
export function dialogOf(shown: All, person: string): ShownDialog | null {
  return of(shown, 'dialog').find((one) => one.for === person) ?? null
}

export function homeOf(shown: All, person: string): ShownHome | null {
  return of(shown, 'home').find((one) => one.for === person) ?? null
}

/** Cases, the newest first. */
export function casesOf(shown: All): readonly ShownCase[] {
  return of(shown, 'case').toSorted((a, b) => (a.reference < b.reference ? 1 : -1))
}

/** How far a person has read in a channel. */
export function readUpTo(shown: All, person: string, channel: string): number {
  const reads = shown.get(`reads:${person}`)
  return reads?.kind === 'reads' ? (reads.channels[channel] ?? 0) : 0
}

/** How many messages of a channel are new or changed since the person read it. */
export function unreadIn(shown: All, person: string, channel: string): number {
  const from = readUpTo(shown, person, channel)
  return messagesIn(shown, channel, person).filter(
    (one) => one.revision > from && one.from !== person && one.onlyFor === null,
  ).length
}

/** The reference that a message speaks of, or null. */
export function referenceIn(message: Pick<ShownMessage, 'text' | 'blocks' | 'card'>): string | null {
  return (
    /RR-\d{4}-\d{4,}/u.exec(`${message.text} ${JSON.stringify([message.blocks, message.card])}`)?.[0] ?? null
  )
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }

/** The words that Slack shows in a notification: mentions by name, its three entities as signs. */
export function plainWords(setup: Setup, text: string): string {
  return text
    .replaceAll(/<?@(?<id>[A-Z0-9]+|[0-9a-f-]{36})\b>?/gu, (all, id: string) => {
      const found = setup.people.find((one) => [one.id, one.directoryId].includes(id))
      return found ? `@${found.name}` : all
    })
    .replaceAll(/&(?:lt|gt|amp);/gu, (entity) => entities[entity]!)
}
