import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readEvents } from '../../db/events.js'
import { button, denials, give, sound, soundness, told, type } from '../support/acts.js'
import { deskWorld, type DeskWorld } from '../support/desk-world.js'

let world: DeskWorld
const grants = async (role: string) =>
  (
    await world.database.sql<{ line: string }[]>`
      select a.user_id || ' ' || g.state as line from grants g join accounts a using (person)
      where g.role = ${role} order by g.proposed_at, a.user_id`
  ).map(({ line }) => line)
const press = async (userId: string, action: string) => {
  const { ephemerals } = await type(world, userId, 'people')
  return world.cloud.person(userId).click(ephemerals[0]!, button(ephemerals[0]!, action))
}

beforeEach(async () => {
  world = await deskWorld('2026-03-05T09:00:00Z')
})
afterEach(async () => {
  expect(await soundness(world)).toEqual(sound)
  await world.stop()
})

describe('a role is given', () => {
  test('by two managers: it counts from the second one on', async () => {
    await give(world, 'U0MONA', 'people grant @U0GURI support')
    expect(told(await type(world, 'U0GURI', 'list'))).toContain('E_NO_ROLE')

    expect(told(await press('U0MONA', 'people.confirm'))).toContain('E_FOUR_EYES')
    expect(await grants('support')).toContain('U0GURI pending')

    await press('U0PER', 'people.confirm')
    expect(await grants('support')).toContain('U0GURI active')
    expect(told(await type(world, 'U0GURI', 'list'))).not.toContain('E_')
    expect(await denials(world)).toContain('people.confirm E_FOUR_EYES')
  })

  test('by the form too, and never confirmed by whoever gets it', async () => {
    await give(world, 'U0PER', 'people grant', { person: 'U0MONA', role: 'dpo' })

    expect(told(await press('U0MONA', 'people.confirm'))).toContain('E_FOUR_EYES')
    expect(await grants('dpo')).toEqual(['U0MONA pending'])
  })

  test('once: a second proposal of the same is refused', async () => {
    await give(world, 'U0MONA', 'people grant @U0GURI support')

    expect(told(await give(world, 'U0PER', 'people grant @U0GURI support'))).toContain('E_WRONG_STATE')
    expect(await grants('support')).toContain('U0GURI pending')
  })

  test('to an account that Slack does not have, it never counts', async () => {
    expect(told(await give(world, 'U0MONA', 'people grant @Canary.Fuglesang support'))).toContain(
      'E_UNKNOWN_PERSON',
    )
    await give(world, 'U0MONA', 'people grant @U0NOBODY manager')
    await press('U0PER', 'people.confirm')
    await give(world, 'U0MONA', 'people revoke @U0PER manager')

    expect(told(await give(world, 'U0MONA', 'people revoke @U0MONA manager'))).toContain('E_LAST_MANAGER')
  })

  test('to a guest, it gives nothing', async () => {
    const { user } = world.cloud.person('U0GURI')
    world.cloud.state.users.set('U0GURI', { ...user, isRestricted: true })
    await give(world, 'U0MONA', 'people grant @U0GURI support')
    await press('U0PER', 'people.confirm')

    expect(await grants('support')).toContain('U0GURI active')
    expect(told(await type(world, 'U0GURI', 'list'))).toContain('E_NO_ROLE')
  })

  const others = ['U0KARI', 'U0NILS', 'U0ANNE'] as const
  test.each(others)('by a manager alone: not by %s', async (userId) => {
    expect(told(await give(world, userId, 'people grant @U0GURI support'))).toContain('E_NOT_ALLOWED')
    expect(await grants('support')).not.toContain('U0GURI pending')
  })
})

describe('a role is taken away', () => {
  test('at once, by one manager', async () => {
    await give(world, 'U0MONA', 'people revoke @U0KARI support')

    expect(told(await type(world, 'U0KARI', 'list'))).toContain('E_NO_ROLE')
    const events = await readEvents(world.parts.db, 1, 100)
    expect(events.map(({ type: is }) => is)).toContain('role.revoked')
  })

  test('not from somebody who has it not, or whom nobody knows', async () => {
    expect(told(await give(world, 'U0MONA', 'people revoke @U0KARI manager'))).toContain('E_UNKNOWN_PERSON')
    expect(told(await give(world, 'U0MONA', 'people revoke @U0NOBODY support'))).toContain('E_UNKNOWN_PERSON')
    expect(await denials(world)).toEqual(['people.revoke E_UNKNOWN_PERSON', 'people.revoke E_UNKNOWN_PERSON'])
  })

  test('not from the last manager', async () => {
    await give(world, 'U0MONA', 'people revoke @U0PER manager')

    expect(told(await give(world, 'U0MONA', 'people revoke @U0MONA manager'))).toContain('E_LAST_MANAGER')
    expect(await grants('manager')).toEqual(['U0MONA active', 'U0PER revoked'])
  })

  test('two managers take each other out at once: one stays', async () => {
    await Promise.all([
      give(world, 'U0MONA', 'people revoke @U0PER manager'),
      give(world, 'U0PER', 'people revoke @U0MONA manager'),
    ])

    expect((await grants('manager')).filter((line) => line.endsWith('active'))).toHaveLength(1)
  })
})

describe('people', () => {
  test('are listed for managers and auditors, with roles and buttons; not for support', async () => {
    expect(told(await type(world, 'U0ANNE', 'people'))).toMatch(/manager/iu)
    expect(told(await type(world, 'U0KARI', 'people'))).toContain('E_NOT_ALLOWED')
  })

  test('choose the language that they are spoken to in', async () => {
    expect(told(await type(world, 'U0KARI', 'list'))).toContain('Mine åpne saker')

    expect(told(await type(world, 'U0KARI', 'language en'))).toContain('/rights open')
    expect(told(await type(world, 'U0KARI', 'list'))).toContain('My open cases')

    await type(world, 'U0KARI', 'språk nb')
    expect(told(await type(world, 'U0KARI', 'list'))).toContain('Mine åpne saker')
  })

  test('without a role are told how to get one, and have help', async () => {
    expect(told(await type(world, 'U0GURI', 'language nb'))).toContain('E_NO_ROLE')
    expect(told(await type(world, 'U0GURI', 'help'))).toContain('/rights help')
    expect(told(await type(world, 'U0GURI', ''))).not.toContain('/rights open')
  })
})
