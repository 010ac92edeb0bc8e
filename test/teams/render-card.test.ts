import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, Button, View } from '../../src/chat/view.js'
import { buttonsOf } from '../../src/local/teams-cloud/card-parts.js'
import { faultsOfCard } from '../../src/local/teams-cloud/cards.js'
import type { Json } from '../../src/local/teams-cloud/state.js'
import type { AdaptiveCard } from '../../src/teams/card.js'
import { limits } from '../../src/teams/limits.js'
import { packForm, unpackForm } from '../../src/teams/packed-form.js'
import { renderCard } from '../../src/teams/render-card.js'
import { gallery } from '../support/gallery.js'
import { parserFaults } from './parser.js'

const z1 = (words: string) => ({ zone: 'Z1', words }) as const
const x = (length: number) => z1('x'.repeat(length))
const view = (...blocks: Block<'Z1'>[]): View<'Z1'> => ({ title: z1('T'), summary: z1('S'), blocks })
const button = (more: Partial<Button<'Z1'>> = {}): Button<'Z1'> => ({
  label: z1('Go'),
  action: 'go',
  token: 't',
  ...more,
})
const canvas = { surface: 'message', opensForm: () => false, names: new Map<string, string>() } as const
const draw = (...blocks: Block<'Z1'>[]) => renderCard(view(...blocks), canvas)
const sizeOf = (card: AdaptiveCard) => Buffer.byteLength(JSON.stringify(card))
const textOf = (card: AdaptiveCard) => JSON.stringify(card)

const entries = (count: number, length: number): Block<'Z1'> => ({
  kind: 'entries',
  entries: Array.from({ length: count }, (_none, index) => ({
    title: z1(`E${index}.`),
    details: [x(length)],
  })),
})

/** What is cut at a limit: the block with so many characters there, and the name of the cut. */
const edges: readonly (readonly [
  what: string,
  most: number,
  cut: string,
  at: (length: number) => Block<'Z1'>,
])[] = [
  ['a heading', limits.heading, 'heading', (n) => ({ kind: 'heading', text: x(n) })],
  [
    'a button',
    limits.button.label,
    'button',
    (n) => ({ kind: 'buttons', buttons: [button({ label: x(n) })] }),
  ],
  [
    'what a button says to screen readers',
    limits.button.describe,
    'describe',
    (n) => ({ kind: 'buttons', buttons: [button({ describe: x(n) })] }),
  ],
  ['a detail', limits.text, 'entry', (n) => entries(1, n)],
  [
    'the words of a picture',
    limits.alt,
    'alt',
    (n) => ({ kind: 'picture', picture: { base64: 'AAAA', name: 'a.png' }, alt: x(n) }),
  ],
]

describe.each(edges)('%s of %i characters', (_what, most, cut, at) => {
  test.each([
    ['one less', most - 1, []],
    ['just so many', most, []],
    ['one more', most + 1, [cut]],
  ])('%s', (_name, length, cuts) => {
    const drawn = draw(at(length))
    expect(drawn.cuts).toEqual(cuts)
    expect(textOf(drawn.payload)).toContain(cuts.length > 0 ? 'x…' : 'x'.repeat(length))
    expect(faultsOfCard(drawn.payload as unknown as Json, 'message')).toEqual([])
  })
})

test('long words go on in further blocks, and nothing of them is lost', () => {
  const words = Array.from({ length: 1_200 }, (_none, index) => `word${index}`).join(' ')
  const { payload, cuts } = draw({ kind: 'text', text: z1(words) })
  const runs = payload.body.slice(1).map((part) => (part['inlines'] as { text: string }[])[0]!.text)
  expect(runs.length).toBeGreaterThan(1)
  expect(runs.join(' ')).toBe(words)
  expect(cuts).toEqual([])
})

test('buttons stand five in a row', () => {
  const { payload } = draw({ kind: 'buttons', buttons: Array.from({ length: 7 }, () => button()) })
  expect(payload.body.slice(1).map((part) => (part['actions'] as unknown[]).length)).toEqual([5, 2])
})

