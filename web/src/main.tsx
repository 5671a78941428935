// Starts the web app.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod/v4/core'
import { App } from './app.tsx'
import { LanguageProvider } from './language/language.tsx'
import { fetchPage } from './page-modules.ts'
import { pageOf } from './pages.ts'
import { applyTheme, readTheme } from './theme.ts'
import './styles/colours.css'
import './styles/base.css'
import './styles/frame.css'
import './styles/page.css'
import './styles/figures.css'
import './styles/charts.css'
import './styles/tables.css'
import './styles/how-counted.css'
import './styles/states.css'
import './styles/narrow.css'

// the server lets no page make code of text, which zod would try to be faster
config({ jitless: true })
applyTheme(readTheme())
fetchPage(pageOf(location.pathname))
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LanguageProvider>
      <App />
    </LanguageProvider>
  </StrictMode>,
)
