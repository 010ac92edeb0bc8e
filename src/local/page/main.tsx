import '@fontsource-variable/schibsted-grotesk/index.css'
import '@fontsource/noto-emoji/400.css'
import './styles/tokens.css'
import './styles/shell.css'
import './styles/chat.css'
import './styles/blocks.css'
import './styles/teams.css'
import './styles/form.css'
import './styles/panel.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.js'
import { connect } from './store.js'

connect()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
