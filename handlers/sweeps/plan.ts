import { transaction, type Tx } from '../../db/client.js'
import { appendEvents } from '../../db/events.js'
import { listKeepers, type PlacedKeeper } from '../../db/sweep-keepers.js'
import { listParts } from '../../db/sweep-parts.js'
import { listSweepsOfDay, lockSweep, readPast, saveSweep, type Sweep } from '../../db/sweeps.js'
import { record } from '../../src/domain/case/record.js'
import { collectionId } from '../../src/domain/data-map/order.js'
import { systemActor } from '../../src/domain/people/roles.js'
import type { EventDraft } from '../../src/domain/proof/event.js'
import { mustBeFound } from '../../src/domain/retention/keeper-sources.js'
import { eligibleInAll, safetyCheck, type SafetyFinding } from '../../src/domain/retention/safety.js'
import {
  backlogDays,
  basisOf,
  isUnread,
  lineName,
  sweepHash,
  type SweepLine,
  type SweepPlan,
} from '../../src/domain/retention/sweep-plan.js'
import { addTallies, deletable, emptyTally } from '../../src/domain/retention/tally.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'
import type { JobContext } from '../jobs/job.js'
import { forgetParts } from './begin.js'
import { sweptPlaces, type SweptPlace } from './places.js'
import { openPartState } from './queue-parts.js'
import { queueSweepCards, queueSweepTrouble } from './tell.js'

/** How long people have to veto a sweep that nothing speaks against. */
const vetoMinutes = 30

type Part = Awaited<ReturnType<typeof listParts>>[number]

/** The dry run is over: what was counted becomes the plan, which runs by itself or waits for a manager (§4.5). */
export function planSweep(context: JobContext, id: string): Promise<void> {
  return transaction(context.db, async (tx) => {
    const sweep = await lockSweep(tx, id)
    if (sweep?.state !== 'counting' || sweep.keeperSet === null) return
    const parts = await listParts(tx, sweep.id)
    if (parts.some(({ state }) => state === openPartState(sweep))) return
    const keepers = await listKeepers(tx, sweep.keeperSet)
    const lines = sweptPlaces(context).map((place) => lineOf(place, parts, keepers))
    const { day, mapHash, keepers: digest } = sweep
    await keepPlan(context, tx, sweep, { day, mapHash: mapHash ?? '', keepers: digest ?? '', lines })
  })
}

function lineOf(
  { collection, store }: SweptPlace,
  parts: readonly Part[],
  keepers: readonly PlacedKeeper[],
): SweepLine {
  const { system, name, retention } = collection
  const own = parts.filter((part) => part.system === system && part.collection === name)
  const unfound = keepers.filter(
    (keeper) => keeper.collection === collectionId(collection) && mustBeFound(keeper),
  )
  const unread = own.find(({ state }) => state === 'unread')?.code ?? null
  return {
    system,
    collection: name,
    rule: retention.rule,
    months: retention.months,
    basis: basisOf(collection),
    tally: own.map(({ tally }) => tally).reduce(addTallies, emptyTally),
    unread: store === null ? 'manual' : unread,
    notFound: [...new Set(unfound.map(({ source }) => source))].sort(),
  }
}

async function keepPlan(context: JobContext, tx: Tx, sweep: Sweep, plan: SweepPlan): Promise<void> {
  const now = context.clock()
  const past = await readPast(tx, sweep.day)
  const safety = safetyCheck(plan, past)
  const planHash = sweepHash(plan)
  const { meanEligible } = past
  const found = { lines: plan.lines, planHash, safety, meanEligible }
  if (sweep.kind === 'dry_run') {
    await saveSweep(tx, sweep.id, { ...found, state: 'counted', finishedAt: now })
    await forgetParts(tx, sweep.id)
  } else {
    const mustWait = safety.length > 0 && plan.lines.some(({ tally }) => deletable(tally) > 0)
    const next = mustWait
      ? ({ state: 'waiting', startsAt: null } as const)
      : ({ state: 'planned', startsAt: now.plus({ minutes: vetoMinutes }) } as const)
    await saveSweep(tx, sweep.id, { ...found, ...next })
    const author = { actor: systemActor.id, role: 'system', at: now } as const
    await appendEvents(
      tx,
      [plannedEvent(sweep, plan, planHash, safety), ...backlogEvents(sweep, plan)],
      author,
    )
    if (await isNewTrouble(tx, sweep, plan)) await queueSweepTrouble(context, tx, sweep)
  }
  await queueSweepCards(context, tx, sweep.id)
}

function plannedEvent(
  { id }: Sweep,
  plan: SweepPlan,
  planHash: string,
  safety: readonly SafetyFinding[],
): EventDraft {
  const sum = (of: (line: SweepLine) => number) => plan.lines.reduce((all, line) => all + of(line), 0)
  return record('sweep.planned', null, {
    sweep: id,
    planHash,
    scanned: sum(({ tally }) => tally.scanned),
    eligible: eligibleInAll(plan),
    toDelete: sum(({ tally }) => deletable(tally)),
    unread: plan.lines
      .filter(({ unread }) => unread !== null)
      .map(({ system, collection }) => `${system}.${collection}`),
    safety: safety.map(({ reason, where }) => (where === null ? reason : `${reason}:${where}`)),
  })
}

/** What should have been deleted more than 24 hours ago is an incident (§4.2) of which the engineers are told. */
const backlogEvents = ({ id, day }: Sweep, { lines }: SweepPlan): readonly EventDraft[] =>
  lines
    .filter(({ tally }) => backlogDays(tally, day) > 0)
    .map(({ system, collection, tally }) =>
      record('sweep.backlog', null, {
        sweep: id,
        system,
        collection,
        days: backlogDays(tally, day),
        oldestLastKept: tally.oldestLastKept,
      }),
    )

/** Whether something is late or unread of which the engineers were not told when the same night was counted before. */
async function isNewTrouble(tx: Tx, { id, day }: Sweep, { lines }: SweepPlan): Promise<boolean> {
  const before = (await listSweepsOfDay(tx, day)).filter((one) => one.id !== id)
  const told = new Set(before.flatMap((one) => troubles(one.lines, day)))
  return troubles(lines, day).some((trouble) => !told.has(trouble))
}

const troubles = (lines: readonly SweepLine[], day: LocalDate): readonly string[] =>
  lines.flatMap((line) => {
    const name = lineName(line)
    const isLate = backlogDays(line.tally, day) > 0
    return [...(isLate ? [`late ${name}`] : []), ...(isUnread(line) ? [`unread ${name}`] : [])]
  })
