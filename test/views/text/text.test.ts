import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { mention, splitMentions } from '../../../src/chat/mention.js'
import type { ChatPort } from '../../../src/chat/port.js'
import type { Text, View } from '../../../src/chat/view.js'
import { reference } from '../../../src/domain/case/reference.js'
import { asLocalDate } from '../../../src/domain/time/calendar.js'
import {
  capital,
  isKey,
  join,
  say,
  sayDate,
  sayInstant,
  sayList,
  z1,
  z2,
} from '../../../src/views/text/text.js'

const en = say('en')
const nb = say('nb')
const day = asLocalDate('2026-12-04')

describe('days', () => {
  test.each([
    [1, '1 day left', '1 dag igjen'],
    [3, '3 days left', '3 dager igjen'],
  ])('%d left', (count, english, norwegian) => {
    expect(en('days.left', { count }).words).toBe(english)
    expect(nb('days.left', { count }).words).toBe(norwegian)
  })

  test.each([
    [1, '1 day overdue', '1 dag over fristen'],
    [2, '2 days overdue', '2 dager over fristen'],
  ])('%d overdue', (count, english, norwegian) => {
    expect(en('days.overdue', { count }).words).toBe(english)
    expect(nb('days.overdue', { count }).words).toBe(norwegian)
  })
})

test('dates carry their weekday', () => {
  expect(sayDate(en, day).words).toBe('Fri 4 Dec 2026')
  expect(sayDate(nb, day).words).toBe('fre. 4. des. 2026')
})

test('months are written as people write them', () => {
  const months = Array.from({ length: 12 }, (_, n) =>
    sayDate(nb, asLocalDate(`2026-${String(n + 1).padStart(2, '0')}-05`)).words.replace(
      /^\S+ 5\. | 2026$/gu,
      '',
    ),
  )
  expect(months.join(' ')).toBe('jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des.')
})

test('a date among the values is written out', () => {
  expect(en('refusal.due', { date: day }).words).toBe('Date: Fri 4 Dec 2026.')
})

test('instants are told in Norwegian time, also over the change of clocks', () => {
  expect(sayInstant(en, DateTime.fromISO('2026-10-25T22:30:00Z', { zone: 'utc' })).words).toBe(
    'Sun 25 Oct 2026 23:30',
  )
  expect(sayInstant(en, DateTime.fromISO('2026-06-30T22:30:00Z', { zone: 'utc' })).words).toBe(
    'Wed 1 Jul 2026 00:30',
  )
})

test('lists are joined as the language does', () => {
  const rights = [en('right.access'), en('right.erasure'), en('right.objection')]
  expect(sayList(en, rights).words).toBe('access, erasure and objection')
  expect(sayList(nb, [nb('right.access'), nb('right.erasure')]).words).toBe('innsyn og sletting')
})

test('the two languages do not share state', () => {
  expect([en('button.show').words, nb('button.show').words, en('button.show').words]).toEqual([
    'Show',
    'Vis',
    'Show',
  ])
})

test('values are not read as templates or nested keys', () => {
  const odd: Text<'Z1'> = { zone: 'Z1', words: '{{reference}} $t(button.show) $& <b>' }
  expect(en('card.next', { step: odd }).words).toBe('Next step: {{reference}} $t(button.show) $& <b>')
})

test('a mention survives being put into words', () => {
  const person: Text<'Z1'> = { zone: 'Z1', words: mention({ platform: 'slack', userId: 'U1' }) }
  expect(splitMentions(en('list.row_assignee', { person }).words)).toEqual([
    'Handler: ',
    { platform: 'slack', userId: 'U1' },
  ])
})

test('typed words cannot mention anybody', () => {
  expect(splitMentions(z2(`hi ${mention({ platform: 'slack', userId: 'U1' })}`).words)).toEqual([
    'hi slack:U1',
  ])
})

test.each([
  ['right.access', true],
  ['days.left', true],
  ['event.request.received', true],
  ['right.everything', false],
  ['toString', false],
])('isKey(%j) is %j', (key, expected) => {
  expect(isKey(key)).toBe(expected)
})

test('small tools', () => {
  expect(capital(en('right.access')).words).toBe('Access')
  expect(capital(z2('Øst')).words).toBe('Øst')
  expect(join([z1(1), z1(reference(2026, 42))], ' · ').words).toBe('1 · RR-2026-0042')
})

/** Never run: the compiler is the test. */
export function details(chat: ChatPort, text: string, found: View, person: View<'Z2'>): void {
  // @ts-expect-error free text is no case metadata
  z1(text)
  // @ts-expect-error free text is no value of case words
  en('card.next', { step: text })
  // @ts-expect-error details of a person are no value of case words
  en('card.next', { step: z2(text) })
  // @ts-expect-error a value is missing
  en('card.next')
  // @ts-expect-error there are no such words
  en('card.nonsense')
  // @ts-expect-error details of a person are no case metadata
  const title: Text<'Z1'> = z2(text)
  // @ts-expect-error details of a person do not fit in a view for channels
  const view: View<'Z1'> = { title, summary: title, blocks: [{ kind: 'text', text: z2(text) }] }
  // @ts-expect-error details of a person never go to a channel
  void chat.post('C1', person)
  // @ts-expect-error what may hold details never goes to a channel
  void chat.post('C1', found)
  void view
}
