// Starts the web app.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { LanguageProvider } from './language/language.tsx'
import { applyTheme, readTheme } from './theme.ts'
import './styles.css'

applyTheme(readTheme())
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LanguageProvider>
      <App />
    </LanguageProvider>
  </StrictMode>,
)
