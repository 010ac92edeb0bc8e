import type { DataMap, System } from '../domain/data-map/types.js'
import { locatePerson } from './locate-person.js'
import type { DataStore, Stores, SystemCheck } from './store.js'

/** The systems of a map, each opened once by `open`, which gives null for one without a connection. */
export function makeStores(map: DataMap, open: (system: System) => DataStore | null): Stores {
  const opened = new Map(map.systems.map((system) => [system.key, open(system)]))
  const of = (system: string) => {
    const store = opened.get(system)
    if (store === undefined) throw new Error('the data map has no system of this name')
    return store
  }
  const check = async (key: string, options: Parameters<Stores['check']>[0]): Promise<SystemCheck> => ({
    system: key,
    reading: (await of(key)?.check(options)) ?? { kind: 'unread', why: 'manual' },
  })
  return {
    map,
    of,
    check: (options) => Promise.all(map.systems.map(({ key }) => check(key, options))),
    locate: (identities, options) => locatePerson(map, of, identities, options),
    close: async () => {
      await Promise.all([...opened.values()].map((store) => store?.close()))
    },
  }
}
