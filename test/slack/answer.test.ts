import { afterEach, describe, expect, test } from 'vitest'
import type { Form } from '../../src/chat/form.js'
import type { Interaction } from '../../src/chat/interaction.js'
import type { Reply } from '../../src/chat/reply.js'
import type { Text, View } from '../../src/chat/view.js'
import type { CloudMessage } from '../../src/local/slack-cloud/state.js'
import { slackWorld, type SlackWorld, type SlackWorldOptions } from '../support/slack-world.js'

const words = (text: string): Text<'Z1'> => ({ zone: 'Z1', words: text })
const view = (text: string): View<'Z1'> => ({
  title: words('A title'),
  summary: words(text),
  blocks: [
    { kind: 'text', text: words(text) },
    { kind: 'buttons', buttons: [{ label: words('Next'), action: 'list.next', token: 'signed' }] },
  ],
})
const form: Form = {
  action: 'request.open',
  token: 'signed-form',
  title: words('Open a request'),
  intro: [words('Fill this in.')],
  submit: words('Open'),
  cancel: words('Cancel'),
  fields: [
    { kind: 'text', name: 'name', label: words('Name') },
    {
      kind: 'choice',
      name: 'right',
      label: words('Right'),
      options: [{ value: 'access', label: words('Access') }],
    },
    {
      kind: 'choices',
      name: 'marks',
      label: words('Marks'),
      isOptional: true,
      options: [{ value: 'a', label: words('A') }],
    },
    { kind: 'date', name: 'on', label: words('On'), initial: '2026-11-24' },
    { kind: 'time', name: 'at', label: words('At'), isOptional: true },
    { kind: 'tick', name: 'sure', label: words('Sure'), box: words('Yes') },
    { kind: 'person', name: 'who', label: words('Who'), isOptional: true },
  ],
}
const shows = (message: CloudMessage | undefined) => JSON.stringify(message?.blocks ?? null)

let world: SlackWorld
let taken: Interaction[]
async function start(
  reply: (interaction: Interaction) => Reply | Promise<Reply>,
  more: Partial<SlackWorldOptions> = {},
) {
  taken = []
  world = await slackWorld({
    ...more,
    dispatch: async (interaction) => {
      taken.push(interaction)
      return reply(interaction)
    },
  })
  return world.person('U0KARI')
}
afterEach(() => world.stop())

