import { onChange } from '../store.js'

const waitMs = 15_000

/** Waits until what the page knows satisfies `find`; null when it does not in time. */
export function until<Found>(find: () => Found | null): Promise<Found | null> {
  return new Promise((resolve) => {
    const look = () => {
      const found = find()
      if (found !== null) finish(found)
    }
    const finish = (found: Found | null) => {
      stop()
      clearTimeout(timer)
      resolve(found)
    }
    const stop = onChange(look)
    const timer = setTimeout(() => finish(null), waitMs)
    look()
  })
}

/** Waits until something is so; false when it does not come to be in time. */
export const untilSo = async (isSo: () => boolean): Promise<boolean> =>
  (await until(() => (isSo() ? true : null))) !== null
