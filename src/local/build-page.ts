import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packageRoot, pageFolder } from './web/page-files.js'

const root = packageRoot()
const source = join(root, 'src/local/page')
const noteName = '.digest'

/** What the page is built of, as one hash: its sources and the versions of its packages. */
async function digestOfSources(): Promise<string> {
  const entries = await readdir(source, { recursive: true, withFileTypes: true })
  const own = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const paths = [
    ...own.sort(),
    ...['src/local/web/shown.ts', 'src/local/build-page.ts', 'package-lock.json'].map((p) => join(root, p)),
  ]
  const hash = createHash('sha256')
  for (const path of paths) hash.update(path.slice(root.length)).update(await readFile(path))
  return hash.digest('hex')
}

/** Builds the page of the local workspace, unless what is there was built of the same sources. */
export async function buildPage(): Promise<void> {
  const digest = await digestOfSources()
  const note = join(pageFolder, noteName)
  if ((await readFile(note, 'utf8').catch(() => null)) === digest) return
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')])
  await build({
    root: source,
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: pageFolder,
      emptyOutDir: true,
      // The policy of the page takes fonts and pictures from files alone.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2_000,
      modulePreload: { polyfill: false },
    },
  })
  await writeFile(note, digest)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPage()
