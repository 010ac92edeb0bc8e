import type { View } from '../../src/chat/view.js'
import type { Reference } from '../../src/domain/case/types.js'
import { findOutboundPii, namesPerson } from '../../src/domain/privacy/pii.js'
import type { JobContext } from '../jobs/job.js'
import { openSubject } from '../subjects/record.js'

/**
 * The last look before words leave for others (M3): patterns of personal data, and what the case knows its person by.
 * Types keep details out; this catches what they cannot.
 */
export async function holdsPii(
  context: Pick<JobContext, 'db' | 'vault'>,
  reference: Reference | null,
  view: View<'Z1'>,
): Promise<boolean> {
  const texts = wordsOf(view)
  if (texts.some((words) => findOutboundPii(words).length > 0)) return true
  const aliases = reference ? await aliasesOf(context, reference) : []
  return texts.some((words) => namesPerson(words, aliases))
}

function wordsOf(view: View<'Z1'>): readonly string[] {
  const texts: string[] = []
  JSON.stringify(view, (name, value: unknown) => {
    if (name === 'words' && typeof value === 'string') texts.push(value)
    return name === 'token' ? undefined : value
  })
  return texts
}

async function aliasesOf(
  { db, vault }: Pick<JobContext, 'db' | 'vault'>,
  reference: Reference,
): Promise<readonly string[]> {
  const opened = await openSubject(db, vault, reference)
  if (!opened) return []
  const { name, email, phone } = opened.record
  return [name, email, phone].filter((alias) => alias !== null)
}
