import { DateTime } from 'luxon'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { complaintsOf, type Complaint } from '../../src/local/complaints.js'
import { sampleTenant, tenantChannels, tenantUsers } from '../../src/local/sample-tenant.js'
import { slackCloud, type SlackCloud } from '../../src/local/slack-cloud/cloud.js'
import { teamsCloud, type TeamsCloud } from '../../src/local/teams-cloud/cloud.js'
import { channels, credentials, people } from '../support/slack-world.js'

/** What the desk sends and a platform does not take is told to whoever runs the workspace. */
let cloud: SlackCloud
let teams: TeamsCloud
let complaints: readonly Complaint[]
let logged: unknown[]
const at = '2026-03-05T09:00:00.000Z'

beforeEach(async () => {
  cloud = await slackCloud({ ...credentials, users: people, channels })
  teams = await teamsCloud({
    ...sampleTenant,
    appPassword: 'secret',
    users: tenantUsers,
    conversations: tenantChannels,
  })
  logged = []
  const log = { warn: (...line: unknown[]) => void logged.push(line[0]) }
  complaints = complaintsOf({ cloud, teams }, () => DateTime.fromISO(at), log)
})
afterEach(async () => {
  await Promise.all([cloud.stop(), teams.stop()])
})

const post = (url: string, token: string, body: unknown) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  })
const toSlack = (method: string, body: unknown) =>
  post(`${cloud.apiUrl}${method}`, credentials.botToken, body)

async function toTeams(conversation: string, body: unknown) {
  const form = new URLSearchParams({ client_id: sampleTenant.appId, client_secret: 'secret' })
  const answer = await fetch(`${teams.url}/t/oauth2/v2.0/token`, { method: 'POST', body: form })
  const { access_token } = (await answer.json()) as { access_token: string }
  const path = `/v3/conversations/${encodeURIComponent(conversation)}/activities`
  return post(`${teams.serviceUrl}${path}`, access_token, body)
}

test('a call that Slack refuses, and blocks that it cannot show', async () => {
  await toSlack('chat.postMessage', { channel: 'C0NOWHERE', text: 'a' })
  await toSlack('chat.postMessage', { channel: 'C0PRIVACY', text: 'a', blocks: [{ type: 'section' }] })
  expect(complaints).toEqual([
    { at, platform: 'slack', what: expect.stringMatching(/^chat\.postMessage: invalid_blocks ./u) },
    { at, platform: 'slack', what: 'chat.postMessage: channel_not_found' },
  ])
  expect(logged).toEqual([...complaints].reverse().map(({ platform, what }) => ({ platform, what })))
})

test('a conversation that Teams does not know, and a card that it cannot show', async () => {
  const [channel] = tenantChannels
  teams.state.installed.add(channel!.id)
  await toTeams('19:nowhere', { text: 'a' })
  await toTeams(channel!.id, {
    attachments: [{ content: { type: 'AdaptiveCard', version: '1.4', body: [] } }],
  })
  expect(complaints).toEqual([
    { at, platform: 'teams', what: 'message: no card of version 1.5' },
    { at, platform: 'teams', what: expect.stringContaining('404 ConversationNotFound') },
  ])
})

test('the newest sixty are kept', () => {
  for (let n = 0; n < 70; n++) cloud.state.complain(`fault ${n}`)
  expect(complaints).toHaveLength(60)
  expect(complaints[0]!.what).toBe('fault 69')
})
