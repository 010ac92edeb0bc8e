import { isTourEnded } from '../guide/progress.js'
import { useSession } from '../session.js'
import { useWorld } from '../store.js'
import { ClockMenu } from './clock-menu.js'
import { Icon, Mark } from './icon.js'

/** What this is, the desk's clock, and how the page looks. */
export function Topbar({
  onMenu,
  isMenuOpen,
}: {
  readonly onMenu: () => void
  readonly isMenuOpen: boolean
}) {
  const { say } = useSession()
  return (
    <header className="topbar">
      <button
        type="button"
        className="tool only-narrow"
        aria-label={say('menu')}
        aria-expanded={isMenuOpen}
        aria-controls="sidebar"
        onClick={onMenu}
      >
        <Icon name="menu" />
      </button>
      <p className="brand">
        <Mark />
        <strong>{say('product')}</strong>
      </p>
      <p className="banner">
        <strong>{say('localTitle')}</strong>
        <span>{say('localBanner')}</span>
      </p>
      <ClockMenu />
      <LookTools />
    </header>
  )
}

function LookTools() {
  const { setup } = useWorld()
  const { theme, language, tab, choose, say } = useSession()
  const first = () => (setup && isTourEnded(setup.workspace) ? 'events' : 'guide')
  return (
    <>
      <button
        type="button"
        className="tool only-wide"
        lang={language === 'nb' ? 'en' : 'nb'}
        onClick={() => choose({ language: language === 'nb' ? 'en' : 'nb' })}
      >
        {say('language')}
      </button>
      <button
        type="button"
        className="tool"
        aria-label={say('theme')}
        onClick={() => choose({ theme: theme === 'light' ? 'dark' : 'light' })}
      >
        <Icon name={theme === 'light' ? 'moon' : 'sun'} />
      </button>
      <button
        type="button"
        className="tool"
        aria-label={tab ? say('closePanel') : say('openPanel')}
        aria-pressed={tab !== null}
        onClick={() => choose({ tab: tab ? null : first() })}
      >
        <Icon name="panel" />
      </button>
    </>
  )
}
