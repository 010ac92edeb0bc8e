import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mention } from '../../src/chat/mention.js'
import { cutAt } from '../../src/chat/cutting.js'
import { cost, escape, plainText, textObject } from '../../src/slack/escape.js'

const kari = mention({ platform: 'slack', userId: 'U0KARI' })

/** What Slack would read as more than words in `mrkdwn` text. */
const control = /<(?!@U0KARI>)/u
const formatted = /[*_~`]|:[a-z]+:|^&gt;/mu

const hostile = [
  '<!channel>',
  '<!here|here>',
  '<@U9>',
  '<#C1|general>',
  '<http://evil.example|bank>',
  '[bank](http://evil.example)',
  '](http://evil.example)',
  '*bold*',
  '_slanted_',
  '~struck~',
  '`code`',
  '```\nblock\n```',
  '> quoted',
  'a\n>quoted',
  ':warning:',
  '&lt;!channel&gt;',
  '\uE000slack:U9><!channel\uE001',
]

describe.each(hostile)('%j', (words) => {
  test('alone is plain text, exactly as written', () => {
    const drawn = textObject(words)
    expect(drawn).toMatchObject({ type: 'plain_text', emoji: false })
    if (!words.includes('\uE000')) expect(drawn.text).toBe(words)
  })

  test('as a detail, a title, or beside a mention does nothing', () => {
    for (const drawn of [
      textObject(words, 'Title'),
      textObject('detail', words),
      textObject(`${words} by ${kari}`),
      textObject(kari, words),
    ]) {
      if (drawn.type === 'plain_text') continue
      expect(drawn.verbatim).toBe(true)
      expect(drawn.text).not.toMatch(control)
      const inner = drawn.text.startsWith('*') ? drawn.text.replace(/^\*(.*)\*$/mu, '$1') : drawn.text
      expect(inner).not.toMatch(formatted)
    }
  })

  test('in the notification text opens nothing', () => {
    expect(escape(words)).not.toMatch(/[<>]/u)
  })
})

test('a mention beside formatting still works', () => {
  expect(textObject(`*x* by ${kari}`)).toMatchObject({ type: 'mrkdwn', text: '∗x∗ by <@U0KARI>' })
})

test('an address is kept exactly, for copying', () => {
  expect(textObject('kari_nordmann@example.org', 'E-mail')).toEqual({
    type: 'plain_text',
    text: 'E-mail\nkari_nordmann@example.org',
    emoji: false,
  })
})

test('any text at all: never a control sequence, never empty', () => {
  const words = fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '!',
      '@',
      '#',
      '|',
      '&',
      '*',
      '_',
      '~',
      '`',
      ':',
      'a',
      'U',
      '9',
      '\n',
      ' ',
      '\uE000',
      '\uE001',
      'slack:',
    ),
  })
  fc.assert(
    fc.property(words, words, (text, title) => {
      for (const drawn of [textObject(text), textObject(text, title)]) {
        expect(drawn.text.trim()).not.toBe('')
        if (drawn.type === 'mrkdwn')
          expect(drawn.text.replaceAll(/<@[UW][A-Z0-9]+>/gu, '')).not.toMatch(/[<>]/u)
      }
      expect(plainText(text).text).not.toMatch(/\uE000[a-z]+:[^\uE001]+\uE001/u)
    }),
  )
})

describe('cutting', () => {
  test.each([
    ['fits', 'abc', 3, ['abc', '']],
    ['one too long', 'abcd', 3, ['abc', 'd']],
    ['at a blank in the second half', 'abcd efgh', 7, ['abcd', 'efgh']],
    ['not at a blank far back', 'a bcdefgh', 7, ['a bcdef', 'gh']],
    ['an escaped sign counts as written to Slack', '&&&', 10, ['&&', '&']],
    ['never within a mention', `ab${kari}c`, 5, ['ab', `${kari}c`]],
    ['never within a character', 'ab😀', 3, ['ab', '😀']],
  ] as const)('%s', (_name, words, most, parts) => {
    expect(cutAt(words, most, cost)).toEqual(parts)
  })

  test('any text: the first part fits, and nothing but blanks is lost', () => {
    const words = fc.string({ unit: fc.constantFrom('a', '&', ' ', '\n', '😀', kari) })
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 40 }), (text, most) => {
        const [first, rest] = cutAt(text, most, cost)
        expect(cost(first)).toBeLessThanOrEqual(most)
        expect((first + rest).replaceAll(/\s/gu, '')).toBe(text.replaceAll(/\s/gu, ''))
        if (rest !== '') expect(first).not.toBe('')
      }),
    )
  })
})
