import { describe, expect, test } from 'vitest'
import { mention } from '../../src/chat/mention.js'
import type { Block, Button, Text, View } from '../../src/chat/view.js'
import { faultsOfBlocks, faultsOfView } from '../../src/local/slack-cloud/blocks.js'
import { limits } from '../../src/slack/limits.js'
import { renderHome, renderMessage, renderModal } from '../../src/slack/render-card.js'

const words = (text: string): Text<'Z1'> => ({ zone: 'Z1', words: text })
const view = (...blocks: Block<'Z1'>[]): View<'Z1'> => ({ title: words('T'), summary: words('S'), blocks })
const button = (more: Partial<Button<'Z1'>> = {}): Button<'Z1'> => ({
  label: words('Go'),
  action: 'go',
  token: 't',
  ...more,
})
const text = (length: number) => words('x'.repeat(length))
const blocksOf = (...blocks: Block<'Z1'>[]) => renderMessage(view(...blocks)).payload.blocks.slice(1)
const entries = (count: number, length = 3): Block<'Z1'> => ({
  kind: 'entries',
  entries: Array.from({ length: count }, (_none, index) => ({
    title: words(`E${index}`),
    details: [text(length)],
  })),
})

test('each kind of block is drawn as Slack takes it', () => {
  const drawn = renderMessage(
    view(
      { kind: 'heading', text: words('Dates') },
      { kind: 'text', text: words('Plain') },
      { kind: 'text', text: words('Small'), tone: 'muted' },
      { kind: 'text', text: words('Late'), tone: 'danger' },
      { kind: 'facts', facts: [{ label: words('Due'), value: words('Fri 4 Dec 2026') }] },
      {
        kind: 'entries',
        entries: [{ title: words('RR-2026-0001'), details: [words('Due soon')], button: button() }],
      },
      { kind: 'divider' },
      { kind: 'buttons', buttons: [button({ style: 'danger', describe: words('Go to it') })] },
    ),
  )
  const plain = (text: string) => ({ type: 'plain_text', text, emoji: false })
  const bold = (text: string) => ({ type: 'mrkdwn', text, verbatim: true })
  const drawnButton = (id: string) => ({ type: 'button', text: plain('Go'), action_id: id, value: 't' })
  expect(drawn).toEqual({
    cuts: [],
    payload: {
      text: 'S',
      blocks: [
        { type: 'header', text: plain('T') },
        { type: 'header', text: plain('Dates') },
        { type: 'section', text: plain('Plain') },
        { type: 'context', elements: [plain('Small')] },
        { type: 'section', text: plain('⛔ Late') },
        { type: 'section', fields: [bold('*Due*\nFri 4 Dec 2026')] },
        { type: 'section', text: bold('*RR-2026-0001*\nDue soon'), accessory: drawnButton('go#1') },
        { type: 'divider' },
        {
          type: 'actions',
          elements: [{ ...drawnButton('go#2'), style: 'danger', accessibility_label: 'Go to it' }],
        },
      ],
    },
  })
})

