import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readDataMap } from '../../../src/connectors/data-map/read.js'

const right = `dataset:
  - fides_key: register
    meta:
      rights_desk:
        connection: { kind: postgres, url: { env: REGISTER_URL } }
        collections:
          people: { retention: { rule: RET-CONTR, anchor: { field: ended } } }
    collections:
      - name: people
        fields:
          - name: id
            data_categories: [user.unique_id]
            fides_meta: { primary_key: true }
          - name: email
            data_categories: [user.contact.email]
            fides_meta: { identity: email }
          - name: ended
`

const url = 'connection: { kind: postgres, url: { env: REGISTER_URL } }'

const changed = (from: string, to: string) => {
  expect(right).toContain(from)
  return readDataMap(right.replace(from, to))
}

test('a right map is read, with the variables that it needs', () => {
  const { map, problems, variables } = readDataMap(right)
  expect([problems, variables]).toEqual([[], ['REGISTER_URL']])
  const [system] = map!.systems
  expect(system).toMatchObject({ key: 'register', connection: { kind: 'postgres', timeoutMs: 10_000 } })
  expect(system!.collections[0]).toMatchObject({
    nativeName: 'people',
    key: ['id'],
    categories: ['user.contact.email', 'user.unique_id'],
    retention: { rule: 'RET-CONTR', months: 0, anchor: { source: 'field', field: 'ended' } },
    erasure: { action: 'delete' },
  })
})

test('whom data is disclosed to', () => {
  const { map, problems } = changed(
    url,
    `${url}\n        recipients: [{ name: Drift AS, role: sub_processor }]`,
  )
  expect(problems).toEqual([])
  expect(map!.systems[0]!.recipients).toEqual([{ name: 'Drift AS', role: 'sub_processor', contact: null }])
})

test('the hash is that of the text', () => {
  expect(readDataMap(right).map!.hash).toBe(readDataMap(right).map!.hash)
  expect(readDataMap(`${right}\n`).map!.hash).not.toBe(readDataMap(right).map!.hash)
})

test.each([
  ['what is no YAML', 'dataset:', 'dataset: [', 2, 'not YAML'],
  [
    'a secret in the map',
    'url: { env: REGISTER_URL }',
    'url: postgres://u:hunter2@db/x',
    5,
    'must not stand in the map',
  ],
  ['a variable with a wrong name', 'env: REGISTER_URL', 'env: register-url', 5, 'environment variable'],
  [
    'a recipient with no such role',
    url,
    `${url}\n        recipients: [{ name: Drift, role: vendor }]`,
    6,
    'role',
  ],
  [
    'an address in place of a recipient',
    url,
    `${url}\n        recipients: [{ name: kari@example.org, role: processor }]`,
    6,
    'name of an organisation',
  ],
  [
    'a misspelt key of a recipient',
    url,
    `${url}\n        recipients: [{ name: Drift, role: processor, contakt: x }]`,
    6,
    'Did you mean contact?',
  ],
  ['an unknown kind of store', 'kind: postgres', 'kind: oracle', 5, 'kind'],
  ['an unknown key of ours', 'url: {', 'urll: 1, url: {', 5, 'Did you mean url?'],
  ['a missing key', ', url: { env: REGISTER_URL }', '', 5, 'url'],
  [
    'a collection that is not there',
    'people: { retention',
    'persons: { retention',
    7,
    'no collection of this name',
  ],
  ['an unknown rule', 'RET-CONTR', 'RET-NEVER', 7, 'rule'],
  ['an anchor that is no field', 'field: ended }', 'field: closed }', 7, 'no field of this name'],
  [
    'a period longer than the rule',
    'rule: RET-CONTR,',
    'rule: RET-STD, months: 9,',
    7,
    'Longer than the rule',
  ],
  ['a writetime outside Cassandra', '{ field: ended }', '{ writetime: ended }', 7, 'Only Cassandra'],
  ['last_modified of a row', '{ field: ended }', 'last_modified', 7, 'Only Azure'],
  [
    'keeping without a rule',
    '{ retention: { rule: RET-CONTR, anchor: { field: ended } } }',
    '{ erasure: { action: keep, ground: g, law: l } }',
    7,
    'needs a retention rule',
  ],
  [
    'an emptied key',
    '{ retention: {',
    '{ erasure: { action: "null", fields: [id] }, retention: {',
    7,
    'primary key cannot be emptied',
  ],
  [
    'an unknown option',
    '{ retention: {',
    '{ options: { index: 1 }, retention: {',
    7,
    'not an option of postgres',
  ],
  ['no primary key', 'primary_key: true', 'primary_key: false', 9, 'primary_key: true'],
  ['nobody to be found', '{ identity: email }', '{ length: 3 }', 9, 'cannot be found'],
  ['a category that is none', 'user.contact.email', 'contact.email', 15, 'not a Fides data category'],
  [
    'a dangling reference',
    '{ identity: email }',
    '{ identity: email, references: [{ dataset: x, field: a.b }] }',
    16,
    'not in this map',
  ],
  ['a field named twice', '- name: ended', '- name: ended\n          - name: email', 18, 'named twice'],
  [
    'a circle',
    '{ identity: email }',
    '{ references: [{ dataset: register, field: people.id }] }',
    1,
    'circle among: register.people',
  ],
])('%s is explained with its line', (_, from, to, line, words) => {
  const { map, problems } = changed(from, to)
  expect(map).toBeNull()
  expect(problems.map((problem) => problem.line)).toContain(line)
  expect(problems.map(({ sentence }) => sentence).join(' ')).toContain(words)
  expect(JSON.stringify(problems)).not.toContain('hunter2')
})

