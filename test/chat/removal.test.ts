import { expect, test } from 'vitest'
import { Unavailable } from '../../src/chat/port.js'
import { removeOrBlank } from '../../src/chat/removal.js'

const done = () => Promise.resolve()
const no = (what: string, retry: Unavailable['retry']) => () => Promise.reject(new Unavailable(what, retry))
const gone = no('Slack (message_not_found)', 'never')
const forbidden = no('Slack (cant_delete_message)', 'never')
const away = no('Slack (http 503)', 'safe')

test.each([
  ['deleted', done, away, 'deleted'],
  ['gone already', gone, away, 'deleted'],
  ['not to be deleted: blanked', forbidden, done, 'blanked'],
  ['gone before it was blanked', forbidden, gone, 'deleted'],
] as const)('%s', async (_, remove, blank, expected) => {
  expect(await removeOrBlank(remove, blank)).toBe(expected)
})

test.each([
  ['neither deleted nor blanked', forbidden, forbidden, 'never'],
  ['away: nothing is blanked that can be deleted later', away, done, 'safe'],
  ['away while it is blanked', forbidden, away, 'safe'],
] as const)('%s', async (_, remove, blank, retry) => {
  await expect(removeOrBlank(remove, blank)).rejects.toMatchObject({ retry })
})
