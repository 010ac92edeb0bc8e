import type { Platform } from './interaction.js'

const patterns: Readonly<Record<Platform, RegExp>> = {
  slack: /^[UW][A-Z0-9]+$/u,
  teams: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u,
}

/** Whether it has the form of a platform's own id of a person: a name that somebody typed has not. */
export const isUserId = (platform: Platform, text: string): boolean => patterns[platform].test(text)
