import { describe, expect, test } from 'vitest'
import { holdCovers, touches } from '../../../src/domain/case/coverage.js'
import { parseReference } from '../../../src/domain/case/reference.js'
import { asLocalDate } from '../../../src/domain/time/calendar.js'

const own = parseReference('RR-2026-0001')!
const other = parseReference('RR-2026-0002')!
const crmContact = { system: 'crm', category: 'contact' }
/** As a search of the stores names it: the collection, and in brackets its data categories. */
const searched = { system: 'crm', category: 'messages (user.contact.email, user.content)' }
const byHand = { system: 'all', category: 'all' }
const scope = { references: [], systems: [], categories: [], from: null, until: null }

describe('systems and categories', () => {
  test.each([
    ['none named: everything', [], [], crmContact, true],
    ['the system', ['crm'], [], crmContact, true],
    ['another system', ['mail'], [], crmContact, false],
    ['the category', [], ['contact'], crmContact, true],
    ['the system, but another category', ['crm'], ['invoice'], crmContact, false],
    ['a line by hand may be anywhere', ['crm'], ['invoice'], byHand, true],
    ['all is written out', ['all'], [], crmContact, true],
    ['a data category of a searched line', [], ['user.contact.email'], searched, true],
    ['a category above it', [], ['user.contact'], searched, true],
    ['the collection by its name', [], ['messages'], searched, true],
    ['a category below it: no other of the line', [], ['user.contact.email.work'], searched, false],
    ['a category that only begins alike', [], ['user.con'], searched, false],
    ['a category beside it', [], ['user.financial'], searched, false],
  ])('%s', (_name, systems, categories, line, is) => {
    expect(touches({ systems, categories }, [line])).toBe(is)
  })

  test('nothing is touched where nothing is deleted', () => {
    expect(touches({ systems: [], categories: [] }, [])).toBe(false)
  })
})

describe('a hold', () => {
  test('on the person of a case covers them under every case of theirs, and nobody else', () => {
    const hold = { ...scope, references: [own] }
    expect(holdCovers(hold, [other, own], [crmContact])).toBe(true)
    expect(holdCovers(hold, [other], [crmContact])).toBe(false)
  })

  test('on a time covers everybody: the age of the records of a plan is not known before they are read', () => {
    expect(holdCovers({ ...scope, from: asLocalDate('2026-01-01') }, [own], [crmContact])).toBe(true)
  })
})
