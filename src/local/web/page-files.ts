import { readdir, readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A file of the built page. */
export interface PageFile {
  readonly type: string
  readonly body: Buffer
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

/** The folder that holds `package.json`, from the sources as well as from what is built of them. */
export function packageRoot(from = dirname(fileURLToPath(import.meta.url))): string {
  return existsSync(join(from, 'package.json')) ? from : packageRoot(dirname(from))
}

/** Where `npm run build` puts the page. */
export const pageFolder = join(packageRoot(), 'dist', 'page')

/** Every file of the built page, by its path from the top, `/index.html`; none when it is not built. */
export async function readPageFiles(folder = pageFolder): Promise<ReadonlyMap<string, PageFile>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = found.filter((entry) => entry.isFile() && extname(entry.name) in types)
  const read = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(folder.length).replaceAll('\\', '/')
    return [name, { type: types[extname(name)]!, body: await readFile(path) }] as const
  })
  return new Map(await Promise.all(read))
}
