// Where the code of each page is; it is fetched when the page is first opened.
import { fetched } from './fetched.tsx'
import type { PageId } from './pages.ts'

export const pageCode = {
  scorecard: fetched(async () => (await import('./scorecard/scorecard.tsx')).Scorecard),
  overview: fetched(async () => (await import('./overview/overview.tsx')).Overview),
  definitions: fetched(async () => (await import('./definitions/definitions.tsx')).Definitions),
  glossary: fetched(async () => (await import('./glossary/glossary.tsx')).Glossary),
  events: fetched(async () => (await import('./events/events.tsx')).Events),
  sources: fetched(async () => (await import('./sources/sources.tsx')).Sources),
  import: fetched(async () => (await import('./importing/import.tsx')).Import),
  explore: fetched(async () => (await import('./explore/explore.tsx')).Explore),
  ctas: fetched(async () => (await import('./ctas/ctas.tsx')).Ctas),
  attribution: fetched(async () => (await import('./attribution/attribution.tsx')).Attribution),
  ledger: fetched(async () => (await import('./ledger/ledger.tsx')).Ledger),
  targets: fetched(async () => (await import('./targets/targets.tsx')).Targets),
  allocation: fetched(async () => (await import('./allocation/allocation.tsx')).Allocation),
  drift: fetched(async () => (await import('./drift/drift.tsx')).Drift),
  actions: fetched(async () => (await import('./actions/actions.tsx')).Actions),
  alerts: fetched(async () => (await import('./alerts/alerts.tsx')).Alerts),
  reports: fetched(async () => (await import('./reports/reports.tsx')).Reports),
  privacy: fetched(async () => (await import('./persons/privacy.tsx')).Privacy),
  settings: fetched(async () => (await import('./settings/settings.tsx')).Settings),
} satisfies Record<PageId, unknown>
