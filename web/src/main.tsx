// Starts the web app.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App, readExtent } from './app.tsx'
import { currentPlan } from './api.ts'
import { LanguageProvider, speak, usualLanguage } from './language/language.tsx'
import { pageCode } from './page-code.ts'
import { pageOf } from './pages.ts'
import { applyTheme, readTheme } from './theme.ts'
import { loadEarly } from './use-loaded.ts'
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
import './table/table.css'

applyTheme(readTheme())
// the page's code, what it stands on, and the language's words, all at once
pageCode[pageOf(location.pathname)].fetch()
loadEarly('plan', currentPlan)
loadEarly('extent', readExtent)
speak(usualLanguage()).then(
  (first) =>
    createRoot(document.getElementById('root')!).render(
      <StrictMode>
        <LanguageProvider first={first}>
          <App />
        </LanguageProvider>
      </StrictMode>,
    ),
  sayUnreachable,
)

/** Without the words of any language: in both. */
function sayUnreachable(): void {
  document.getElementById('root')!.textContent =
    'Onecount cannot be reached. Reload the page. / Onecountに接続できません。ページを再読み込みしてください。'
}
