import { useEffect, useState } from 'react'
import type { Setup } from '../web/shown.js'
import { Conversation } from './chat/conversation.js'
import { Home } from './chat/home.js'
import { Toasts } from './chat/toasts.js'
import { ModalLayer } from './form/modal.js'
import { TeamsDialogLayer } from './form/teams-dialog.js'
import { Panel } from './panel/panel.js'
import { dialogOf, modalOf } from './selectors.js'
import { SessionProvider, useSession } from './session.js'
import { Sidebar } from './shell/sidebar.js'
import { Topbar } from './shell/topbar.js'
import { useWorld } from './store.js'

/** The page: people and channels, the conversation, and what lies behind it. */
export function App() {
  return (
    <SessionProvider>
      <Workspace />
    </SessionProvider>
  )
}

function Workspace() {
  const { setup, isConnected } = useWorld()
  const { person, place, look, tab, say } = useSession()
  const [isMenuOpen, setMenuOpen] = useState(false)
  useEffect(() => setMenuOpen(false), [place, person])
  if (!setup) return <p className="loading">{say('loading')}</p>
  return (
    <div className="workspace" data-panel={tab ?? undefined} data-menu={isMenuOpen || undefined}>
      <a className="skip" href="#conversation">
        {say('skip')}
      </a>
      <Topbar onMenu={() => setMenuOpen(!isMenuOpen)} isMenuOpen={isMenuOpen} />
      <Sidebar setup={setup} onClose={() => setMenuOpen(false)} />
      <main className="main" id="conversation" tabIndex={-1}>
        {place === 'home' ? <Home key={person} /> : <Conversation key={`${place} ${person}`} setup={setup} />}
      </main>
      {tab && <Panel setup={setup} tab={tab} />}
      <Layer setup={setup} />
      <Toasts key={`${person} ${look}`} setup={setup} />
      <p className="gone" role="status" hidden={isConnected}>
        {say('gone')}
      </p>
    </div>
  )
}

/** The form that stands open for the person, as it looks on the platform. */
function Layer({ setup }: { readonly setup: Setup }) {
  const { shown } = useWorld()
  const { person, look } = useSession()
  if (look === 'teams') {
    const dialog = dialogOf(shown, person)
    return dialog && <TeamsDialogLayer key={person} dialog={dialog} setup={setup} />
  }
  const modal = modalOf(shown, person)
  return modal && <ModalLayer key={`${modal.id} ${modal.hash}`} modal={modal} setup={setup} />
}
