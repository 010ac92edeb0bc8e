import { describe, expect, test } from 'vitest'
import { refusals, type RefusalCode } from '../../src/domain/refusals.js'
import { languages, say, type PlainKey } from '../../src/views/text/text.js'
import { read, sections } from './pages.js'

const documented = sections(read('docs/refusals.md'), '###')
const codes = Object.keys(refusals) as RefusalCode[]

const part = (code: string, name: string) =>
  new RegExp(`^- \\*\\*${name}:\\*\\* ([\\s\\S]*?)(?=\\n- \\*\\*|\\n*$(?![\\s\\S]))`, 'mu')
    .exec(documented.get(code) ?? '')?.[1]
    ?.trim()

test('each code has its section, and each section its code', () => {
  expect([...documented.keys()].toSorted()).toEqual([...codes].toSorted())
})

describe.each(codes)('%s', (code) => {
  test('says when it is given, what to do and who can', () => {
    expect(documented.get(code)!.trim().split('\n')[0]!.length).toBeGreaterThan(20)
    expect(part(code, 'Do')).toMatch(/\.$/u)
    expect(part(code, 'Who can')).toMatch(/\.$/u)
  })

  test('names the source that the code names', () => {
    expect(part(code, 'Source')).toBe(refusals[code].source)
  })

  test.each(languages)('has words in %s', (language) => {
    const words = say(language)
    for (const kind of ['what', 'next'] as const) {
      const key = `refusal.${code}.${kind}` satisfies PlainKey
      expect(words(key).words).not.toBe(key)
      expect(words(key).words).toMatch(/\S.*[.:]$/u)
    }
  })
})