describe('a slash command', () => {
  test('is answered in the ack, to its writer alone', async () => {
    const kari = await start(() => ({ kind: 'private', view: view('Hello') }))
    const seen = await kari.command(
      'show <@U0OLA|ola> in <#C0PRIVACY|privacy> &amp; &lt;more&gt;',
      'C0PRIVACY',
    )
    expect(taken).toMatchObject([
      {
        kind: 'command',
        text: 'show @U0OLA in #C0PRIVACY & <more>',
        tenant: 'T0DESK',
        userId: 'U0KARI',
        channel: 'C0PRIVACY',
      },
    ])
    expect(seen.status).toBe(200)
    expect(seen.ack).toMatchObject({ response_type: 'ephemeral', text: 'Hello', mrkdwn: false })
    expect(seen.ephemerals).toHaveLength(1)
    expect(world.cloud.state.calls.map(({ method }) => method)).toEqual(['auth.test', 'conversations.info'])
  })

  test('has no channel in a direct message', async () => {
    const kari = await start(() => ({ kind: 'nothing' }))
    const seen = await kari.command('help', world.cloud.state.direct('U0KARI').id)
    expect(taken).toMatchObject([{ channel: null }])
    expect(seen).toMatchObject({ status: 200, ack: null, ephemerals: [] })
  })

  test('opens a form; its values come back by field, empty ones absent', async () => {
    const kari = await start(({ kind }) => (kind === 'form' ? { kind: 'nothing' } : { kind: 'form', form }))
    const { modal } = await kari.command('open', 'C0PRIVACY')
    expect(modal?.content).toMatchObject({ callback_id: 'request.open', private_metadata: 'signed-form' })
    const seen = await kari.submit(modal!, {
      name: 'N *N*',
      right: 'access',
      marks: ['a'],
      at: '13:05',
      who: 'U0OLA',
      sure: true,
    })
    expect(taken[1]).toMatchObject({
      kind: 'form',
      action: 'request.open',
      token: 'signed-form',
      fields: {
        name: 'N *N*',
        right: 'access',
        marks: ['a'],
        on: '2026-11-24',
        at: '13:05',
        sure: true,
        who: 'U0OLA',
      },
    })
    expect(seen.modal).toBeNull()
    const again = (await kari.command('open', 'C0PRIVACY')).modal!
    await kari.submit(again, { name: 'x', right: 'access' })
    expect(taken[3]).toMatchObject({ fields: { name: 'x', right: 'access', on: '2026-11-24', sure: false } })
  })

  test('is told that the desk is busy when it takes too long, and later what came of it', async () => {
    const kari = await start(
      () =>
        new Promise((resolve) =>
          setTimeout(() => resolve({ kind: 'private', view: view('Done after all') }), 250),
        ),
      { deadlineMs: 100 },
    )
    const seen = await kari.command('list', 'C0PRIVACY')
    expect(seen.ack).toMatchObject({ text: 'The desk is busy. Please try again.' })
    expect(seen.ms).toBeLessThan(240)
    expect(seen.ephemerals.map(({ text }) => text)).toEqual([
      'The desk is busy. Please try again.',
      'Done after all',
    ])
  })

  test('is refused in a channel shared with others', async () => {
    const kari = await start(() => ({ kind: 'nothing' }))
    const seen = await kari.command('list', 'C0SHARED')
    expect(taken).toEqual([])
    expect(seen.ephemerals[0]).toMatchObject({ text: 'Not in a shared channel.', onlyFor: 'U0KARI' })
  })

  test('gets an apology when Slack does not open the form', async () => {
    const kari = await start(() => ({ kind: 'form', form }))
    world.cloud.fail('views.open', { kind: 'status', status: 500 })
    expect(await kari.command('open', 'C0PRIVACY')).toMatchObject({
      status: 200,
      modal: null,
      ack: { text: 'The desk is busy. Please try again.' },
    })
  })
})

describe('a submitted form', () => {
  async function filled(errors: Record<string, string>) {
    const kari = await start(({ kind }) =>
      kind === 'form' ? { kind: 'fieldErrors', errors } : { kind: 'form', form },
    )
    const { modal } = await kari.command('open', 'C0PRIVACY')
    return { kari, modal: modal!, seen: await kari.submit(modal!, { name: 'x', right: 'access' }) }
  }

  test('shows each message at its field and stays open; a correction counts as a new act', async () => {
    const { kari, modal, seen } = await filled({ right: 'Not this one.' })
    expect(seen.modal?.errors).toEqual({ right: 'Not this one.' })
    await kari.submit(modal, { name: 'x', right: 'access' })
    await kari.submit(modal, { name: 'corrected', right: 'access' })
    const [first, same, corrected] = taken.slice(1).map(({ dedupeKey }) => dedupeKey)
    expect(same).toBe(first)
    expect(corrected).not.toBe(first)
    expect(corrected).not.toContain('corrected')
  })

  test('shows what belongs to no field at the first one', async () => {
    const { seen } = await filled({ '': 'The case is closed.', gone: 'No such field.' })
    expect(seen.modal?.errors).toEqual({ name: 'The case is closed. No such field.' })
  })

  test('gives way to a private answer', async () => {
    const kari = await start(({ kind }) =>
      kind === 'form' ? { kind: 'private', view: view('Opened') } : { kind: 'form', form },
    )
    const { modal } = await kari.command('open', 'C0PRIVACY')
    const seen = await kari.submit(modal!, { name: 'x', right: 'access' })
    expect(JSON.stringify(seen.modal?.content)).toContain('Opened')
    expect(seen.modal?.content).not.toHaveProperty('submit')
    // A button in that modal opens the next form on top of it.
    const next = await kari.click(seen.modal!, 'Next')
    expect(next.modal?.under).toHaveLength(1)
  })

  test('keeps what was typed when the desk is busy', async () => {
    let isSlow = false
    const later = new Promise<Reply>((resolve) => setTimeout(() => resolve({ kind: 'nothing' }), 200))
    const kari = await start(() => (isSlow ? later : { kind: 'form', form }), { deadlineMs: 50 })
    const { modal } = await kari.command('open', 'C0PRIVACY')
    isSlow = true
    const seen = await kari.submit(modal!, { name: 'x', right: 'access' })
    expect(seen.modal?.errors).toEqual({ name: 'The desk is busy. Please try again.' })
  })
})

