import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commands } from '../../handlers/commands.js'
import { placeholderUrl } from '../../manifest/generate.js'
import { Environment } from '../../src/config.js'
import { exists, filesUnder, pages, quoted, read } from './pages.js'

const tops = /^(?:src|handlers|db|test|docs|manifest|prompts|\.ci)(?:\/[\w.-]+)*\/?$/u
const file = /^[\w./-]+\.(?:ts|md|json|js|cjs)$/u

/** Named as something that is made, or that only stands for one. */
const made = /^(?:dist\/|node\b)|\.zip$/u

describe.each(pages)('%s', (page) => {
  const text = read(page)
  const codes = quoted(text)

  test('names only files and folders that are there', () => {
    const paths = codes.filter((code) => (tops.test(code) || file.test(code)) && !made.test(code))
    expect(paths.filter((path) => !exists(path))).toEqual([])
  })

  test('links only to what is there', () => {
    const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/gu)].map(([, target]) => target!)
    const ours = links.filter((target) => !/^https?:/u.test(target))
    expect(ours.filter((target) => !exists(join(dirname(page), target)))).toEqual([])
  })

  test('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = [...text.matchAll(/npm run (?:--\S+ )*([\w:-]+)/gu)].map(([, name]) => name!)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })

  test('names only commands that can be typed', () => {
    const verbs = new Set(commands.map(({ verb }) => verb.split(' ')[0]))
    const named = codes.flatMap((code) => /^\/rights (\p{L}[\p{L}-]*)/u.exec(code)?.[1] ?? [])
    expect(named.filter((verb) => !verbs.has(verb))).toEqual([])
  })

  test('has nothing of one machine in it', () => {
    expect(text).not.toMatch(/(?:^|[\s`'"(])\/(?:home|root|work|tmp|Users)\//mu)
  })
})

describe('docs/operate.md', () => {
  const text = read('docs/operate.md')

  test('sets only what the desk reads', () => {
    const known = new Set([...Object.keys(Environment.shape), 'NODE_EXTRA_CA_CERTS'])
    const set = [...text.matchAll(/\b([A-Z][A-Z_]{3,})=/gu)].map(([, name]) => name!)
    expect(set.length).toBeGreaterThan(8)
    expect(set.filter((name) => !known.has(name))).toEqual([])
  })

  test('names the address that stands in the manifest, as often as it stands there', () => {
    expect(text).toContain(placeholderUrl)
    expect(read('manifest/slack.json').split(placeholderUrl)).toHaveLength(3 + 1)
    expect(text).toMatch(/stands there\s+three times/u)
  })

  test('names every setting that this version refuses', () => {
    const block = /const notYet = \[([\s\S]*?)\]/u.exec(read('src/config.ts'))![1]!
    const refused = [...block.matchAll(/'(\w+)'/gu)].map(([, name]) => name!)
    expect(refused.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })
})

test('the changelog has a part for what is not released', () => {
  expect(read('CHANGELOG.md')).toMatch(/^## Unreleased\n/mu)
})

test('decisions are numbered without a gap and say context, choice, reason and price on one page', () => {
  const names = filesUnder('docs/decisions').map((path) => path.split('/').at(-1)!)
  expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1))
  for (const name of names) {
    const text = read(`docs/decisions/${name}`)
    expect(text).toMatch(new RegExp(`^# ${name.slice(0, 4)} `, 'u'))
    expect(text).toMatch(
      /\*\*Context\.\*\*[\s\S]*\*\*Choice\.\*\*[\s\S]*\*\*Why\.\*\*[\s\S]*\*\*Price\.\*\*/u,
    )
    expect(text.split('\n').length, name).toBeLessThan(50)
  }
})
