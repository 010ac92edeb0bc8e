import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A file of the project as text, by its path from the top. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

export const exists = (path: string): boolean => existsSync(join(root, path))

const skipped = new Set(['node_modules', 'dist', '.git', '.rights-desk', 'coverage'])

/** Every file under a folder, by its path from the top; what is installed or built is left out. */
export function filesUnder(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
    if (skipped.has(entry.name)) return []
    return entry.isDirectory() ? filesUnder(path) : [path]
  })
}

/** Every page that people read. */
export const pages: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'prompts/README.md',
  ...filesUnder('docs').filter((path) => path.endsWith('.md')),
]

/** What stands in backticks within sentences, without the blocks of code. */
export function quoted(text: string): readonly string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gmu, '')
  return [...prose.matchAll(/`([^`\n]+)`/gu)].map(([, code]) => code!)
}

/** The lines of the blocks of code. */
export function commandLines(text: string): readonly string[] {
  return [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gmu)].flatMap(([, block]) => block!.split('\n'))
}

const cells = (row: string): readonly string[] =>
  row
    .split(/(?<!\\)\|/u)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))

/** The rows of the first table after a heading, without its head. Throws when there is none. */
export function tableUnder(text: string, heading: string): readonly (readonly string[])[] {
  const lines = text.split('\n')
  const start = lines.indexOf(heading)
  const first = lines.findIndex((row, index) => index > start && row.startsWith('|'))
  if (start < 0 || first < 0) throw new Error(`No table under "${heading}"`)
  const length = lines.slice(first).findIndex((row) => !row.startsWith('|'))
  return lines.slice(first + 2, first + (length < 0 ? lines.length : length)).map(cells)
}

/** The sections of a page: heading of that level, with what stands under it. */
export function sections(text: string, level: string): ReadonlyMap<string, string> {
  const parts = text.split(new RegExp(`^${level} `, 'mu')).slice(1)
  return new Map(
    parts.map((part) => {
      const [heading = '', ...rest] = part.split('\n')
      return [heading.trim(), rest.join('\n').split(/^#{1,6} /mu)[0]!]
    }),
  )
}
