import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rights } from './rights.js'

interface Vector {
  readonly id: string
  readonly receivedAt: string
  readonly anchorAt: string
  readonly months: number
  readonly note: string
}
const vectors = JSON.parse(readFileSync('test/fixtures/vectors.json', 'utf8')) as {
  readonly deadline: readonly Vector[]
  readonly retention: readonly Vector[]
  readonly reminders: readonly ({ readonly receivedAt: string; readonly basis: string } & Record<
    string,
    string
  >)[]
}
const without = ({ id: _id, note: _note, ...fields }: Vector) => fields

/** One of each kind through the real command; the rules themselves are tested with all vectors. */
describe('rights deadline', () => {
  test.each(vectors.deadline.filter(({ id }) => ['D05', 'D17', 'D31', 'D61'].includes(id)))(
    '$id has every field of the vector',
    async (vector) => {
      const { stdout } = await rights('deadline', vector.receivedAt, '--json')
      expect(JSON.parse(stdout)).toMatchObject(without(vector))
    },
  )

  test('gives the reminder dates under the names of the vectors', async () => {
    const wanted = vectors.reminders.find(({ basis }) => basis === 'effectiveDue')!
    const { receivedAt, basis: _basis, due: _due, ...dates } = wanted
    const { stdout } = await rights('deadline', receivedAt, '--json')
    expect((JSON.parse(stdout) as { reminders: object }).reminders).toMatchObject(dates)
  })

  test('without --json prints lines for people', async () => {
    const { stdout } = await rights('deadline', '2026-03-05T10:00:00+01:00')
    expect(stdout).toMatch(/^promisedDue +2026-04-04$/mu)
  })

  test.each([
    ['no instant', ['deadline', 'yesterday']],
    ['no offset', ['deadline', '2026-03-05T10:00:00']],
    ['no number', ['retention', '2026-03-05T10:00:00Z', '--months', 'three']],
    ['too few days', ['deadline', '2026-03-05T10:00:00Z', '--suspended', '-1']],
  ])('%s: a sentence and exit code 2', async (_name, args) => {
    const { code, stderr, stdout } = await rights(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})

describe('rights retention', () => {
  test.each(vectors.retention.filter(({ id }) => ['R03', 'R09', 'R11'].includes(id)))(
    '$id',
    async (vector) => {
      const { stdout } = await rights(
        'retention',
        vector.anchorAt,
        '--months',
        String(vector.months),
        '--json',
      )
      expect(JSON.parse(stdout)).toEqual(without(vector))
    },
  )
})