describe('a click', () => {
  test('redraws the private message that was clicked', async () => {
    const kari = await start(({ kind }) =>
      kind === 'action'
        ? { kind: 'replace', view: view('Page 2') }
        : { kind: 'private', view: view('Page 1') },
    )
    const { ephemerals } = await kari.command('list', 'C0PRIVACY')
    const seen = await kari.click(ephemerals[0]!, 'Next')
    expect(taken[1]).toMatchObject({ kind: 'action', action: 'list.next', token: 'signed' })
    expect(world.cloud.state.ephemerals).toHaveLength(1)
    expect(shows(seen.ephemerals[0])).toContain('Page 2')
  })

  test('on a card in the channel changes nothing that others see', async () => {
    const kari = await start(() => ({ kind: 'replace', view: view('Only for you') }))
    await world.adapter.port.post('C0PRIVACY', view('A card'))
    const card = world.cloud.messages('C0PRIVACY')[0]!
    const seen = await kari.click(card, 'Next')
    expect(world.cloud.messages('C0PRIVACY')).toEqual([card])
    expect(shows(seen.ephemerals[0])).toContain('Only for you')
  })

  test('on the home publishes it anew, and a private answer opens a modal', async () => {
    let reply: Reply = { kind: 'home', view: view('Home 1') }
    const kari = await start(() => reply)
    const { home } = await kari.openHome()
    expect(taken).toMatchObject([{ kind: 'home', page: 1, channel: null }])
    reply = { kind: 'replace', view: view('Home 2') }
    const redrawn = await kari.click(home!, 'Next')
    expect(JSON.stringify(redrawn.home?.content)).toContain('Home 2')
    reply = { kind: 'private', view: view('A case') }
    expect(JSON.stringify((await kari.click(redrawn.home!, 'Next')).modal?.content)).toContain('A case')
  })
})

describe('other acts', () => {
  test('a message shortcut carries the text, decoded', async () => {
    const kari = await start(() => ({ kind: 'form', form }))
    const message = kari.say('Please erase &lt;all&gt; of <mailto:a@example.org|a@example.org>', 'C0PRIVACY')
    const seen = await kari.shortcut(message)
    expect(taken).toMatchObject([
      {
        kind: 'shortcut',
        action: 'request.open',
        text: 'Please erase <all> of a@example.org',
        channel: 'C0PRIVACY',
      },
    ])
    expect(seen.modal).not.toBeNull()
  })

  test('a deactivated account is told to the desk; one of another organisation is not', async () => {
    await start(() => ({ kind: 'nothing' }))
    await world.cloud.changeUser({ id: 'U0OLA', name: 'Ola', isDeleted: true })
    await world.cloud.changeUser({ id: 'U0OTHER', name: 'Otto', teamId: 'T0OTHER' })
    expect(taken).toMatchObject([{ kind: 'account', account: { userId: 'U0OLA', kind: 'deactivated' } }])
  })

  test('an event that is not taken in time is sent again by Slack', async () => {
    await start(() => new Promise((resolve) => setTimeout(() => resolve({ kind: 'nothing' }), 120)), {
      deadlineMs: 40,
    })
    expect(await world.cloud.changeUser({ id: 'U0OLA', name: 'Ola', isDeleted: true })).toBe(500)
  })

  test('somebody of another organisation is refused and never reaches the desk', async () => {
    await start(() => ({ kind: 'nothing' }))
    await world.adapter.port.post('C0SHARED', view('A card'))
    const otto = world.person('U0OTHER')
    const seen = await otto.click(world.cloud.messages('C0SHARED')[0]!, 'Next')
    expect(taken).toEqual([])
    expect(seen.status).toBe(401)
  })
})
