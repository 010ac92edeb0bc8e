import { useWorld } from '../store.js'

/** The engineer who is on call by the desk's clock; Nils until it is known. */
export function useEngineer(): string {
  const clock = useWorld().shown.get('clock')
  return clock?.kind === 'clock' ? clock.engineerOnCall : 'U0NILS'
}

export const firstNameOf = (name: string) => name.split(' ')[0]!
