import type { Stores } from '../../src/connectors/store.js'
import { samplePeople } from '../../src/local/sample-people.js'
import type { FreshDatabase } from './postgres.js'
import { deskWorld, type DeskWorld } from './desk-world.js'
import { teamsStage } from './teams-stage.js'

/** Platforms that every story is told on. */
export const platforms = ['slack', 'teams'] as const

const desks = { slack: deskWorld, teams: teamsStage } as const

/** A desk on one platform, with its clock at an instant, and stores that hold personal data if it is to reach some. */
export function deskOn(
  platform: (typeof platforms)[number],
  at: string,
  stores?: (database: FreshDatabase) => Stores,
): Promise<DeskWorld> {
  return desks[platform](at, samplePeople, stores ? { stores } : {})
}
