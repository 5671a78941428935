// Pages that still load an older tag, though a newer one has been seen for days.
import type { Gap } from '#contract/gaps.ts'
import type { Store } from '#store/store.ts'
import { type Span, dayColumn, spanParams, withinSpan } from './read-series.ts'
import { dayAt, daysBetween } from '#util/days.ts'

export interface VersionDay {
  source: string
  /** `''` where page views say none. */
  version: string
  day: string
  pages: number
}

/** Browsers keep a script for a while: so many days both versions are no finding. */
const graceDays = 3
const leastPages = 20
const leastShare = 0.01

/** One finding for each source whose pages load more than the newest version in the last seven days. */
export function findVersionDrift(days: readonly VersionDay[], to: string): Gap[] {
  return [...new Set(days.map(({ source }) => source))].flatMap((source) => {
    const own = days.filter((each) => each.source === source)
    const began = (version: string): string =>
      own.filter((each) => each.version === version).reduce((first, { day }) => (day < first ? day : first), to)
    const versions = [...new Set(own.map(({ version }) => version))].filter(Boolean)
    const newest = versions.toSorted((a, b) => began(a).localeCompare(began(b)) || a.localeCompare(b)).at(-1)
    if (newest === undefined || daysBetween(began(newest), to) < graceDays) return []
    const recent = own.filter(({ day }) => day > dayAt(to, -7) && day > dayAt(began(newest), graceDays - 1))
    const pages = recent.reduce((sum, each) => sum + each.pages, 0)
    const older = recent.filter(({ version }) => version !== newest)
    const stale = older.reduce((sum, each) => sum + each.pages, 0)
    if (stale < leastPages || stale < leastShare * pages) return []
    const names = [...new Set(older.map(({ version }) => version || 'none stated'))].toSorted().join(', ')
    const share = Math.round((100 * stale) / pages)
    return [
      {
        kind: 'tag_version',
        what: `${share} % of ${source}'s page views come from an older tag (${names}; newest ${newest})`,
        source,
        point: '',
        from: began(newest),
        to: null,
        observed: stale,
        expected: null,
        byChanceEveryMonths: null,
        cause: 'Some pages or templates carry a copy of the tag, or a cache keeps the old one.',
        todo: 'Find these pages: their page views hold the older version in the property `tag`.',
        also: [],
      },
    ]
  })
}

export async function readVersions({ facts }: Store, span: Span): Promise<VersionDay[]> {
  const rows = await facts.query<VersionDay>(
    `SELECT source, JSONExtractString(properties, 'tag') AS version, ${dayColumn} AS day, count() AS pages
     FROM events FINAL WHERE ${withinSpan} AND name = 'page_view' GROUP BY source, version, day`,
    spanParams(span),
  )
  return rows.map((row) => ({ ...row, pages: Number(row.pages) }))
}
