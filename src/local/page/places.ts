import type { Look, Setup } from '../web/shown.js'

/** The channels of a look that a person is in. */
export function channelsOf(setup: Setup, person: string, look: Look): Setup['channels'] {
  return setup.channels.filter((one) => one.look === look && one.members.includes(person))
}

/** The direct messages between a person and the desk. */
export function directOf({ people }: Setup, person: string, look: Look): string {
  const found = people.find(({ id }) => id === person)
  return look === 'teams' && found ? found.teamsChat : `D${person.slice(1)}`
}

const isDirect = (setup: Setup, place: string) =>
  place.startsWith('D') || setup.people.some(({ teamsChat }) => teamsChat === place)

/** Where somebody is after becoming another: the same channel when that person is in it too. */
export function placeFor(setup: Setup, place: string, person: string, look: Look): string {
  if (place === 'home') return place
  if (isDirect(setup, place)) return directOf(setup, person, look)
  const channels = channelsOf(setup, person, look)
  return channels.some(({ id }) => id === place) ? place : (channels.at(-1)?.id ?? 'home')
}

/** The same place in the other look; Teams has no home beside the chat with the desk. */
export function twinPlace(setup: Setup, place: string, person: string, look: Look): string {
  if (place === 'home' || isDirect(setup, place)) return directOf(setup, person, look)
  const name = setup.channels.find(({ id }) => id === place)?.name
  return channelsOf(setup, person, look).find((one) => one.name === name)?.id ?? place
}
