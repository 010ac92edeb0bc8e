import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { findForbiddenIdentifiers, findOutboundPii, namesPerson } from '../../../src/domain/privacy/pii.js'
import { addDays, asLocalDate } from '../../../src/domain/time/calendar.js'

// Numbers of nobody: month + 80 marks a test person; the cards are the schemes' published test numbers.
const fodselsnummer = '01819012365'
const dNumber = '41819012359'

describe('identity numbers and cards are never taken in', () => {
  it.each([
    ['fødselsnummer', fodselsnummer],
    ['D-number', dNumber],
    ['with a space', '018190 12365'],
    ['with a hyphen', 'Fnr: 018190-12365.'],
    ['with dots in the date', '01.81.90 12365'],
    ['digit by digit', '0 1 8 1 9 0 1 2 3 6 5'],
    ['in groups of four', '0181 9012 365'],
    ['with the personal number parted', '018190 123 65'],
    ['with an en dash and odd spaces', '018190\u00a0–\u00a012365'],
    ['with a zero-width space', '018190\u200b12365'],
    ['in full-width digits', '０１８１９０１２３６５'],
    ['after a phone number', '90 21 18 00 018190 12365'],
    ['glued to letters', 'fnr01819012365takk'],
  ])('%s', (_, text) => {
    expect(findForbiddenIdentifiers(text)).toEqual(['fodselsnummer'])
  })

  it.each([
    '4111111111111111',
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '4111.1111.1111.1111',
    '5555 5555 5555 4444',
    '2223 0031 2200 3222',
    '3782 822463 10005',
    '3056 930902 5904',
    '6011 1111 1111 1117',
    '3530 1113 3330 0000',
  ])('card %s', (text) => {
    expect(findForbiddenIdentifiers(`Kortet er ${text}, takk`)).toEqual(['payment_card'])
  })

  it('names both where both are', () => {
    expect(findForbiddenIdentifiers(`${fodselsnummer} og 4111 1111 1111 1111`)).toEqual([
      'fodselsnummer',
      'payment_card',
    ])
  })

  it.each([
    ['wrong check digits', '01819012366'],
    ['a card with a wrong digit', '4111 1111 1111 1112'],
    ['a number inside a longer one', '99018190123650'],
    ['numbers on two lines', '018190\n12365'],
    ['an invoice number that passes Luhn', '1000000000000008'],
    ['phone numbers and an organisation number', '+47 90 21 18 00, 902 11 800, 980 719 766'],
    ['dates, times and counts', '05.10.2026 123 saker, 2026-03-05 10:00, 48 211 av 1 204'],
    ['a date and a count whose digits happen to check', '05.10.2026 049 saker'],
    ['words alone', 'Slett kontoen min, takk'],
    ['nothing', ''],
  ])('lets pass: %s', (_, text) => {
    expect(findForbiddenIdentifiers(text)).toEqual([])
  })
})