test('a dataset written for Fides loads: what Fides alone knows is accepted, the rest told and ignored', () => {
  const { map, problems } = readDataMap(`dataset:
  - fides_key: postgres_example
    organization_fides_key: default_organization
    tags: null
    name: Example
    description: Sample
    fides_meta: { resource_id: x, after: [other] }
    colour: blue
    collections:
      - name: address
        description: null
        fides_meta: { erase_after: [postgres_example.x], skip_processing: false }
        fields:
          - name: street
            data_categories: [user.contact.address.street]
            data_subjects: [customer]
            fides_meta: { data_type: string, length: 40, identty: email }
          - name: geo
            fields: [{ name: lat, data_categories: [user.location.precise] }]
`)
  expect(map?.systems[0]).toMatchObject({ key: 'postgres_example', connection: null })
  expect(map!.systems[0]!.collections[0]!.fields.map(({ name }) => name)).toEqual([
    'street',
    'geo',
    'geo.lat',
  ])
  expect(problems.map(({ level, line }) => [level, line])).toEqual([
    ['note', 2],
    ['note', 8],
    ['note', 17],
  ])
  expect(problems.at(-1)!.sentence).toContain('Did you mean identity?')
})

test('a reference may be written at either end', () => {
  const { map } = readDataMap(`dataset:
  - fides_key: a
    collections:
      - name: people
        fields:
          - name: id
            fides_meta: { primary_key: true, references: [{ dataset: a, field: mails.person, direction: to }] }
      - name: mails
        fields: [{ name: person }]
`)
  expect(map!.systems[0]!.collections[1]!.fields[0]!.references).toEqual([
    { system: 'a', name: 'people', field: 'id' },
  ])
})

test('the documented map of ConnXio is right', () => {
  const { map, problems } = readDataMap(readFileSync('docs/data-map/connxio.yml', 'utf8'))
  expect(problems.filter(({ level }) => level === 'error')).toEqual([])
  expect(map!.systems.map(({ connection }) => connection?.kind ?? 'manual')).toEqual([
    'postgres',
    'cassandra',
    'azure_blob',
    'azure_table',
    'manual',
  ])
})
