import { idnr } from '@navikt/fnrvalidator'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { CountryCode } from 'libphonenumber-js/max'

/** What nobody may type into the desk (C8; personopplysningsloven § 12). */
export type ForbiddenIdentifier = 'fodselsnummer' | 'payment_card'

/** What may never leave for a channel (M3). */
export type OutboundPii = 'email' | 'phone' | 'fodselsnummer' | 'address'

/** Names the forbidden identifiers in a text, each once; the text itself goes nowhere. */
export function findForbiddenIdentifiers(text: string): readonly ForbiddenIdentifier[] {
  const runs = digitRuns(plain(text))
  const found: ForbiddenIdentifier[] = []
  if (runs.some(holdsIdentityNumber)) found.push('fodselsnummer')
  if (runs.some(holdsPaymentCard)) found.push('payment_card')
  return found
}

/**
 * Names the kinds of personal data in a text that is about to be posted (M3).
 * References, dates, times, counts and platform ids are none. Aliases of open subjects are for the caller to look for.
 */
export function findOutboundPii(text: string): readonly OutboundPii[] {
  const words = plain(text).replace(platformIds, ' ')
  const found: OutboundPii[] = []
  if (email.test(words)) found.push('email')
  if (holdsPhone(words.replace(datesAndTimes, ' | '))) found.push('phone')
  if (digitRuns(words).some(holdsIdentityNumber)) found.push('fodselsnummer')
  if (addresses.some((address) => address.test(words))) found.push('address')
  return found
}

/** What is shorter names nobody: it would be found in ordinary words. */
const shortestAlias = 4

/** Whether a text names somebody by one of these in full: whole words, in any case and spacing. */
export function namesPerson(text: string, aliases: readonly string[]): boolean {
  const words = oneSpelling(text)
  return aliases
    .map(oneSpelling)
    .some((alias) => alias.trim().length >= shortestAlias && words.includes(alias))
}

/** Words alone, lower case, with one space around each. */
const oneSpelling = (text: string) =>
  ` ${(
    plain(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}+](?:[@._'+-]?[\p{L}\p{N}])*/gu) ?? []
  ).join(' ')} `

/** Full-width digits, odd spaces, dashes and invisible characters would otherwise hide a number. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Pd}|\u2212/gu, '-')
    .replace(/[^\S\n]/gu, ' ')
}

/** Runs of digits as people group them: `010190 12345` is ['010190', '12345']. A line break ends a run. */
function digitRuns(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/\d+(?:[ .-]{1,3}\d+)*/g)].map(([run]) => run.match(/\d+/g) ?? [])
}

/** Whether some whole groups in a row satisfy `test`; a number inside a longer group is not that number. */
function someGroups(
  run: readonly string[],
  longest: number,
  test: (groups: readonly string[]) => boolean,
): boolean {
  return run.some((_, from) => {
    let length = 0
    for (let to = from; to < run.length && length <= longest; to++) {
      length += run[to]!.length
      if (length <= longest && test(run.slice(from, to + 1))) return true
    }
    return false
  })
}

/** Fødselsnummer and D-number, with both check digits, also those of the H-numbers and of test persons. */
function holdsIdentityNumber(run: readonly string[]): boolean {
  return someGroups(run, 11, (groups) => {
    const digits = groups.join('')
    // Who writes the number in groups parts birth date and personal number, or makes long groups; without this,
    // `05.10.2026 123` is a candidate.
    return (
      digits.length === 11 &&
      (hasBoundaryAt(groups, 6) || groups.every(({ length }) => length >= 3)) &&
      idnr(digits).status === 'valid'
    )
  })
}

function hasBoundaryAt(groups: readonly string[], position: number): boolean {
  let length = 0
  return groups.some((group) => (length += group.length) === position)
}

/** First digits of the card schemes and how many digits they have (ISO/IEC 7812). Invoice numbers pass Luhn as well. */
const cardSchemes = [
  /^4(?:\d{12}|\d{15}|\d{18})$/,
  /^(?:5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d{2}|7[01]\d|720)\d{12})$/,
  /^3[47]\d{13}$/,
  /^3(?:0[0-5]|[689]\d)\d{11}$/,
  /^35\d{14}$/,
  /^(?:6011|64[4-9]\d|65\d{2}|50\d{2}|5[6-9]\d{2}|6[0-9]\d{2})\d{12}(?:\d{3})?$/,
]

