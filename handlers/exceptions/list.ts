import { z } from 'zod'
import { listExceptionsInForce } from '../../db/exceptions.js'
import { actingRole, readingCommands } from '../../src/domain/people/policy.js'
import type { ExceptionRef } from '../../src/domain/retention/exception-ref.js'
import { exceptionRoles, renewalRoles } from '../../src/domain/retention/exceptions.js'
import { localDate } from '../../src/domain/time/calendar.js'
import { exceptionList } from '../../src/views/exceptions.js'
import { handler, type ReadContext } from '../context.js'

const pageSize = 5

/** Whoever may see case metadata sees the archive exceptions in force; `extra` is the page. */
export const listExceptions = handler({
  access: readingCommands['exception.list'],
  effect: 'read',
  input: z.object({
    extra: z
      .string()
      .regex(/^[1-9]\d{0,3}$/u)
      .default('1'),
  }),
  run: (context, { extra }, { by }) =>
    showExceptions(context, by === 'click' ? 'replace' : 'private', Number(extra)),
})

/** A page of those in force today: by its number, or the one with an exception on it, else the first. */
export async function showExceptions(
  { tx, draw, actor, now }: ReadContext,
  kind: 'private' | 'replace',
  where: number | ExceptionRef,
) {
  const all = await listExceptionsInForce(tx, localDate(now))
  const pages = Math.max(1, Math.ceil(all.length / pageSize))
  const place = all.findIndex((one) => one.exceptionRef === where)
  const page = typeof where === 'number' ? where : Math.max(0, Math.floor(place / pageSize)) + 1
  const shown = Math.min(page, pages)
  const rows = all.slice((shown - 1) * pageSize, shown * pageSize)
  const may = {
    act: actingRole(actor, exceptionRoles) !== null,
    confirm: actingRole(actor, renewalRoles) !== null,
  }
  return { kind, view: exceptionList(draw, { rows, page: shown, pages, total: all.length }, may) } as const
}
