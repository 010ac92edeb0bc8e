import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDataMap } from '../../src/connectors/data-map/read.js'
import { openStores } from '../../src/connectors/index.js'
import { caseOf, everything, give, respond, said, sound, soundness, type } from '../support/acts.js'
import { onCallChannel, privacyChannel, type DeskWorld } from '../support/desk-world.js'
import { approve, askForErasure } from '../support/erasure-world.js'
import { fillRegister } from '../support/mapped-world.js'
import { registerMap } from '../support/register.js'
import { deskOn, platforms } from '../support/on-both.js'

const who = 'Eksempel Drift AS (processor)'
const contact = 'privacy@drift.example.org'

/** Art. 19: those to whom data was disclosed are told of the erasure, by the names of the data map. */
describe.each(platforms)('%s: the recipients of erased data', (platform) => {
  let world: DeskWorld
  let reference: string
  beforeAll(async () => {
    world = await deskOn(platform, '2026-03-05T09:00:00Z', ({ url }) =>
      openStores(readDataMap(registerMap()).map!, { REGISTER_URL: url }),
    )
    await fillRegister(world)
    reference = await askForErasure(world)
  })
  afterAll(async () => {
    await world.parts.desk.stores!.close()
    await world.stop()
  })
  const inChannels = () =>
    [onCallChannel, privacyChannel].flatMap((channel) => world.cloud.messages(channel).map(said)).join('\n')

  test('are shown with the plan, before it is approved', async () => {
    expect(said(world.cloud.messages(onCallChannel)[0])).toContain(
      `To be told of the erasure (Art. 19): ${who}`,
    )
    const { plan } = await caseOf(world, reference)
    expect(plan!.scope!.recipients).toEqual([
      { system: 'register', name: 'Eksempel Drift AS', role: 'processor', contact },
    ])
  })

  test('are open once the answer is out, and named on the card of the case', async () => {
    await approve(world, reference)
    await respond(world, 'U0KARI', reference)
    await world.drain()
    expect((await caseOf(world, reference)).recipients).toBe('open')
    expect(inChannels()).toContain(`still to be told: ${who}`)
  })

  test('stand in the form, with the data and where the notice goes, and nothing of the person', async () => {
    const { modal } = await type(world, 'U0KARI', `notify ${reference}`)
    const words = said(modal)
    expect(words).toContain('Eksempel Drift AS (databehandler)')
    expect(words).toContain('register · messages (system, user.content)')
    expect(words).not.toContain('invoices')
    expect(words).toContain(contact)
    expect(words.toLowerCase()).not.toMatch(/canary|fuglesang/u)
  })

  test('are told: the case can be closed, and no channel ever had an address', async () => {
    await give(world, 'U0KARI', `notify ${reference}`, { recipients: 'notified' })
    expect((await caseOf(world, reference)).recipients).toBe('notified')
    await give(world, 'U0EVA', `steps ${reference}`, everything)
    await give(world, 'U0KARI', `steps ${reference}`, everything)
    await give(world, 'U0KARI', `close ${reference}`)
    expect((await caseOf(world, reference)).status).toBe('closed')
    expect(inChannels()).not.toContain(contact)
    expect(await soundness(world)).toEqual(sound)
  })
})
