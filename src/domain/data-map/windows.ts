import type { DateTime } from 'luxon'
import { localDate, type LocalDate } from '../time/calendar.js'
import type { Collection, System } from './types.js'

/** When the last traces of a deletion are gone (§4.6). Days in Oslo; null where nothing outlives the deletion. */
export interface PurgeDates {
  /** Tombstones: data may lie on the store's disks until the end of this day. */
  readonly physicalPurgeBy: LocalDate | null
  /** Each copy that the deletion did not reach, in the order of the map. */
  readonly backups: readonly { readonly name: string; readonly purgeBy: LocalDate }[]
  /** The latest of `backups`. */
  readonly backupPurgeBy: LocalDate | null
}

const after = (deletedAt: DateTime, days: number): LocalDate =>
  localDate(deletedAt.plus({ hours: 24 * days }))

/** The dates by which what was deleted from `collection` at `deletedAt` is gone everywhere. */
export function purgeDates(
  system: Pick<System, 'backups'>,
  collection: Pick<Collection, 'tombstones'>,
  deletedAt: DateTime,
): PurgeDates {
  const { tombstones } = collection
  const backups = system.backups.map(({ name, days }) => ({ name, purgeBy: after(deletedAt, days) }))
  const latest = backups.map(({ purgeBy }) => purgeBy).sort()
  return {
    physicalPurgeBy: tombstones ? after(deletedAt, tombstones.graceDays + tombstones.compactionDays) : null,
    backups,
    backupPurgeBy: latest.at(-1) ?? null,
  }
}