describe('a card that is too large', () => {
  test('loses the last of its lists first, says how many, and keeps its buttons', () => {
    const { payload, cuts } = draw(entries(400, 100), { kind: 'buttons', buttons: [button()] })
    expect(sizeOf(payload)).toBeLessThanOrEqual(limits.card)
    expect(sizeOf(payload)).toBeGreaterThan(limits.card * 0.9)
    const missing = Number(/^parts:\+(\d+)$/u.exec(cuts[0]!)![1])
    expect(textOf(payload)).toContain(`… +${missing}`)
    expect(textOf(payload)).toContain('E0.')
    expect(textOf(payload)).not.toContain('E399.')
    expect(textOf(payload).match(/E\d+\./gu)).toHaveLength(400 - missing)
    expect(buttonsOf(payload as unknown as Json)).toHaveLength(1)
  })

  test('is never larger than Teams takes, whatever is in it, and is always a card', () => {
    const words = fc.string({ unit: 'binary', maxLength: 400 }).map(z1)
    const block: fc.Arbitrary<Block<'Z1'>> = fc.oneof(
      fc.record({ kind: fc.constant('text' as const), text: words }),
      fc.record({ kind: fc.constant('heading' as const), text: words }),
      fc.record({
        kind: fc.constant('facts' as const),
        facts: fc.array(fc.record({ label: words, value: words }), { maxLength: 30 }),
      }),
      fc.record({
        kind: fc.constant('entries' as const),
        entries: fc.array(fc.record({ title: words, details: fc.array(words, { maxLength: 3 }) }), {
          maxLength: 60,
        }),
      }),
      fc.record({
        kind: fc.constant('buttons' as const),
        buttons: fc.array(words, { maxLength: 12 }).map((labels) => labels.map((label) => button({ label }))),
      }),
    )
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
        const { payload } = draw(...blocks)
        expect(sizeOf(payload)).toBeLessThanOrEqual(limits.card)
        expect(parserFaults(payload)).toEqual([])
        expect(faultsOfCard(payload as unknown as Json, 'message')).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('a button', () => {
  const drawn = (more: Partial<Button<'Z1'>>, change: Partial<Parameters<typeof renderCard>[1]> = {}) => {
    const { payload } = renderCard(view({ kind: 'buttons', buttons: [button(more)] }), {
      ...canvas,
      ...change,
    })
    return (payload.body.at(-1)!['actions'] as Json[])[0]!
  }

  test('acts at once, and for clients before 1.4 as a submission', () => {
    expect(drawn({})).toMatchObject({
      type: 'Action.Execute',
      verb: 'go',
      data: { desk: { action: 'go', token: 't' } },
      fallback: { type: 'Action.Submit', data: { desk: { action: 'go', token: 't' } } },
    })
  })

  test('opens a dialog where its command asks for a form, or codes are chosen already', () => {
    for (const one of [drawn({}, { opensForm: () => true }), drawn({ prefill: { rights: 'access' } })])
      expect(one).toMatchObject({ type: 'Action.Submit', data: { msteams: { type: 'task/fetch' } } })
  })

  test('in a dialog only submits', () => {
    expect(drawn({}, { surface: 'dialog' })).toMatchObject({ type: 'Action.Submit' })
  })

  test('that must be confirmed unfolds the question first', () => {
    const confirm = { title: z1('Sure?'), text: z1('It is gone then.'), yes: z1('Yes'), no: z1('No') }
    const one = drawn({ confirm, style: 'danger' })
    expect(one).toMatchObject({ type: 'Action.ShowCard', style: 'destructive' })
    expect(JSON.stringify(one)).toContain('It is gone then.')
    expect(buttonsOf(one['card'] as Json)).toMatchObject([{ title: 'Yes', type: 'Action.Execute' }])
  })
})

describe('a form that carries itself', () => {
  const forms = gallery.flatMap((sample) => ('form' in sample ? [[sample.name, sample.form] as const] : []))

  test.each(forms)('%s comes back as it was, without what was typed', (_name, form) => {
    const fields = form.fields.map(({ initial: _typed, ...field }) => field)
    expect(unpackForm(packForm(form))).toEqual({ ...form, fields })
    expect(packForm(form).length).toBeLessThan(6_000)
  })

  test('is none when it is anything else, too long, or a flood', () => {
    const flood = packForm({ ...forms[0]![1], intro: [z1('x'.repeat(3_000_000))] })
    expect(flood.length).toBeLessThan(12_000)
    for (const packed of [undefined, 7, '', 'AAAA', '{}', flood, 'x'.repeat(20_000)])
      expect(unpackForm(packed)).toBeNull()
  })
})