describe('at the limits', () => {
  const confirm = (length: number) => ({
    title: text(length),
    text: text(length),
    yes: text(length),
    no: text(length),
  })
  const places: [string, number, (length: number) => Block<'Z1'>][] = [
    ['heading', limits.header, (n) => ({ kind: 'heading', text: text(n) })],
    ['button', limits.button.label, (n) => ({ kind: 'buttons', buttons: [button({ label: text(n) })] })],
    [
      'describe',
      limits.button.describe,
      (n) => ({ kind: 'buttons', buttons: [button({ describe: text(n) })] }),
    ],
    [
      'confirm',
      limits.confirm.choice,
      (n) => ({ kind: 'buttons', buttons: [button({ confirm: confirm(n) })] }),
    ],
  ]
  test.each(places)('%s', (place, most, block) => {
    for (const [length, cuts] of [
      [most - 1, 0],
      [most, 0],
      [most + 1, place === 'confirm' ? 2 : 1],
    ] as const) {
      const drawn = renderMessage(view(block(length)))
      expect(faultsOfBlocks(drawn.payload.blocks)).toEqual([])
      expect(drawn.cuts).toEqual(Array.from({ length: cuts }, () => place))
    }
  })

  test.each([
    [limits.section.text - 1, 1],
    [limits.section.text, 1],
    [limits.section.text + 1, 2],
    [2 * limits.section.text + 1, 3],
  ])('a text of %i characters goes on in %i blocks, and nothing is lost', (length, count) => {
    const blocks = blocksOf({ kind: 'text', text: text(length) })
    expect(blocks).toHaveLength(count)
    expect(
      JSON.stringify(blocks)
        .match(/x{2,}|(?<=")x(?=")/gu)
        ?.join(''),
    ).toHaveLength(length)
  })

  test.each([
    [10, 1],
    [11, 2],
    [20, 2],
    [21, 3],
  ])('%i facts are %i sections', (facts, count) => {
    const fact = { label: words('L'), value: words('V') }
    expect(blocksOf({ kind: 'facts', facts: Array.from({ length: facts }, () => fact) })).toHaveLength(count)
  })

  test('a long fact gets a block of its own', () => {
    const facts = [1_995, 1_996, 1_997].map((length) => ({ label: words('L'), value: text(length) }))
    const blocks = blocksOf({ kind: 'facts', facts })
    expect(blocks.map((block) => 'fields' in block)).toEqual([true, false])
  })

  test.each([
    [5, 1],
    [6, 2],
    [26, 6],
  ])('%i buttons stand in %i rows', (count, rows) => {
    const blocks = blocksOf({ kind: 'buttons', buttons: Array.from({ length: count }, () => button()) })
    expect(blocks).toHaveLength(rows)
    expect(faultsOfBlocks(blocks)).toEqual([])
  })

  test.each([
    [48, 50, []],
    [49, 50, []],
    [50, 50, ['blocks:+2']],
    [500, 50, ['blocks:+452']],
  ])('a list of %i entries in a message', (count, blocks, cuts) => {
    const drawn = renderMessage(view(entries(count), ...(count === 48 ? [{ kind: 'divider' } as const] : [])))
    expect(drawn.payload.blocks).toHaveLength(blocks)
    expect(drawn.cuts).toEqual(cuts)
  })

  test('the list gives way, not the buttons under it', () => {
    const { payload } = renderMessage(view(entries(80), { kind: 'buttons', buttons: [button()] }))
    expect(payload.blocks.at(-1)?.type).toBe('actions')
    expect(JSON.stringify(payload.blocks.at(-2))).toContain('… +33')
    expect(payload.blocks).toHaveLength(50)
  })

  test('a message stays under the size that Slack takes', () => {
    const drawn = renderMessage(view(entries(40, 1_000)))
    expect(faultsOfBlocks(drawn.payload.blocks)).toEqual([])
    expect(JSON.stringify(drawn.payload.blocks).length).toBeLessThanOrEqual(limits.message.size)
    expect(drawn.cuts).toEqual(['blocks:+29'])
  })

  test.each(['modal', 'home'] as const)('a %s takes a hundred blocks', (surface) => {
    const render = (count: number) => (surface === 'modal' ? renderModal : renderHome)(view(entries(count)))
    for (const count of [98, 99, 100, 101, 102]) {
      expect(faultsOfView(render(count).payload, surface)).toEqual([])
    }
    expect(render(102).payload.blocks).toHaveLength(100)
  })

  test.each([
    [24, 0],
    [25, 1],
  ])('a modal title of %i characters', (length, heads) => {
    const { payload } = renderModal({ ...view(), title: text(length) })
    expect(payload.title.text.length).toBe(24)
    expect(payload.blocks).toHaveLength(heads)
  })
})

test('empty words never reach Slack', () => {
  const empty = words('')
  const drawn = renderMessage({
    title: empty,
    summary: empty,
    blocks: [
      { kind: 'text', text: empty },
      { kind: 'facts', facts: [{ label: empty, value: empty }] },
      { kind: 'entries', entries: [{ title: empty, details: [], button: button({ label: empty }) }] },
      { kind: 'entries', entries: [] },
      { kind: 'facts', facts: [] },
      { kind: 'buttons', buttons: [] },
    ],
  })
  expect(faultsOfBlocks(drawn.payload.blocks)).toEqual([])
  expect(drawn.payload.text).toBe('–')
})

test('a person is mentioned where Slack can, and is nobody in particular elsewhere', () => {
  const kari = words(`by ${mention({ platform: 'slack', userId: 'U0KARI' })}`)
  const otto = words(`by ${mention({ platform: 'teams', userId: '29:secret-id' })}`)
  const blocks = JSON.stringify(
    blocksOf({ kind: 'text', text: kari }, { kind: 'text', text: otto }, { kind: 'heading', text: kari }),
  )
  expect(blocks).toContain('"by <@U0KARI>"')
  expect(blocks).toContain('"by @teams"')
  expect(blocks).toContain('"by @slack"')
  expect(blocks).not.toContain('secret-id')
})
