import { listCases, type CaseRow } from '../../../db/case-list.js'
import type { Database } from '../../../db/client.js'
import type { PersonId } from '../../domain/people/roles.js'
import type { MovingClock } from '../moving-clock.js'
import { withPictures } from '../slack-cloud/files.js'
import type { CloudMessage, CloudState, CloudView } from '../slack-cloud/state.js'
import type { TeamsState } from '../teams-cloud/state.js'
import { clockDrawer } from './look-clock.js'
import { drawDialog, tenantMessageDrawer } from './look-teams.js'
import type { LookAtAll } from './feed.js'
import type { Shown, ShownCase, ShownHome, ShownMessage, ShownModal } from './shown.js'

/** What the page shows, drawn from where it lies. */
export interface Sources {
  readonly cloud: CloudState
  readonly teams: TeamsState
  readonly db: Database
  readonly clock: MovingClock
  readonly reads: ReadonlyMap<string, Readonly<Record<string, number>>>
}

const mostCases = 500
const nobody = '00000000-0000-0000-0000-000000000000' as PersonId

export const messageKey = ({ channel, ts, onlyFor }: CloudMessage) =>
  `message:${channel}:${ts}:${onlyFor ?? 'all'}`
export const modalKey = ({ id }: CloudView) => `modal:${id}`
export const homeKey = ({ userId }: CloudView) => `home:${userId}`

const messageDrawer =
  (cloud: CloudState) =>
  (message: CloudMessage): ShownMessage => {
    const { channel, ts, userId, text, onlyFor, isEdited, revision } = message
    const key = messageKey(message)
    const blocks = withPictures(cloud, message.blocks)
    const from = userId
    return { kind: 'message', key, channel, ts, from, text, blocks, card: null, onlyFor, isEdited, revision }
  }

function drawView(view: CloudView): ShownModal | ShownHome {
  const { id, hash, userId, content, errors } = view
  return view.type === 'home'
    ? { kind: 'home', key: homeKey(view), for: userId, content }
    : { kind: 'modal', key: modalKey(view), id, hash, for: userId, content, errors }
}

function drawCase({ reference, status, rights, effectiveDue, version }: CaseRow): ShownCase {
  return { kind: 'case', key: `case:${reference}`, reference, status, rights, effectiveDue, version }
}

/** Draws each thing once: what has not changed is the same object at the next look. */
function once<Source extends object, Made>(draw: (source: Source) => Made): (source: Source) => Made {
  const made = new WeakMap<Source, Made>()
  return (source) => {
    const found = made.get(source) ?? draw(source)
    made.set(source, found)
    return found
  }
}

/** Keeps an object while what it says stays the same. */
function steady<Made extends Shown>(): (made: Made) => Made {
  const kept = new Map<string, { text: string; made: Made }>()
  return (made) => {
    const text = JSON.stringify(made)
    const found = kept.get(made.key)
    if (found?.text === text) return found.made
    kept.set(made.key, { text, made })
    return made
  }
}

/** Gives a function that looks at all there is to show. */
export function looker({ cloud, teams, db, clock, reads }: Sources): LookAtAll {
  const message = once(messageDrawer(cloud))
  const view = once(drawView)
  const inTenant = once(tenantMessageDrawer(cloud.bot.userId))
  const dialog = once(drawDialog)
  const row = steady<ShownCase>()
  const lookAtClock = clockDrawer(clock)
  const lookAtReads = steady()
  return async (isForNewPage) => {
    const { rows } = await listCases(db, { scope: 'all', page: 1, pageSize: mostCases, hideFrom: nobody })
    const all: Shown[] = [
      ...[...cloud.messages, ...cloud.ephemerals].map(message),
      ...[...cloud.modals.values(), ...cloud.homes.values()].map(view),
      ...teams.messages.map(inTenant),
      ...[...teams.dialogs.values()].map(dialog),
      ...rows.map(drawCase).map(row),
      ...[...reads].map(([userId, channels]) =>
        lookAtReads({ kind: 'reads', key: `reads:${userId}`, for: userId, channels }),
      ),
      lookAtClock(isForNewPage),
    ]
    return new Map(all.map((one) => [one.key, one]))
  }
}
