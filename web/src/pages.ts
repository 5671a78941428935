// The pages of the app in the order of the work, with their icons.

/** The rail's sections; the first and the last stand without a heading. */
export const sections = {
  start: ['scorecard', 'overview'],
  define: ['definitions', 'glossary'],
  measure: ['events', 'sources', 'import'],
  ask: ['explore', 'ctas', 'attribution', 'ledger'],
  target: ['targets', 'allocation'],
  monitor: ['drift', 'actions', 'alerts', 'reports'],
  keep: ['privacy', 'settings'],
} as const
export type SectionId = keyof typeof sections
export type PageId = (typeof sections)[SectionId][number]

export const pages: readonly PageId[] = Object.values(sections).flat()

export const pagePaths: Record<PageId, string> = {
  scorecard: '/',
  overview: '/overview',
  definitions: '/definitions',
  explore: '/explore',
  ctas: '/ctas',
  attribution: '/attribution',
  ledger: '/ledger',
  drift: '/drift',
  actions: '/actions',
  alerts: '/alerts',
  reports: '/reports',
  targets: '/targets',
  allocation: '/allocation',
  events: '/events',
  sources: '/sources',
  glossary: '/glossary',
  import: '/import',
  privacy: '/privacy',
  settings: '/settings',
}

/**
 * What a page asks as soon as its code runs, where its address chooses nothing; `{language}` is the reader's. The server
 * names it with the page, so that the answer is on its way before the code is there. Word for word as the page asks it, or
 * it would be asked twice. What is long reckoned is so while the browser reads the code, which is sent before.
 */
export const firstQuestions: Partial<Record<PageId, readonly string[]>> = {
  scorecard: ['/api/v1/scorecard?period=month'],
  definitions: ['/api/v1/plans', '/api/v1/plans/history', '/api/v1/plans/drafts'],
  glossary: ['/api/v1/glossary?language={language}'],
  sources: ['/api/v1/sources'],
  import: ['/api/v1/imports'],
  explore: ['/api/v1/ask/metrics', '/api/v1/ask/attributes'],
  targets: ['/api/v1/targets'],
  allocation: ['/api/v1/targets'],
  drift: ['/api/v1/drift?days=28'],
  actions: ['/api/v1/actions'],
  alerts: ['/api/v1/alerts', '/api/v1/alerts/messages'],
  reports: ['/api/v1/reports/made?period=week&language={language}&format=json'],
  settings: ['/api/v1/keys', '/api/v1/channels', '/api/v1/checkup'],
}

/** Strokes on a grid of 16. */
export const pageIcons: Record<PageId, string> = {
  scorecard: 'M2.5 13.5V2.5M2.5 13.5h11M5 10.5l3-4 2 2 3.5-5M10.5 3.5h3v3',
  overview: 'M2 13h12M4 10.5V8m4 2.5V3.5m4 7V6',
  definitions: 'M2.5 3h11M4.5 6.5h7M6 10h4M8 10v3.5',
  settings: 'M2 4.5h6m4 0h2M2 11.5h2m4 0h6M8 2.5v4h4v-4zM4 9.5v4h4v-4z',
  privacy: 'M8 1.8 13 4v4c0 3-2.2 5.2-5 6.2C5.2 13.2 3 11 3 8V4zM6 8l1.5 1.5 3-3',
  import: 'M8 2v8m0 0L5 7m3 3 3-3M2.5 11v2.5h11V11',
  events: 'M1.5 8h3l2-5 3 10 2-5h3',
  explore: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.5 10.5 14 14M5 8l1.5-2L8 7.5 9.5 5.5',
  ctas: 'M2 3.5h12v6H8.5M6.5 8l1.6 6 1.5-2.6 2.9-.5zM4.5 6.5h4',
  sources: 'M3 4.5h3.5L9 8h4M3 11.5h3.5L9 8M11.5 6 13.5 8l-2 2',
  glossary: 'M3 2.5h8.5A1.5 1.5 0 0 1 13 4v9.5H4.5A1.5 1.5 0 0 1 3 12zM3 12a1.5 1.5 0 0 1 1.5-1.5H13M6 5.5h4',
  attribution: 'M2.5 3.5h3l5 9h3M2.5 12.5h3l2-3.6m1.4-2.6 1.6-2.8h3',
  targets: 'M8 2a6 6 0 1 0 6 6M8 5a3 3 0 1 0 3 3M8 8l5.5-5.5M11 2.5V5h2.5',
  allocation: 'M8 2v6l5 3.4M8 2a6 6 0 1 0 5 9.4M8 2a6 6 0 0 1 5 9.4M8 8 2.2 6.5',
  ledger: 'M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h2.5',
  drift: 'M2 4h3v3h3v3h3v3h3M11 2.5h3v3M14 2.5 9.5 7',
  reports: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M6 11.5v-2m2 2V7m2 4.5v-1',
  alerts: 'M4 11V7.5a4 4 0 0 1 8 0V11l1.5 1.5h-11zM6.5 14h3M8 3.5V2',
  actions: 'M2.5 4.5 4 6l2.5-3M2.5 11 4 12.5 6.5 9.5M8.5 4.5h5M8.5 11h5',
}

/** The page of a path; addresses that nobody knows show the scorecard, the product's home. */
export function pageOf(path: string): PageId {
  return pages.find((page) => page !== 'scorecard' && path.startsWith(pagePaths[page])) ?? 'scorecard'
}

/** Whether the page shows what the period and the plan version choose. */
export function asksByPeriod(page: PageId): boolean {
  return page === 'overview' || page === 'explore' || page === 'ctas' || page === 'attribution' || page === 'ledger'
}
