import type { Block, Button, View } from '../chat/view.js'
import type { Role } from '../domain/people/roles.js'
import { caseEntry, type CaseRow } from './case-row.js'
import type { Drawing } from './drawing.js'
import { pagingBlocks } from './paging.js'
import { sayInstant, sayList, type PlainKey } from './text/text.js'

/** What a person finds on their home. */
export interface HomePage {
  readonly mine: readonly CaseRow[]
  readonly dueSoon: readonly CaseRow[]
  readonly waiting: readonly CaseRow[]
  /** How many there are beside those shown. */
  readonly more: { readonly dueSoon: number; readonly waiting: number }
  /** Page of `mine`, counted from 1. */
  readonly page: number
  readonly pages: number
  readonly roles: readonly Role[]
}

/** The home of one person: what waits for them, what is due soon, their open cases, and where to begin. */
export function home(d: Drawing, page: HomePage): View<'Z1'> {
  const { say } = d
  const hasRole = page.roles.length > 0
  return {
    title: say('home.title'),
    summary: say('home.summary'),
    blocks: [
      { kind: 'text', text: rolesLine(d, page.roles), tone: hasRole ? 'muted' : 'warning' },
      { kind: 'buttons', buttons: startButtons(d, page) },
      ...(hasRole ? sections(d, page) : []),
      { kind: 'text', text: say('home.drawn', { at: sayInstant(say, d.at) }), tone: 'muted' },
    ],
  }
}

function rolesLine({ say }: Drawing, roles: readonly Role[]) {
  return roles.length === 0
    ? say('home.no_role')
    : say('home.roles', {
        roles: sayList(
          say,
          roles.map((role) => say(`role.${role}`)),
        ),
      })
}

const mayOpen: readonly Role[] = ['support', 'manager']

function startButtons(d: Drawing, { roles, page }: HomePage): readonly Button<'Z1'>[] {
  const open = {
    label: d.say('button.request.open'),
    action: 'request.open',
    token: d.sign({ action: 'request.open' }),
    style: 'primary',
  } as const
  const list = {
    label: d.say('button.list_all'),
    action: 'request.list',
    token: d.sign({ action: 'request.list', extra: 'all:1' }),
  }
  const help = { label: d.say('button.help'), action: 'help', token: d.sign({ action: 'help' }) }
  const refresh = {
    label: d.say('button.refresh'),
    action: 'home',
    token: d.sign({ action: 'home', extra: String(page) }),
  }
  return [
    ...(roles.some((role) => mayOpen.includes(role)) ? [open] : []),
    ...(roles.length > 0 ? [list] : []),
    help,
    refresh,
  ]
}

function sections(
  d: Drawing,
  { mine, dueSoon, waiting, more, page, pages }: HomePage,
): readonly Block<'Z1'>[] {
  return [
    ...section(d, 'home.waiting', waiting, more.waiting),
    ...section(d, 'home.due_soon', dueSoon, more.dueSoon),
    ...section(d, 'home.mine', mine),
    ...pagingBlocks(d, { action: 'home', page, pages }),
  ]
}

function section(d: Drawing, title: PlainKey, rows: readonly CaseRow[], more = 0): readonly Block<'Z1'>[] {
  return [
    { kind: 'divider' },
    { kind: 'heading', text: d.say(title) },
    rows.length === 0
      ? { kind: 'text', text: d.say('list.empty'), tone: 'muted' }
      : { kind: 'entries', entries: rows.map((row) => caseEntry(d, row)) },
    ...(more > 0
      ? [{ kind: 'text', text: d.say('home.more', { count: more }), tone: 'muted' } as const]
      : []),
  ]
}
