import { expect, test } from 'vitest'
import { normaliseEmail, normalisePhone } from '../../../src/domain/privacy/normalise.js'

test.each([
  [' Kari@Example.ORG ', 'kari@example.org'],
  ['kari+gdpr@post.example.no', 'kari+gdpr@post.example.no'],
  ['ｋａｒｉ@example.org', 'kari@example.org'],
  ['åse@blåbær.no', 'åse@blåbær.no'],
  ['kari', null],
  ['kari@example', null],
  ['kari@@example.org', null],
  ['Kari <kari@example.org>', null],
  ['kari @example.org', null],
  [`${'a'.repeat(250)}@example.org`, null],
  ['', null],
])('e-mail "%s" is %s', (text, address) => {
  expect(normaliseEmail(text)).toBe(address)
})

test.each([
  ['90 21 18 00', '+4790211800'],
  ['90211800', '+4790211800'],
  ['+47 902 11 800', '+4790211800'],
  ['0047 90211800', '+4790211800'],
  ['９０２１１８００', '+4790211800'],
  ['+44 20 7946 0958', '+442079460958'],
  ['ring 90211800', null],
  ['123', null],
  ['kari', null],
  ['', null],
])('phone "%s" is %s', (text, number) => {
  expect(normalisePhone(text, 'NO')).toBe(number)
})
