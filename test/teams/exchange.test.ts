import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buttonsOf, inputsOf, wordsOf } from '../../src/local/teams-cloud/cards.js'
import { envelope, type TeamsSeen } from '../../src/local/teams-cloud/person.js'
import type { TeamsDialog, TeamsMessage } from '../../src/local/teams-cloud/state.js'
import { teamsParts } from '../../src/platforms.js'
import { teams } from '../../src/teams/app.js'
import { teamsDesk, type TeamsDesk } from '../support/teams-desk.js'
import {
  directoryId,
  onCallChannel,
  openChannel,
  privacyChannel,
  sharedChannel,
  teamsCredentials,
} from '../support/teams-people.js'

let desk: TeamsDesk
const person = (userId: string) => desk.person(directoryId(userId))
const said = (shown: TeamsMessage | TeamsDialog | null | undefined) => wordsOf(shown?.card ?? {}).join('\n')
const told = ({ messages, dialog }: TeamsSeen) => [...messages.map(said), said(dialog)].join('\n')
const inChannel = (id: string) => desk.cloud.messages(id).filter(({ from }) => from === null)
const secret = 'Kvitrine Fuglesang'
const x = { zone: 'Z1', words: 'x' } as const
const plainView = { title: x, summary: x, blocks: [] }

beforeAll(async () => {
  desk = await teamsDesk('2026-03-05T09:00:00Z')
  for (const id of [openChannel, sharedChannel]) await desk.cloud.install(id)
})
afterAll(() => desk.stop())

/** Opens the form of a command by its button. */
async function formOf(userId: string, text: string): Promise<TeamsDialog> {
  const seen = await person(userId).type(text)
  return (await person(userId).press(seen.messages.at(-1)!, 'Open the form')).dialog!
}

describe('typed words', () => {
  test.each([['rights help'], ['/rights help'], ['/RIGHTS help'], ['help'], ['rights\u00A0help']])(
    '"%s" in the personal chat is the command',
    async (text) => {
      expect(told(await person('U0OLA').type(text))).toContain('Show this list')
    },
  )

  test('the home is the same dashboard as in Slack', async () => {
    expect(told(await person('U0OLA').type('rights home'))).toMatch(/Your roles: support[\s\S]*Waiting/u)
  })

  test('words in a channel that only mention the command are not taken', async () => {
    const before = inChannel(openChannel).length
    const { state, serviceUrl } = desk.cloud
    const user = state.users.get(directoryId('U0OLA'))!
    const place = state.conversations.get(openChannel)!
    await desk.cloud.deliver({
      ...envelope({ state, serviceUrl, user }, place),
      type: 'message',
      text: 'please do not rights open anything',
    })
    expect(inChannel(openChannel)).toHaveLength(before)
  })

  test('in a channel nothing but a pointer is answered: the answer is in the private chat', async () => {
    const seen = await person('U0OLA').type('rights list all', openChannel)

    expect(inChannel(openChannel).at(-1)).toMatchObject({
      text: 'Answered in your private chat with Rights Desk.',
      card: null,
    })
    expect(seen.messages).toHaveLength(1)
  })

  test('who has not added the app is told how to', async () => {
    await person('U0GURI').uninstall()
    await person('U0GURI').type('rights help', openChannel)
    expect(inChannel(openChannel).at(-1)!.text).toContain('Add the app for yourself')
    await person('U0GURI').install()
  })

  test('in a channel shared with another organisation nothing is done', async () => {
    const seen = await person('U0OLA').type('rights list all', sharedChannel)
    expect(told(seen)).toContain('E_SHARED_CHANNEL')
  })
})

describe('forms', () => {
  test('mistakes stand at their fields, and nothing that was typed is lost', async () => {
    const form = await formOf('U0OLA', 'rights open erasure')
    expect(inputsOf(form.card).find(({ id }) => id === 'rights')).toMatchObject({ value: 'erasure' })

    const filled = { channel: 'email', name: secret, email: 'not an address', text: 'Saffron words.' }
    const again = (await person('U0OLA').submit(form, filled)).dialog!

    expect(said(again)).toContain('E_')
    const values = Object.fromEntries(inputsOf(again.card).map(({ id, value }) => [id, value]))
    expect(values).toMatchObject({ ...filled, rights: 'erasure' })
  })

  test('a form that is sent twice opens one case', async () => {
    const form = await formOf('U0OLA', 'rights open access')
    const filled = { channel: 'email', language: 'nb', name: 'Twice Example', email: 'twice@example.org' }
    await person('U0OLA').submit(form, filled)
    await person('U0OLA').submit(form, filled)

    const [row] = await desk.database.sql<{ count: number }[]>`select count(*)::int as count from cases`
    expect(row!.count).toBe(1)
    expect(inChannel(privacyChannel)).toHaveLength(1)
    expect(JSON.stringify(inChannel(privacyChannel))).not.toContain('Twice Example')
  })

  test('a form that was changed on its way back is refused', async () => {
    const form = await formOf('U0OLA', 'rights open')
    const card = JSON.parse(
      JSON.stringify(form.card).replaceAll(/"token":"[^"]*"/gu, '"token":"x.y"'),
    ) as object
    const seen = await person('U0OLA').submit(
      { ...form, card: card as TeamsDialog['card'] },
      {
        channel: 'email',
        rights: ['access'],
        name: secret,
      },
    )
    expect(told(seen)).toContain('E_FORGED')
  })

  test('a packed form that unpacks to a flood, or to nothing, is no form', async () => {
    const form = await formOf('U0OLA', 'rights open')
    const card = JSON.parse(
      JSON.stringify(form.card).replaceAll(/"form":"[^"]*"/gu, '"form":"AAAA"'),
    ) as object
    const seen = await person('U0OLA').submit(
      { ...form, card: card as TeamsDialog['card'] },
      {
        channel: 'email',
        rights: ['access'],
        name: secret,
        email: 'nothing',
      },
    )
    expect(told(seen)).toContain('E_')
  })

  test('the message extension puts the words of a message into the form, without its tags', async () => {
    const seen = await person('U0OLA').extension('<p>Please <b>delete</b> me &amp; all.</p><p>Regards</p>')
    expect(seen.dialog!.submitsTo).toBe('composeExtension/submitAction')
    expect(JSON.stringify(inputsOf(seen.dialog!.card))).toContain('Please delete me & all.')
    person('U0OLA').close()
  })
})

