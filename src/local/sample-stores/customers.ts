import type { DateTime } from 'luxon'
import { examplePerson } from './example-person.js'

/** Somebody of the sample requests as the sample stores know them: plainly fictitious. */
export interface SampleCustomer {
  readonly no: string
  readonly name: string
  readonly email: string
  readonly phone: string
  /** End of the agreement; null while it runs. */
  readonly agreementEndedAt: DateTime | null
  /** When each record was made. */
  readonly invoices: readonly DateTime[]
  readonly messages: readonly DateTime[]
  readonly files: readonly DateTime[]
  readonly deliveries: readonly DateTime[]
}

const requesters = 40

/** Everybody of the sample requests, and the person of the example in the guide. */
export const sampleCustomers = (now: DateTime): readonly SampleCustomer[] => [
  ...Array.from({ length: requesters }, (_, at) =>
    customer(at + 1, `Eksempel Person ${at + 1}`, `person${at + 1}@example.org`, now),
  ),
  customer(requesters + 1, examplePerson.name, examplePerson.email, now),
]

function customer(n: number, name: string, email: string, now: DateTime): SampleCustomer {
  // Up to four and a half months back: some records are past three months, most are not.
  const made = (count: number, step: number) =>
    Array.from({ length: count }, (_, at) => now.minus({ days: (n * 3 + at * step) % 140, hours: n % 12 }))
  return {
    no: `K-${1000 + n}`,
    name,
    email,
    // Numbers that Nkom keeps for made-up people.
    phone: `+47 99 00 ${String(n).padStart(2, '0')} ${String((n * 7) % 100).padStart(2, '0')}`,
    agreementEndedAt: n % 9 === 0 ? now.minus({ days: n }) : null,
    invoices: made(1 + (n % 2), 31),
    messages: made(2 + ((n * 7) % 5), 29),
    files: made(1 + ((n * 3) % 3), 37),
    deliveries: made(1 + ((n * 5) % 4), 23),
  }
}
