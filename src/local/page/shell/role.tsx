import type { Setup } from '../../web/shown.js'
import { useSession } from '../session.js'

/** The desk's word for a role, or the page's for having none. */
export function Role({ setup, role }: { readonly setup: Setup; readonly role: string | null }) {
  const { language, say } = useSession()
  const words = role === null ? say('noRole') : (setup.words[role]?.[language] ?? role)
  return <span className="role">{words}</span>
}