describe('personal data does not leave for a channel', () => {
  it.each([
    ['email', 'Svar til kari.nordmann+gdpr@post.example.org.'],
    ['email', 'mailto:ola@example.no'],
    ['email', 'ÅSE@blåbær.example'],
    ['phone', 'Ring 90211800'],
    ['phone', 'Ring 902 11 800 i dag'],
    ['phone', 'tlf. 90 21 18 00.'],
    ['phone', '+47 90 21 18 00'],
    ['phone', '(+4790211800)'],
    ['phone', '004790211800'],
    ['phone', '+44 20 7946 0958'],
    ['phone', '69.17.50.26'],
    ['fodselsnummer', '018190 12365'],
    ['address', 'Bor i Storgata 12'],
    ['address', 'storgata 12'],
    ['address', 'Karl Johans gate 5B'],
    ['address', 'Kirkegata 3, 1767 Halden'],
    ['address', 'Bjørnveien 7 A'],
    ['address', 'Torget 5, 1767 Halden'],
    ['address', 'Postboks 458 Sentrum'],
    ['address', '12 Main Street'],
  ] as const)('%s: %s', (kind, text) => {
    expect(findOutboundPii(text)).toEqual([kind])
  })

  it.each([
    'RR-2026-0042 erasure awaiting_approval, due 2026-04-04, assigned to <@U01AB2CD3EF>, next: approve plan',
    'RR-2026-0042 og RR-2026-1042: frist 05.03.2026 kl. 10:00, kl. 10.00 eller 31.12.2026',
    'Frist 31. 12. 2026, 31/12/2026 og 31/12/26',
    'Frist torsdag 5. mars 2026 kl. 23:59:59',
    'Behandlingen 3 av 12, plass 3, Endringen 12, delegate 3, Investigate 12',
    '48 211 scanned, 1 204 eligible, 12 held, 3 open, 21 234 567 rows',
    '48\u00a0211 funnet, 21\u00a0234\u00a0567 rader, 100 %, 3.5 år, 0,75',
    'C0123456789 U01AB2CD3EF T024BE7LD 1712345678.123456 D90211800X',
    '<@U90211800> <#C90211800|privacy>',
    '19:a1b2c3d4e5f60718293a4b5c6d7e8f90@thread.tacv2 29:1aBcDeFgHiJkLmNoPqRsTuVwXyZ-_0123456789',
    '19:meeting_MTIzNDU2Nzg5MDEyMzQ1Njc4OTA@thread.v2',
    '8:orgid:00000000-0000-0000-0000-000000000000 90211800-2118-4002-8118-002118009021',
    'SW-2026-11-23-01 plan hash 9f3c0a1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef0123456789ab',
    'INT-06 GET-01 E_FOUR_EYES Art. 12(3), 17(3)(b), bokføringsloven § 13, notice §8',
    '',
  ])('posts: %s', (text) => {
    expect(findOutboundPii(text)).toEqual([])
  })

  it('posts whatever reference, date, time and counts a card shows', () => {
    const date = fc.integer({ min: 0, max: 6000 }).map((n) => addDays(asLocalDate('2024-01-01'), n))
    const spelt = (iso: string) => [
      iso,
      iso.split('-').reverse().join('.'),
      iso.split('-').reverse().join('/'),
    ]
    const card = fc.record({
      number: fc.integer({ min: 1, max: 9999 }),
      date,
      count: fc.integer({ min: 0, max: 999_999 }),
      minute: fc.integer({ min: 0, max: 59 }),
    })
    fc.assert(
      fc.property(card, ({ number, date, count, minute }) => {
        const reference = `RR-${date.slice(0, 4)}-${String(number).padStart(4, '0')}`
        for (const day of spelt(date)) {
          const time = `09:${String(minute).padStart(2, '0')}`
          expect(
            findOutboundPii(`${reference} ${day} ${time}\n${count.toLocaleString('nb')} av ${count}`),
          ).toEqual([])
        }
      }),
    )
  })
})

test('a long text made to slow the patterns down is read in good time', () => {
  const started = performance.now()
  findForbiddenIdentifiers('1 '.repeat(20_000))
  findOutboundPii(
    `${'12.'.repeat(10_000)} ${'a'.repeat(20_000)} ${'a.'.repeat(10_000)}@ ${'Ab '.repeat(10_000)}`,
  )
  expect(performance.now() - started).toBeLessThan(2000)
})

describe('somebody is named', () => {
  const aliases = ['Kari  Nordmann', 'kari@example.org', '+47 401 23 456', 'Bo']
  it.each([
    'Dette gjelder KARI NORDMANN.',
    'Mention <@Kari Nordmann>',
    'Skriv til kari@example.org, takk',
    'Ring +47 401 23 456',
  ])('%s', (text) => {
    expect(namesPerson(text, aliases)).toBe(true)
  })

  it.each(['Kari Nordmannsen', 'Kari, og en Nordmann', 'okari@example.org', 'Bo eller ikke bo', ''])(
    'not in: %s',
    (text) => {
      expect(namesPerson(text, aliases)).toBe(false)
    },
  )
})
