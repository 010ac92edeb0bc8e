import { channelTypes, type ChannelType } from './commands.js'
import type { LetterType } from './letters.js'
import type { IntakeChannel } from './types.js'

/** Channels for a copy of the data: never a plain attachment, never read out (§5.5). */
const secureChannels: readonly ChannelType[] = ['secure_link', 'letter', 'in_person']
const withCopy: readonly LetterType[] = ['LET-ACC', 'LET-POR']

/** By which channels a letter may go out. */
export const answerChannels = (letter: LetterType): readonly ChannelType[] =>
  withCopy.includes(letter) ? secureChannels : channelTypes

/** By which channel a letter goes out if nobody says otherwise: that of the request, where it is safe enough (Art. 12(3)). */
export function usualChannel(letter: LetterType, intake: IntakeChannel): ChannelType {
  const channels = answerChannels(letter)
  return channels.find((channel) => channel === intake) ?? channels[0]!
}
