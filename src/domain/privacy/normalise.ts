import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { CountryCode } from 'libphonenumber-js/max'

const longestAddress = 254 // RFC 5321 §4.5.3.1.3 less the angle brackets

/** One spelling an e-mail address, for the blind index (§5.3): trimmed, NFKC, lower case. Null where it is none. */
export function normaliseEmail(text: string): string | null {
  const address = text.normalize('NFKC').trim().toLowerCase()
  const isAddress = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[\p{L}\p{N}-]{2,}$/u.test(address)
  return isAddress && address.length <= longestAddress ? address : null
}

/** One spelling a phone number, E.164, for the blind index (§5.3). `country` is for numbers without a prefix. */
export function normalisePhone(text: string, country: CountryCode): string | null {
  const phone = parsePhoneNumberFromString(text.normalize('NFKC').trim(), {
    defaultCountry: country,
    extract: false,
  })
  // Not `isValid`: the numbering plan grows between releases of the library, and a known number must be found again.
  return phone?.isPossible() ? phone.number : null
}
