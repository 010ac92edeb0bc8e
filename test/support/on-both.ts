import { deskWorld, type DeskWorld } from './desk-world.js'
import { teamsStage } from './teams-stage.js'

/** Platforms that every story is told on. */
export const platforms = ['slack', 'teams'] as const

const desks = { slack: deskWorld, teams: teamsStage } as const

/** A desk on one platform, with its clock at an instant. */
export function deskOn(platform: (typeof platforms)[number], at: string): Promise<DeskWorld> {
  return desks[platform](at)
}
