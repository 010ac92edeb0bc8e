import { z } from 'zod'
import { lockCase } from '../../db/cases.js'
import { enqueue } from '../../db/enqueue.js'
import { listOpenErasures } from '../../db/erasures.js'
import { appendEvents } from '../../db/events.js'
import { endStandstill, findStandstill, insertStandstill } from '../../db/standstills.js'
import { record } from '../../src/domain/case/record.js'
import { actingRole, erasureCommands } from '../../src/domain/people/policy.js'
import type { Role } from '../../src/domain/people/roles.js'
import { refuse } from '../../src/domain/refusals.js'
import { done } from '../../src/views/done.js'
import { findOpenSweep, saveSweep } from '../../db/sweeps.js'
import { keep } from '../act.js'
import { handler, type Context, type Handler } from '../context.js'
import { queueOpenParts } from '../sweeps/queue-parts.js'
import { queueSweepCards } from '../sweeps/tell.js'
import { resumeClock } from '../requests/resume.js'

type Kind = 'execution.paused' | 'execution.resumed'

/** Writes it in the chain, and in every case that is being erased, whose cards say so then. */
async function tell(context: Context, kind: Kind, role: Role): Promise<void> {
  const { tx, actor, now } = context
  for (const { reference, searchId } of await listOpenErasures(tx)) {
    const found = await lockCase(tx, reference)
    if (!found) continue
    await keep(context, found, { ...found, version: found.version + 1 }, [record(kind, reference)], role)
    if (kind === 'execution.resumed')
      await enqueue(tx, 'execute-plan', { searchId }, { jobKey: `execute-plan:${searchId}` })
  }
  await tellSweeps(context, kind)
  await appendEvents(tx, [record(kind, null)], { actor: actor.id, role, at: now })
}

/** The sweep of the night stands still too; its card says so, and what was left of it goes on afterwards. */
async function tellSweeps(context: Context, kind: Kind): Promise<void> {
  const { tx } = context
  const open = await findOpenSweep(tx)
  if (!open) return
  await saveSweep(tx, open.id, {})
  await queueSweepCards(context, tx, open.id)
  if (kind === 'execution.resumed') await queueOpenParts(tx, open)
}

/** Halts every erasure and the retention sweep at its next record, until somebody lets them go on. */
export const pauseErasures = handler({
  access: erasureCommands['erasure.pause'],
  effect: 'write',
  input: z.object({}),
  async run(context) {
    const { tx, actor, now, draw } = context
    if (!(await insertStandstill(tx, { by: actor.id, at: now }))) {
      const since = await findStandstill(tx)
      return refuse('E_PAUSED', since ? { by: since.by, at: since.at.toISO()! } : {})
    }
    await tell(context, 'execution.paused', actingRole(actor, erasureCommands['erasure.pause'])!)
    return { kind: 'private', view: done(draw, 'erasure.pause', {}) }
  },
})

const letGoOn = handler({
  access: erasureCommands['erasure.resume'],
  effect: 'write',
  input: z.object({}),
  async run(context) {
    const { tx, actor, now, draw } = context
    if (!(await endStandstill(tx, { by: actor.id, at: now }))) return refuse('E_NOT_PAUSED')
    await tell(context, 'execution.resumed', actingRole(actor, erasureCommands['erasure.resume'])!)
    return { kind: 'private', view: done(draw, 'erasure.resume', {}) }
  },
})

const names = (given: unknown) => (given as { readonly reference?: string }).reference !== undefined

/** `/rights resume` lets all erasures go on; with a reference it starts the clock of that case again. */
export const resume: Handler = {
  access: erasureCommands['erasure.resume'],
  effect: 'write',
  input: z.looseObject({}),
  form: async (context, given, call) =>
    names(given) ? ((await resumeClock.form?.(context, given, call)) ?? null) : null,
  run: async (context, given, call) => {
    const chosen = names(given) ? resumeClock : letGoOn
    const input = await chosen.input.safeParseAsync(given)
    if (!input.success) return refuse('E_INPUT', {}, 'reference')
    return chosen.run(context as Context, input.data, call)
  },
}
