// Where the code of each page beside the overview is; it is fetched when the page is first opened.
import type { PageId } from './pages.ts'

export const pageModules = {
  scorecard: () => import('./scorecard/scorecard.tsx'),
  definitions: () => import('./definitions/definitions.tsx'),
  glossary: () => import('./glossary/glossary.tsx'),
  events: () => import('./events/events.tsx'),
  sources: () => import('./sources/sources.tsx'),
  import: () => import('./importing/import.tsx'),
  explore: () => import('./explore/explore.tsx'),
  ctas: () => import('./ctas/ctas.tsx'),
  attribution: () => import('./attribution/attribution.tsx'),
  ledger: () => import('./ledger/ledger.tsx'),
  targets: () => import('./targets/targets.tsx'),
  allocation: () => import('./allocation/allocation.tsx'),
  drift: () => import('./drift/drift.tsx'),
  actions: () => import('./actions/actions.tsx'),
  alerts: () => import('./alerts/alerts.tsx'),
  reports: () => import('./reports/reports.tsx'),
  privacy: () => import('./persons/privacy.tsx'),
  settings: () => import('./settings/settings.tsx'),
} satisfies Record<Exclude<PageId, 'overview'>, () => Promise<object>>

/** Has the page's code fetched while the app is still finding out who asks; what fails here fails again where it shows. */
export function fetchPage(page: PageId): void {
  if (page !== 'overview') pageModules[page]().catch(() => undefined)
}
