import { useEffect } from 'react'
import { Blocks } from '../looks/blocks.js'
import { homeOf } from '../selectors.js'
import { useSession } from '../session.js'
import { Mark } from '../shell/icon.js'
import { act, useWorld } from '../store.js'

/** The app's home, as the desk draws it for the person each time it is opened. */
export function Home() {
  const { setup, shown } = useWorld()
  const { person, say } = useSession()
  const home = homeOf(shown, person)
  const clock = shown.get('clock')
  useEffect(() => void act({ act: 'home', as: person }), [person, clock])
  return (
    <>
      <header className="head">
        <h1>
          <Mark size={22} />
          {say('home')}
        </h1>
        <p>{say('homeHint')}</p>
      </header>
      <div className="messages home" tabIndex={0} role="region" aria-label={say('home')}>
        {home && setup ? (
          <Blocks
            setup={setup}
            blocks={home.content.blocks}
            onClick={(button) => act({ act: 'click', as: person, on: home.key, button })}
          />
        ) : (
          <p className="empty">{say('loading')}</p>
        )}
      </div>
    </>
  )
}
