import type { DateTime } from 'luxon'
import type { Block, Button, Text } from '../chat/view.js'
import { deskLines, isPartlyDone, openLines } from '../domain/case/plan.js'
import type { Plan, RightsRequest } from '../domain/case/types.js'
import type { PersonId } from '../domain/people/roles.js'
import { actButton, retryButton } from './buttons.js'
import type { Drawing } from './drawing.js'
import { isKey, sayInstant } from './text/text.js'

/** Names of systems, collections, categories and laws: from the data map, which holds nothing of a person. */
export const ofMap = (name: string): Text<'Z1'> => ({
  zone: 'Z1',
  words: name.replaceAll(/[^\p{L}\p{N} .,:()§·_-]/gu, ''),
})

/** How the erasure of a plan stands. */
export interface Run {
  /** Null before it is approved. `code`: a refusal, or a store and why it failed; null while nothing is in the way. */
  readonly state: {
    readonly kind: 'running' | 'stopped' | 'asking' | 'partial' | 'done'
    readonly code: string | null
  } | null
  /** Records erased and verified so far, by line. */
  readonly erased: Readonly<Record<string, number>>
  /** The stop of all erasures that stands. */
  readonly standstill: { readonly by: PersonId; readonly at: DateTime } | null
}
/** Nothing is approved, and nothing stands in the way. */
export const notRun: Run = { state: null, erased: {}, standstill: null }

const codeWords = ({ say }: Drawing, code: string): Text<'Z1'> => {
  const key = `refusal.${code}.what`
  return isKey(key) ? say(key as 'refusal.E_PAUSED.what') : ofMap(code)
}

type Warn = (d: Drawing, plan: Plan, run: Run) => Text<'Z1'> | null

const paused: Warn = ({ say, who }, plan, { standstill }) =>
  standstill && deskLines(plan).length > 0
    ? say('approval.paused', { person: who(standstill.by), at: sayInstant(say, standstill.at) })
    : null

const trouble: Warn = (d, _plan, { state }) => {
  if (!state?.code || state.code === 'E_PAUSED') return null
  const stands = state.kind === 'asking' ? 'approval.asking' : 'approval.in_the_way'
  return d.say(stands, { why: codeWords(d, state.code) })
}

const partial: Warn = ({ say }, plan) =>
  isPartlyDone(plan) ? say('proof.partial', { count: openLines(plan).length }) : null

/** What is in the way of an erasure, first of all: nobody takes a run that stands still for one that goes on. */
export function runBlocks(d: Drawing, { status, plan }: RightsRequest, run: Run): readonly Block<'Z1'>[] {
  if (status !== 'approved' || plan.scope === null || openLines(plan).length === 0) return []
  return [paused, trouble, partial].flatMap((warn) => {
    const text = warn(d, plan, run)
    return text === null ? [] : [{ kind: 'text', text, tone: 'warning' } as const]
  })
}

/** What an engineer can do about a run that goes on by itself no more. */
export function runButtons(d: Drawing, found: RightsRequest, { state }: Run): readonly Button<'Z1'>[] {
  if (found.status !== 'approved') return []
  if (state?.kind === 'asking') return [retryButton(d, found), actButton(d, found, 'plan.set_aside')]
  return state?.kind === 'partial' ? [retryButton(d, found)] : []
}
