import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { tokens, type Subject } from '../../src/chat/token.js'

const secret = Buffer.alloc(32, 7)
const { sign, read } = tokens(secret)
const full: Subject = { action: 'plan.approve', reference: 'RR-2026-0042', version: 3, extra: 'mine:2' }

const subjects: readonly Subject[] = [
  full,
  { action: 'help' },
  { action: 'request.list', extra: 'all:1' },
  { action: 'request.show', reference: 'RR-2026-0042' },
  { action: 'request.start', reference: 'RR-2026-0042', version: 0 },
  { action: 'people.confirm', extra: '0f8fad5b-d9cb-469f-a165-70867728950e' },
]

test.each(subjects)('what is signed can be read: %j', (subject) => {
  const token = sign(subject)
  expect(read(token)).toEqual(subject)
  expect(token.length).toBeLessThan(200)
  expect(token).toMatch(/^[\w-]+\.[\w-]{22}$/u)
})

describe('refuses', () => {
  const token = sign(full)
  const [body, seal] = token.split('.') as [string, string]
  const bodyOf = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url')
  const lastOf = (text: string) => String.fromCharCode(text.charCodeAt(text.length - 1) ^ 1)

  test.each([
    ['nothing', ''],
    ['a dot', '.'],
    ['free text', 'plan.approve'],
    ['no seal', body],
    ['an empty seal', `${body}.`],
    ['another body', `${bodyOf(['plan.approve', 'RR-2026-0043', 3, 'mine:2'])}.${seal}`],
    ['another version', `${bodyOf(['plan.approve', 'RR-2026-0042', 4, 'mine:2'])}.${seal}`],
    ['a seal with one bit turned', `${body}.${seal.slice(0, -2)}${lastOf(seal.slice(0, -1))}${seal.at(-1)}`],
    ['a seal cut short', `${body}.${seal.slice(0, -1)}`],
    ['a seal made longer', `${body}.${seal}A`],
    ['padding', `${token}==`],
    ['a third part', `${token}.${seal}`],
    ['blanks', ` ${token}`],
    ['a very long text', `${'A'.repeat(100_000)}.${seal}`],
    ['the seal of another desk', tokens(Buffer.alloc(32, 8)).sign(full)],
    [
      'a seal without the purpose',
      `${body}.${createHmac('sha256', secret).update(body).digest().subarray(0, 16).toString('base64url')}`,
    ],
  ])('%s', (_, forged) => {
    expect(read(forged)).toBeNull()
  })

  test('a seal written in another way that decodes to the same bytes', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const others = [...alphabet]
      .filter((letter) => letter !== seal.at(-1))
      .map((letter) => `${body}.${seal.slice(0, -1)}${letter}`)
    expect(others.filter((other) => read(other) !== null)).toEqual([])
  })
})

test('a short secret is a mistake of the operator', () => {
  expect(() => tokens(Buffer.alloc(31))).toThrow('32 bytes')
})

test.each([
  [{ action: '' }],
  [{ action: 'a', reference: 'x'.repeat(21) }],
  [{ action: 'a', extra: 'x'.repeat(41) }],
  [{ action: 'a', version: -1 }],
  [{ action: 'a', version: 1.5 }],
])('what does not fit is not signed: %j', (subject) => {
  expect(() => sign(subject)).toThrow()
})
