import type { Word } from '../session.js'
import { readPanels } from '../store.js'
import type { GuideStep } from './steps.js'

/** Why a step did not go through, in words of the page; `systems` are the stores that were not there. */
export interface Failed {
  readonly words: Word
  readonly systems: string
}

const isAway = ({ state }: Readonly<Record<string, unknown>>) => state === 'unread' || state === 'unknown'

/** Looks why a step failed: a store that is away is named, everything else is for whoever does it by hand. */
export async function whyFailed({ readsStores = false }: Pick<GuideStep, 'readsStores'>): Promise<Failed> {
  const panels = readsStores ? await readPanels(null) : null
  const away = panels?.stores.systems.filter(isAway) ?? []
  const systems = away.map(({ system }) => String(system)).join(', ')
  return { words: away.length > 0 ? 'guideStoreAway' : 'guideFailed', systems }
}
