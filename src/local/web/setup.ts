import { commands } from '../../../handlers/commands.js'
import { caseStatuses } from '../../domain/case/types.js'
import { grantableRoles } from '../../domain/people/roles.js'
import { rightTypes } from '../../domain/rights/rights.js'
import { usage, type CommandSpec } from '../../chat/grammar.js'
import { isKey, say, type PlainKey } from '../../views/text/text.js'
import { samplePeople } from '../sample-people.js'
import type { CloudState } from '../slack-cloud/state.js'
import type { Setup } from './shown.js'

/** A name without the role that stands behind it in brackets. */
const plainName = (name: string) => name.replace(/ \(.*\)$/u, '')

/** What the page needs to know once: who is there, where they meet, what can be typed. */
export function setupOf({ team, bot, users, channels }: CloudState): Setup {
  return {
    team: team.name,
    bot: { id: bot.userId, name: users.get(bot.userId)?.name ?? bot.userId },
    people: samplePeople.map(({ userId, name, role, locale }) => ({
      id: userId,
      name: plainName(name),
      role,
      language: locale.startsWith('nb') ? 'nb' : 'en',
    })),
    channels: [...channels.values()]
      .filter(({ isDirect }) => isDirect !== true)
      .map(({ id, name, isPrivate = false, members }) => ({ id, name, isPrivate, members })),
    commands: commands.map(commandOf),
    words: Object.fromEntries([
      ...caseStatuses.map((code) => [code, inBoth(`status.${code}`)]),
      ...rightTypes.map((code) => [code, inBoth(`right.${code}`)]),
      ...grantableRoles.map((code) => [code, inBoth(`role.${code}`)]),
    ]),
  }
}

/** Words in both languages; empty where there are none. */
function inBoth(key: string): Readonly<Record<'nb' | 'en', string>> {
  const words = (language: 'nb' | 'en') => (isKey(key) ? say(language)(key as PlainKey).words : '')
  return { nb: words('nb'), en: words('en') }
}

function commandOf(spec: CommandSpec): Setup['commands'][number] {
  return { usage: usage(spec), verbs: [spec.verb, ...spec.aliases], help: inBoth(`help.${spec.action}`) }
}
