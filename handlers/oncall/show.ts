import { z } from 'zod'
import { readRoster } from '../../db/on-call.js'
import { readingCommands } from '../../src/domain/people/policy.js'
import { rosterView } from '../../src/views/on-call.js'
import { handler, type ReadContext } from '../context.js'

/** Who is on call now and in the weeks to come: the people who may approve an erasure. */
export const showRoster = handler({
  access: readingCommands['oncall.show'],
  effect: 'read',
  input: z.object({}),
  run: answerRoster,
})

/** The roster as it stands, with the buttons that the reader may use. */
export async function answerRoster({ tx, draw, actor, now }: ReadContext) {
  return { kind: 'private', view: rosterView(draw, await readRoster(tx, now), actor) } as const
}
