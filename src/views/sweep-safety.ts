import type { Block, Text } from '../chat/view.js'
import { eligibleInAll, safetyReasons, type SafetyReason } from '../domain/retention/safety.js'
import type { SweepState, SweepSummary } from '../domain/retention/summary.js'
import { lineName } from '../domain/retention/sweep-plan.js'
import type { Drawing } from './drawing.js'
import { ofMap } from './erasure-run.js'
import { firstOf } from './sweep-words.js'
import { join, type Say } from './text/text.js'

const placesShown = 3
const sourcesShown = 3

/** While somebody decides on the sweep: what a finding asks for is said only then. */
const undecided: readonly SweepState[] = ['counting', 'counted', 'waiting']

/** What the safety check found, each reason once with its collections, and what to do about it (§4.5). */
export function safetyBlocks({ say }: Drawing, summary: SweepSummary): readonly Block<'Z1'>[] {
  const isOpen = undecided.includes(summary.state)
  return safetyReasons.flatMap((reason) => {
    const where = summary.safety
      .filter((finding) => finding.reason === reason)
      .map((finding) => finding.where)
    if (where.length === 0) return []
    const found = findingWords(
      say,
      summary,
      reason,
      where.flatMap((place) => place ?? []),
    )
    const text = isOpen ? join([found, say(`safety.${reason}.do`)]) : found
    return [{ kind: 'text', text, tone: isOpen ? 'warning' : 'muted' } as const]
  })
}

function findingWords(
  say: Say,
  summary: SweepSummary,
  reason: SafetyReason,
  places: readonly string[],
): Text<'Z1'> {
  if (reason === 'twice_the_mean')
    return say('safety.twice_the_mean', {
      count: eligibleInAll(summary),
      mean: Math.round(summary.meanEligible ?? 0),
    })
  const words = places.map((place) =>
    reason === 'not_found' ? placeWithSources(say, summary, place) : ofMap(place),
  )
  return say(`safety.${reason}`, { where: firstOf(say, words, placesShown) })
}

function placeWithSources(say: Say, { lines }: SweepSummary, name: string): Text<'Z1'> {
  const place = ofMap(name)
  const sources = lines.find((line) => lineName(line) === name)?.notFound ?? []
  return sources.length === 0
    ? place
    : say('safety.place', { place, sources: firstOf(say, sources.map(ofMap), sourcesShown) })
}
