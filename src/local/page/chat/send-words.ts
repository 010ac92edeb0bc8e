import type { Setup } from '../../web/shown.js'
import type { Session, Word } from '../session.js'
import { act } from '../store.js'

type Where = Pick<Session, 'person' | 'place' | 'look'>

/** Gives a command, or says something in the channel; gives what was wrong, if anything. */
export async function sendWords(words: string, where: Where, setup: Setup): Promise<Word | null> {
  const isTaken = where.look === 'teams' ? await inTeams(words, where, setup) : await inSlack(words, where)
  return isTaken === null ? 'unknownCommand' : isTaken ? null : 'noAnswer'
}

/** Null for a command that nobody has. */
async function inSlack(text: string, { person: as, place: channel }: Where): Promise<boolean | null> {
  const command = /^\/(?<name>\S+)\s*(?<rest>[\s\S]*)$/u.exec(text)?.groups
  if (!command) return act({ act: 'say', as, channel, text })
  return command['name'] === 'rights' ? act({ act: 'command', as, channel, text: command['rest']! }) : null
}

const toDesk = /^(?:@Rights Desk\s+)?(?<words>\/?rights\b[\s\S]*)$/iu

/** In the chat with the desk everything is for it; in a channel what calls it by its name. */
function inTeams(text: string, { person: as, place: channel }: Where, { people }: Setup): Promise<boolean> {
  const isOwn = people.some(({ teamsChat }) => teamsChat === channel)
  const words = toDesk.exec(text)?.groups?.['words']
  if (words === undefined && !isOwn) return act({ act: 'say', as, channel, text })
  return act({ act: 'type', as, channel, text: words ?? text })
}
