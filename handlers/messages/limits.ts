import type { Platform } from '../../src/chat/interaction.js'
import type { Limit } from '../../src/domain/time/pace.js'

/** Limits for posting to one place, and for redrawing on the whole platform. */
export interface PaceLimits {
  readonly post: readonly Limit[]
  readonly update: readonly Limit[]
}

/** Slack: one post a second in a channel, 50 updates a minute (tier 3). Teams: 7 a second and 60 in 30 s in a conversation. */
export const platformLimits: Readonly<Record<Platform, PaceLimits>> = {
  slack: { post: [{ count: 1, perMs: 1_000 }], update: [{ count: 50, perMs: 60_000 }] },
  teams: {
    post: [
      { count: 7, perMs: 1_000 },
      { count: 60, perMs: 30_000 },
    ],
    update: [
      { count: 7, perMs: 1_000 },
      { count: 60, perMs: 30_000 },
    ],
  },
}

/** No limits: for platforms on loopback that have none. */
export const unlimited: Readonly<Record<Platform, PaceLimits>> = {
  slack: { post: [], update: [] },
  teams: { post: [], update: [] },
}
