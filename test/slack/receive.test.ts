import { describe, expect, test } from 'vitest'
import { decode, receive } from '../../src/slack/receive.js'

const desk = { teamId: 'T0DESK', secret: 'secret' }
const user = { id: 'U0KARI', team_id: 'T0DESK' }
const click = {
  type: 'block_actions',
  user,
  team: { id: 'T0DESK' },
  channel: { id: 'C1' },
  container: { type: 'message', is_ephemeral: true },
  trigger_id: 't1',
  response_url: 'https://hooks.example/1',
  actions: [{ type: 'button', action_id: 'request.show#12', value: 'signed' }],
}
const submission = {
  type: 'view_submission',
  user,
  team: { id: 'T0DESK' },
  view: {
    id: 'V1',
    hash: 'h1',
    callback_id: 'request.open',
    private_metadata: 'signed',
    state: { values: {} },
  },
}
const command = {
  command: '/x',
  text: 'help',
  team_id: 'T0DESK',
  user_id: 'U0KARI',
  channel_id: 'C1',
  trigger_id: 't1',
}
const event = (event: object, team_id = 'T0DESK') => ({
  type: 'event_callback',
  team_id,
  event_id: 'Ev1',
  event,
})
const home = { type: 'app_home_opened', user: 'U0KARI', tab: 'home' }

test.each<[string, unknown, object]>([
  [
    'a button',
    click,
    {
      interaction: {
        kind: 'action',
        action: 'request.show',
        token: 'signed',
        channel: 'C1',
        dedupeKey: 'slack:trigger:t1',
      },
      place: { on: 'ephemeral' },
    },
  ],
  [
    'a button on a card',
    { ...click, container: { type: 'message', is_ephemeral: false } },
    { place: { on: 'message' } },
  ],
  ['a button in a direct message', { ...click, channel: { id: 'D1' } }, { interaction: { channel: null } }],
  [
    'a button in a modal',
    { ...click, channel: undefined, view: { id: 'V1', type: 'modal' } },
    { place: { on: 'modal', viewId: 'V1' } },
  ],
  [
    'a button of the home',
    { ...click, channel: undefined, view: { id: 'V1', type: 'home' } },
    { place: { on: 'home' } },
  ],
  ['a command', command, { interaction: { kind: 'command', text: 'help', dedupeKey: 'slack:trigger:t1' } }],
  ['the home', event(home), { interaction: { kind: 'home', page: 1, dedupeKey: 'slack:event:Ev1' } }],
  [
    'an account',
    event({ type: 'user_change', user: { ...user, is_restricted: true, locale: 'nb-NO' } }),
    { interaction: { kind: 'account', account: { userId: 'U0KARI', kind: 'guest', locale: 'nb-NO' } } },
  ],
  [
    'a shortcut anywhere',
    { type: 'shortcut', user, team: { id: 'T0DESK' }, callback_id: 'request.open', trigger_id: 't1' },
    { interaction: { kind: 'shortcut', text: '', channel: null } },
  ],
])('%s is understood', (_name, body, received) => {
  expect(receive(body, desk)).toMatchObject({ kind: 'interaction', ...received })
})

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'text'],
  ['an empty body', {}],
  ['an unknown kind', { type: 'block_suggestion' }],
  ['a kind that is a method of objects', { type: 'constructor' }],
  ['a closed modal', { type: 'view_closed', user, view: { id: 'V1' } }],
  ['a command without a trigger', { ...command, trigger_id: undefined }],
  ['a click without actions', { ...click, actions: [] }],
  ['a choice in a list', { ...click, actions: [{ type: 'static_select', action_id: 'choice' }] }],
  ['a link', { ...click, actions: [{ type: 'button', action_id: 'open' }] }],
  ['a submission without values', { ...submission, view: { ...submission.view, state: {} } }],
  [
    'a submission with a strange value',
    { ...submission, view: { ...submission.view, state: { values: { f: { text: 'x' } } } } },
  ],
  ['another tab of the home', event({ ...home, tab: 'messages' })],
  ['an event that is not for us', event({ type: 'message', text: 'hello' })],
  ['the account of a bot', event({ type: 'user_change', user: { ...user, is_bot: true } })],
  ['an account of others', event({ type: 'user_change', user: { id: 'U9', team_id: 'T0OTHER' } })],
])('%s is ignored', (_name, body) => {
  expect(receive(body, desk)).toEqual({ kind: 'ignored' })
})

test.each<[string, unknown]>([
  ['a click', { ...click, user: { id: 'U9', team_id: 'T0OTHER' } }],
  ['a click in another workspace', { ...click, team: { id: 'T0OTHER' } }],
  ['a submission', { ...submission, user: { id: 'U9', team_id: 'T0OTHER' } }],
  ['a command', { ...command, team_id: 'T0OTHER' }],
  ['the home', event(home, 'T0OTHER')],
])('%s of another organisation is a stranger', (_name, body) => {
  expect(receive(body, desk)).toMatchObject({ kind: 'stranger' })
})

describe('values of a form', () => {
  const fieldsOf = (values: object) => {
    const received = receive({ ...submission, view: { ...submission.view, state: { values } } }, desk)
    return received.kind === 'interaction' && received.interaction.kind === 'form'
      ? received.interaction.fields
      : null
  }
  test.each<[string, object, object]>([
    ['text', { f: { text: { type: 'plain_text_input', value: 'a' } } }, { f: 'a' }],
    ['blank text', { f: { text: { type: 'plain_text_input', value: '  \n' } } }, {}],
    [
      'text that pretends to mention',
      { f: { text: { type: 'plain_text_input', value: '\uE000slack:U9\uE001' } } },
      { f: 'slack:U9' },
    ],
    ['a choice', { f: { choice: { type: 'static_select', selected_option: { value: 'v' } } } }, { f: 'v' }],
    ['no choice', { f: { choice: { type: 'radio_buttons', selected_option: null } } }, {}],
    [
      'choices',
      { f: { choices: { type: 'checkboxes', selected_options: [{ value: 'a' }, { value: 'b' }] } } },
      { f: ['a', 'b'] },
    ],
    ['no choices', { f: { choices: { type: 'checkboxes', selected_options: [] } } }, {}],
    [
      'a ticked box',
      { f: { tick: { type: 'checkboxes', selected_options: [{ value: 'true' }] } } },
      { f: true },
    ],
    ['an empty box', { f: { tick: { type: 'checkboxes', selected_options: [] } } }, { f: false }],
    ['a date', { f: { date: { type: 'datepicker', selected_date: '2026-12-04' } } }, { f: '2026-12-04' }],
    ['no time', { f: { time: { type: 'timepicker', selected_time: null } } }, {}],
    ['a person', { f: { person: { type: 'users_select', selected_user: 'U0OLA' } } }, { f: 'U0OLA' }],
  ])('%s', (_name, values, fields) => {
    expect(fieldsOf(values)).toEqual(fields)
  })
})

test.each([
  ['<@U1|kari>', '@U1'],
  ['<@U1>', '@U1'],
  ['<#C1|general>', '#C1'],
  ['<!subteam^S1|@oncall>', '@S1'],
  ['<!channel>', '@channel'],
  ['<!here|here>', '@here'],
  ['<http://a.example/x|a.example>', 'http://a.example/x'],
  ['<mailto:a@example.org|a@example.org>', 'a@example.org'],
  ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
  ['&lt;@U9&gt;', '<@U9>'],
  ['\uE000slack:U9\uE001', 'slack:U9'],
])('%j is read as %j', (written, text) => {
  expect(decode(written)).toBe(text)
})