function holdsPaymentCard(run: readonly string[]): boolean {
  return someGroups(run, 19, (groups) => {
    const digits = groups.join('')
    const isGroupedLikeCard =
      groups.length === 1 || (groups[0]!.length === 4 && groups.every((group) => group.length >= 3))
    return isGroupedLikeCard && cardSchemes.some((scheme) => scheme.test(digits)) && passesLuhn(digits)
  })
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

// Every repetition below is bounded, so a long text takes time in proportion to its length.

/** UUIDs, Teams conversations and persons, Slack ids and message times, references of cases. */
const platformIds = new RegExp(
  [
    String.raw`\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`,
    String.raw`\b(?:19|28|29):[\w-]{10,}(?:@(?:thread|unq)\.\w+)?`,
    String.raw`\b[A-Z](?=[A-Z]*\d)[A-Z0-9]{7,}\b`,
    String.raw`\b\d{10}\.\d{6}\b`,
    String.raw`\bRR-\d{4}-\d+\b`,
  ].join('|'),
  'g',
)

const datesAndTimes =
  /(?<![\d.])(?:\d{4}-\d{2}-\d{2}|\d{1,2}\. ?\d{1,2}\. ?\d{4}|\d{1,2}\/\d{1,2}\/(?:\d{4}|\d{2})|\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)(?!\.?\d)/g

const email =
  /[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/u

/** As Norwegians group eight digits; other groupings are counts. */
const nationalPhone =
  /(?<![\p{L}\p{N}+.,-])(?:\d{8}|\d{2}(?:[ .-]\d{2}){3}|\d{3}[ .-]\d{2}[ .-]\d{3})(?![\p{L}\p{N}]|[.,-]\d)/gu
const internationalPhone = /(?<![\p{L}\p{N}])(?:\+|00)[1-9](?:[ ().-]{0,2}\d){6,14}/gu

function holdsPhone(words: string): boolean {
  return [
    ...[...words.matchAll(nationalPhone)].map(([phone]) => isPhone(phone, 'NO')),
    ...[...words.matchAll(internationalPhone)].map(([phone]) => isPhone(phone.replace(/^00/, '+'))),
  ].includes(true)
}

function isPhone(text: string, country?: CountryCode): boolean {
  return parsePhoneNumberFromString(text, country)?.isValid() ?? false
}

const houseNumber = String.raw` \d{1,4} ?[A-Za-z]?(?![\p{L}\p{N}:/-]|\.\d)`
/** Words that are no street for all their ending. */
const noStreet = '(?<![Dd]ele|[Ii]nvesti|[Mm]iti|[Aa]ggre|[Nn]avi|[Pp]ropa|[Ss]egre)'
const streetEnding =
  'gate|vei|veg|allé|alleen|alléen|plass|plassen|torg|torget|bakken|svingen|stien|kroken|tunet|brygge|terrasse'
/** Street and number, in Norwegian and English, and post boxes. */
const addresses = [
  new RegExp(String.raw`\p{L}{2,40}(?:gata|gaten|veien|vegen)${houseNumber}`, 'iu'),
  new RegExp(String.raw`\p{Lu}[\p{L}'-]{0,40}${noStreet}(?:${streetEnding})${houseNumber}`, 'u'),
  new RegExp(
    String.raw`\p{Lu}[\p{L}'-]{0,40} (?:[Gg]ate|[Gg]t\.?|[Vv]ei|[Vv]eg|[Vv]n\.?|[Bb]rygge)${houseNumber}`,
    'u',
  ),
  new RegExp(String.raw`(?<!\p{L})(?:torget|torvet|postboks|p\.?o\.? box)${houseNumber}`, 'iu'),
  /(?<![\p{L}\p{N}])\d{1,5}[A-Z]? (?:\p{Lu}[\p{L}'-]{0,40} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square)(?!\p{L})/u,
]
