import { expect, test } from 'vitest'
import { filesUnder, read, tableUnder } from './pages.js'

const sources = ['src', 'handlers', 'db', 'manifest', 'test'].flatMap(filesUnder)

test('files have names in kebab-case', () => {
  const named = [...sources, ...filesUnder('docs')].filter((path) => !path.includes('/migrations/'))
  const kebab = /^(?:README\.md|(?:\d{4}-)?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)+)$/u
  expect(named.filter((path) => !kebab.test(path.split('/').at(-1)!))).toEqual([])
})

test('no file of ours has more than 300 lines', () => {
  const ours = sources.filter((path) => path.endsWith('.ts'))
  expect(ours.filter((path) => read(path).trimEnd().split('\n').length > 300)).toEqual([])
})

test.each([
  ['dependencies', '## At run time'],
  ['devDependencies', '## For development'],
] as const)('%s are those of the table "%s", and each says what it is for', (kind, heading) => {
  const rows = tableUnder(read('docs/dependencies.md'), heading)
  const named = rows.flatMap(([names]) => names!.split(', '))
  const { [kind]: installed } = JSON.parse(read('package.json')) as Record<typeof kind, object>
  expect(named.toSorted()).toEqual(Object.keys(installed).toSorted())
  expect(rows.filter(([, purpose]) => purpose!.length < 5)).toEqual([])
})
