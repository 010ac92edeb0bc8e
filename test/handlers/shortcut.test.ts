import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../../src/local/slack-cloud/state.js'
import { give, said, sound, soundness, told, type } from '../support/acts.js'
import { deskWorld, openChannel, type DeskWorld } from '../support/desk-world.js'

describe('the shortcut "Open rights request" on a message', () => {
  let world: DeskWorld
  const text = 'Customer writes: please delete everything about the blue heron.'
  const kari = () => world.cloud.person('U0OLA')
  const form = async () => (await kari().shortcut(kari().say(text, openChannel))).modal!
  const filled = { rights: ['erasure'], name: 'Heron Hansen' }
  const initial = (blocks: readonly Json[], name: string) =>
    blocks.find(({ block_id }) => block_id === name)!['element'] as Json
  const details = async (reference: string) => {
    await give(world, 'U0OLA', `assign ${reference} @U0OLA`)
    return told(await type(world, 'U0OLA', `details ${reference}`))
  }

  beforeAll(async () => {
    world = await deskWorld('2026-03-05T09:00:00Z')
  })
  afterAll(async () => {
    expect(await soundness(world)).toEqual(sound)
    await world.stop()
  })

  test('opens the private form with the text in it, and the box to keep it not ticked', async () => {
    const { content } = await form()

    expect(initial(content.blocks, 'text')['initial_value']).toBe(text)
    expect(initial(content.blocks, 'keepText')['initial_options']).toBeUndefined()
    expect(await world.database.sql`select 1 from cases`).toHaveLength(0)
  })

  test('unticked: the text is not kept', async () => {
    await kari().submit(await form(), filled)

    const shown = await details('RR-2026-0001')
    expect(shown).toContain('Heron Hansen')
    expect(shown).toContain('not kept')
    expect(shown).not.toContain('blue heron')
  })

  test('ticked: it is kept, sealed, and shown to the handler', async () => {
    await kari().submit(await form(), { ...filled, keepText: true })

    expect(await details('RR-2026-0002')).toContain('blue heron')
  })

  test('without a role there is no form', async () => {
    const guri = world.cloud.person('U0GURI')
    const seen = await guri.shortcut(guri.say(text, openChannel))

    expect(told(seen)).toContain('E_NO_ROLE')
    expect(seen.modal).toBeNull()
  })

  test('what was typed after the command is prefilled: the right', async () => {
    const { modal } = await type(world, 'U0OLA', 'open portability')

    expect(JSON.stringify(initial(modal!.content.blocks, 'rights')['initial_options'])).toContain(
      'portability',
    )
    expect(said(modal)).not.toContain('blue heron')
  })
})