describe('buttons', () => {
  const card = () => inChannel(privacyChannel)[0]!
  const reference = 'RR-2026-0001'

  test('in a message run at once or open a dialog, each with a way for old clients', () => {
    const text = JSON.stringify(card().card)
    expect(text).toContain('"type":"Action.Execute"')
    for (const { type, data } of buttonsOf(card().card!))
      expect(type === 'Action.Execute' || 'msteams' in data).toBe(true)
    expect(text.match(/"type":"Action\.Execute"/gu)!.length).toBe(
      text.match(/"fallback":\{"type":"Action\.Submit"/gu)!.length,
    )
  })

  test('on the card of a channel answer privately, and the card is redrawn for everybody', async () => {
    const seen = await person('U0OLA').press(card(), 'request.show')
    expect(seen.note).toEqual({ isRefusal: false, words: 'Answered in your private chat with Rights Desk.' })
    expect(told(seen)).toContain(reference)

    await person('U0OLA').type(`rights assign ${reference} @${directoryId('U0OLA')}`, privacyChannel)
    expect(card().isEdited).toBe(true)
    expect(said(card())).toContain('@Ola Eksempel (support)')
  })

  test('refuse on the card, to whoever pressed, and change nothing', async () => {
    const before = said(card())
    const seen = await person('U0GURI').press(card(), 'request.show')
    expect(seen.note).toMatchObject({ isRefusal: true })
    expect(seen.note!.words).toMatch(/role/iu)
    expect(seen.messages).toEqual([])
    expect(said(card())).toBe(before)
  })

  test('of a client before Action.Execute come as a message, and are answered as one', async () => {
    const seen = await person('U0OLA').press(card(), 'request.show', true)
    expect(told(seen)).toContain(reference)
  })

  test('pressed twice by a repeated delivery act once', async () => {
    const { state, serviceUrl } = desk.cloud
    const user = state.users.get(directoryId('U0OLA'))!
    const place = state.personal(user.id)
    const activity = { ...envelope({ state, serviceUrl, user }, place), type: 'message', text: 'rights help' }
    const before = desk.cloud.messages(place.id).length
    await desk.cloud.deliver(activity)
    await desk.cloud.deliver(activity)
    expect(desk.cloud.messages(place.id)).toHaveLength(before + 1)
  })

  test('one person’s card never becomes everybody’s', async () => {
    const before = said(card())
    await Promise.all([
      person('U0OLA').press(card(), 'request.show'),
      person('U0KARI').press(card(), 'request.show'),
    ])
    expect(said(card())).toBe(before)
    expect(inChannel(privacyChannel).filter((message) => message.card)).toHaveLength(1)
  })
})

describe('installation', () => {
  test('greets with the home, once, and is kept for later', async () => {
    const again = await person('U0EVA').install()
    expect(again.messages).toEqual([])
    await person('U0EVA').uninstall()
    const back = await person('U0EVA').install()
    expect(back.messages).toHaveLength(1)
  })

  test('removed means that nothing is sent there any more', async () => {
    await person('U0PER').uninstall()
    await expect(desk.port.direct(directoryId('U0PER'), plainView)).rejects.toMatchObject({ retry: 'never' })
  })

  test('in a channel that the app was taken out of nothing is posted any more, until it is back', async () => {
    const { state, serviceUrl } = desk.cloud
    const act = { state, serviceUrl, user: state.users.get(directoryId('U0OLA'))! }
    const place = state.conversations.get(openChannel)!
    const bot = { id: state.bot.id, name: state.bot.name }
    const changed = (more: object) =>
      desk.cloud.deliver({ ...envelope(act, place), type: 'conversationUpdate', ...more })
    await desk.port.post(openChannel, plainView)

    // Somebody else who leaves is nothing to us.
    await changed({ membersRemoved: [{ id: act.user.teamsId }] })
    await desk.port.post(openChannel, plainView)
    await changed({ membersRemoved: [bot] })
    await expect(desk.port.post(openChannel, plainView)).rejects.toMatchObject({ retry: 'never' })
    await changed({ membersAdded: [bot] })
    await desk.port.post(openChannel, plainView)
  })

  test('is remembered over a restart: a desk that has heard nothing yet reaches people and channels', async () => {
    const { port } = await teams({
      ...teamsCredentials,
      cloudUrl: desk.cloud.url,
      privacyChannel,
      ...teamsParts(desk.parts),
    })
    const chat = desk.cloud.state.personal(directoryId('U0OLA')).id
    for (const place of [chat, privacyChannel, onCallChannel]) {
      const before = inChannel(place).length
      await (place === chat ? port.direct(directoryId('U0OLA'), plainView) : port.post(place, plainView))
      expect(inChannel(place)).toHaveLength(before + 1)
    }
  })
})
