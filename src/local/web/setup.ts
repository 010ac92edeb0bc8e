import { commands } from '../../../handlers/commands.js'
import { caseStatuses } from '../../domain/case/types.js'
import { grantableRoles } from '../../domain/people/roles.js'
import { rightTypes } from '../../domain/rights/rights.js'
import { usage, type CommandSpec } from '../../chat/grammar.js'
import { isKey, say, type PlainKey } from '../../views/text/text.js'
import { samplePeople } from '../sample-people.js'
import { plainName, slackIdOf } from '../sample-tenant.js'
import type { CloudState } from '../slack-cloud/state.js'
import type { TeamsState } from '../teams-cloud/state.js'
import type { Setup } from './shown.js'

/** What the page needs to know once: who is there, where they meet, what can be typed. */
export function setupOf(
  { workspaceId, team, bot, users, channels }: CloudState,
  teams: TeamsState,
  hasStores: boolean,
): Setup {
  return {
    workspace: workspaceId,
    team: team.name,
    hasStores,
    bot: { id: bot.userId, name: users.get(bot.userId)?.name ?? bot.userId },
    people: samplePeople.map(({ userId, directoryId, name, role, locale }) => ({
      id: userId,
      name: plainName(name),
      role,
      language: locale.startsWith('nb') ? 'nb' : 'en',
      directoryId,
      teamsChat: teams.personal(directoryId).id,
    })),
    channels: [...channelsOfSlack(channels), ...channelsOfTeams(teams)],
    commands: commands.map(commandOf),
    words: Object.fromEntries([
      ...caseStatuses.map((code) => [code, inBoth(`status.${code}`)]),
      ...rightTypes.map((code) => [code, inBoth(`right.${code}`)]),
      ...grantableRoles.map((code) => [code, inBoth(`role.${code}`)]),
    ]),
  }
}

const channelsOfSlack = (channels: CloudState['channels']): Setup['channels'] =>
  [...channels.values()]
    .filter(({ isDirect }) => isDirect !== true)
    .map(({ id, name, isPrivate = false, members }) => ({ id, name, isPrivate, members, look: 'slack' }))

const channelsOfTeams = ({ conversations }: TeamsState): Setup['channels'] =>
  [...conversations.values()]
    .filter(({ kind }) => kind === 'channel')
    .map(({ id, name, channelType, members }) => ({
      id,
      name,
      isPrivate: channelType === 'private',
      members: members.flatMap((member) => slackIdOf(member) ?? []),
      look: 'teams',
    }))

/** Words in both languages; empty where there are none. */
function inBoth(key: string): Readonly<Record<'nb' | 'en', string>> {
  const words = (language: 'nb' | 'en') => (isKey(key) ? say(language)(key as PlainKey).words : '')
  return { nb: words('nb'), en: words('en') }
}

function commandOf(spec: CommandSpec): Setup['commands'][number] {
  return { usage: usage(spec), verbs: [spec.verb, ...spec.aliases], help: inBoth(`help.${spec.action}`) }
}
