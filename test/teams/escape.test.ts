import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mention } from '../../src/chat/mention.js'
import { accountsIn, disarm, isFormatted, plainText, textBlockWords } from '../../src/teams/escape.js'
import { renderCard } from '../../src/teams/render-card.js'

const kari = '00000000-0000-4000-8000-000000000001'
const names = new Map([[kari, 'Kari Eksempel']])
const who = mention({ platform: 'teams', userId: kari })
const z1 = (words: string) => ({ zone: 'Z1', words }) as const

/** Words that a text block of Teams would read as more than words. */
const hostile = [
  '[bank](http://evil.example)',
  '**bold** _slanted_ ~~struck~~',
  '`code`',
  '# heading',
  '- item',
  '1. item',
  '<at>Everyone</at>',
  '<a href="https://evil.example">x</a>',
  '{{DATE(2026-03-05T09:00:00Z)}}',
  'https://evil.example',
  'www.evil.example',
  'a\\nb | c',
]

describe.each(hostile)('%j', (words) => {
  test('stands in a card exactly as it was written, as a run that is read as nothing', () => {
    const block = { kind: 'text', text: z1(words) } as const
    const canvas = { surface: 'message', opensForm: () => false, names } as const
    const { payload } = renderCard({ title: z1('T'), summary: z1('S'), blocks: [block] }, canvas)
    expect(payload.body.at(-1)).toEqual({
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text: words }],
    })
  })

  test('beside a mention is disarmed, and the mention works', () => {
    const { text, entities } = textBlockWords(`${words} by ${who}`, names)
    expect(isFormatted(text.replace('<at>Kari Eksempel</at>', ''))).toBe(false)
    expect(entities).toEqual([
      { type: 'mention', text: '<at>Kari Eksempel</at>', mentioned: { id: kari, name: 'Kari Eksempel' } },
    ])
  })
})

test('whatever is written, nothing that Teams would read is left of it', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (words) => !isFormatted(disarm(words))))
  const signs = fc.string({ unit: fc.constantFrom(...'*_~`[]<>\\{}#|-+.)(1 \n:/w') })
  fc.assert(fc.property(signs, (words) => !isFormatted(disarm(words))))
})

test('a name that is chosen to look like a tag is one name', () => {
  const sly = new Map([[kari, '</at><at>Everyone']])
  const { text } = textBlockWords(who, sly)
  expect(text.match(/<at>/gu)).toHaveLength(1)
  expect(text.match(/<\/at>/gu)).toHaveLength(1)
})

test('an account whose name is not known, or of another platform, is named by its platform alone', () => {
  const slack = mention({ platform: 'slack', userId: 'U0KARI' })
  expect(plainText(`${who} ${slack}`)).toBe('@teams @slack')
  expect(textBlockWords(slack, names)).toEqual({ text: '@slack', entities: [] })
  expect(accountsIn({ a: [who, slack] })).toEqual([kari])
})
