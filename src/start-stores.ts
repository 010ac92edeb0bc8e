import { readFile } from 'node:fs/promises'
import type { DataMapSource } from './config-stores.js'
import { openStores } from './connectors/index.js'
import { readDataMap } from './connectors/data-map/read.js'
import { unsafeSystems } from './connectors/safety.js'
import { SettingMissing } from './connectors/settings.js'
import type { Stores } from './connectors/store.js'
import type { DataMap } from './domain/data-map/types.js'
import { StartError } from './start-error.js'

/** Opens the stores of the data map; null where there is none, and people carry plans out by hand. */
export const startStores = (source: DataMapSource | null): Promise<Stores | null> =>
  source === null ? Promise.resolve(null) : openDataMap(source)

const mostMistakes = 5

/**
 * Opens the stores of a data map; nothing is asked of them yet. Throws `StartError` for a map that cannot be read, has
 * mistakes, refers to a variable that is not set, or would send personal data over a network unencrypted.
 */
export async function openDataMap({ file, variables }: DataMapSource): Promise<Stores> {
  const map = await readMap(file)
  const env = variables()
  refuseUnsafe(map, env)
  try {
    return openStores(map, env)
  } catch (error) {
    throw new StartError(openingFailed(error), 'in a setting', { cause: error })
  }
}

async function readMap(file: string): Promise<DataMap> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null)
    throw new StartError(
      'The file in DATA_MAP cannot be read: give the path of a data map that this account may read.',
      'in a setting',
    )
  const { map, problems } = readDataMap(text)
  if (map) return map
  const mistakes = problems.filter(({ level }) => level === 'error')
  const lines = mistakes.slice(0, mostMistakes).map(({ line, sentence }) => `Line ${line}: ${sentence}`)
  throw new StartError(
    [`The data map has mistakes (${mistakes.length}); "rights data-map check" explains them.`, ...lines].join(
      '\n',
    ),
    'in a setting',
  )
}

function refuseUnsafe(map: DataMap, env: NodeJS.ProcessEnv): void {
  const unsafe = unsafeSystems(map, env)
  if (unsafe.length > 0) throw new StartError(unsafe.join('\n'), 'in a setting')
}

/** Whatever a driver says of an address may hold a password: only that it is none is told. */
function openingFailed(error: unknown): string {
  if (error instanceof SettingMissing) return `${error.message}: set it.`
  return 'A connection of the data map is none: compare the addresses in the variables that it names with docs/operate.md.'
}
