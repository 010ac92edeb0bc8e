import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fill, type Filled } from '../../src/local/slack-cloud/fill.js'
import { clickables, submission } from '../../src/local/slack-cloud/payloads.js'
import type { CloudMessage, CloudView, Json } from '../../src/local/slack-cloud/state.js'
import { denials, openCase, rowOf, sound, soundness, told, type } from '../support/acts.js'
import { deskWorld, privacyChannel, type DeskWorld } from '../support/desk-world.js'

/** The message with one of its buttons changed, as somebody could send it who holds the signing secret. */
function withButton(message: CloudMessage, action: string, change: Json): CloudMessage {
  const json = JSON.stringify(message.blocks, (_, value: unknown) => {
    const element = value as Json | null
    const isIt = typeof element?.['action_id'] === 'string' && element['action_id'].startsWith(`${action}#`)
    return isIt ? { ...element, ...change } : value
  })
  return { ...message, blocks: JSON.parse(json) as Json[] }
}

const valueOf = (message: CloudMessage, action: string) =>
  String(
    clickables(message.blocks).find(({ element }) => String(element['action_id']).startsWith(`${action}#`))!
      .element['value'],
  )

const actionOf = (message: CloudMessage, action: string) =>
  String(
    clickables(message.blocks).find(({ element }) => String(element['action_id']).startsWith(`${action}#`))!
      .element['action_id'],
  )

describe('buttons and forms that the desk did not make', () => {
  let world: DeskWorld
  const reference = 'RR-2026-0001'
  const card = () => world.cloud.messages(privacyChannel)[0]!
  const ola = () => world.cloud.person('U0OLA')

  beforeAll(async () => {
    world = await deskWorld('2026-03-05T09:00:00Z')
    await openCase(world, 'U0KARI')
  })
  afterAll(async () => {
    expect(await soundness(world)).toEqual(sound)
    await world.stop()
  })

  const changed = [
    ['no token', () => 'take'],
    ['an empty token', () => '.'],
    ['a seal with one other character', () => `${valueOf(card(), 'request.assign').slice(0, -2)}AA`],
    [
      'another case under the old seal',
      () => {
        const [, seal] = valueOf(card(), 'request.assign').split('.')
        const body = JSON.stringify(['request.assign', 'RR-2026-0002', 1, 'me'])
        return `${Buffer.from(body).toString('base64url')}.${seal}`
      },
    ],
    ['the token of another button', () => valueOf(card(), 'request.show')],
    ['a very long token', () => 'a'.repeat(1_999)],
  ] as const
  test.each(changed)('a button with %s does nothing but leave a refusal: E_FORGED', async (_, token) => {
    const before = { row: await rowOf(world, reference), denials: await denials(world) }
    const forged = withButton(card(), 'request.assign', { value: token() })

    const seen = await ola().click(forged, actionOf(forged, 'request.assign'))

    expect(told(seen)).toContain('E_FORGED')
    expect(await rowOf(world, reference)).toEqual(before.row)
    expect(await denials(world)).toEqual([...before.denials, 'unknown E_FORGED'])
  })

  test('a button under the name of another command does nothing', async () => {
    const before = await rowOf(world, reference)
    const forged = withButton(card(), 'request.assign', { action_id: 'request.start#1' })

    expect(told(await ola().click(forged, 'request.start#1'))).toContain('E_FORGED')
    expect(await rowOf(world, reference)).toEqual(before)
  })

  const send = async (view: CloudView, filled: Filled, change: Json) => {
    const { state, url } = world.cloud
    const act = { state, url, user: ola().user }
    const forged = { ...view, content: { ...view.content, ...change } }
    return (await world.cloud.deliver('interactive', submission(act, forged, fill(view, filled)))).body
  }

  test('a form whose token was changed is refused with its fields kept', async () => {
    const { modal } = await type(world, 'U0OLA', `withdraw ${reference}`)
    const metadata = String(modal!.content['private_metadata'])

    const body = await send(modal!, { inWriting: true }, { private_metadata: `${metadata.slice(0, -2)}AA` })

    expect(JSON.parse(body)).toMatchObject({ response_action: 'errors' })
    expect(body).toContain('E_FORGED')
    expect((await rowOf(world, reference)).status).toBe('received')
  })

  test('a form sent under the name of another command is refused', async () => {
    const { modal } = await type(world, 'U0OLA', `withdraw ${reference}`)

    expect(await send(modal!, { inWriting: true }, { callback_id: 'request.dismiss' })).toContain('E_FORGED')
    expect((await rowOf(world, reference)).status).toBe('received')
  })

  test('a shortcut that we do not have is refused', async () => {
    const message = ola().say('Hello', privacyChannel)

    expect(told(await ola().shortcut(message, 'people.hack'))).toContain('E_FORGED')
  })
})
