import { describe, expect, test } from 'vitest'
import { csv, type Cell } from '../../src/cli/csv.js'

const cell = (value: Cell) => csv(['a'], [[value]]).split('\r\n')[1]

describe('a table for spreadsheets', () => {
  test('ends each row with CR LF, the header first', () => {
    expect(
      csv(
        ['a', 'b'],
        [
          [1, 'x'],
          [null, ''],
        ],
      ),
    ).toBe('a,b\r\n1,x\r\n,\r\n')
  })

  test.each<[string, Cell, string]>([
    ['a comma', 'a,b', '"a,b"'],
    ['quotes', 'say "x"', '"say ""x"""'],
    ['words', 'bokføringsloven § 13', 'bokføringsloven § 13'],
    ['a count', 1_234, '1234'],
    ['a negative count', -1, '-1'],
  ])('quotes what has to be, and nothing else: %s', (_name, value, expected) => {
    expect(cell(value)).toBe(expected)
  })

  test('a line break stands within quotes', () => {
    expect(csv(['a'], [['x\ny']])).toBe('a\r\n"x\ny"\r\n')
  })

  test.each(['=1+1', '+47', '-2+3', '@SUM(A1)', '\t=1', '＝1', '=HYPERLINK("http://example.org","x")'])(
    'the text %j is no formula',
    (text) => {
      expect(cell(text)?.replace(/^"/u, '').startsWith(`'`)).toBe(true)
    },
  )
})
