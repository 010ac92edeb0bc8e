import type { Setup } from '../../web/shown.js'
import { Mark } from './icon.js'

const tints = 6

const initials = (name: string) => name.slice(0, 1)

/** A person by the first letter of their name, or the desk by its mark; a name stands beside it. */
export function Avatar({
  setup,
  id,
  size = 36,
}: {
  readonly setup: Setup
  readonly id: string
  readonly size?: number
}) {
  const index = setup.people.findIndex((one) => one.id === id)
  if (index < 0) return <Mark size={size} />
  return (
    <span
      className="avatar"
      data-tint={index % tints}
      style={{ width: size, height: size, fontSize: size * 0.42 }}
      aria-hidden="true"
    >
      {initials(setup.people[index]!.name)}
    </span>
  )
}

export const nameOf = (setup: Setup, id: string) =>
  id === setup.bot.id ? 'Rights Desk' : (setup.people.find((one) => one.id === id)?.name ?? id)
