// The daily series that are watched, read from the store: what sources send, what they lack, what points count.
import { answer } from '#ask/answer.ts'
import { type Figure, questionSchema } from '#contract/ask.ts'
import type { Plan } from '#contract/plan.ts'
import { isJunkSighting } from '#metrics/junk.ts'
import { definitionHash } from '#plan/definition.ts'
import { sqlTime } from '#store/facts.ts'
import type { Store } from '#store/store.ts'
import { localDay, localMidnight } from '#util/zone.ts'
import { dayAt, daysBetween } from '#util/days.ts'
import { type SeriesKind, type WatchedSeries } from './find-gaps.ts'

/** Days that are read, both included: those asked about and their history. */
export interface Span {
  from: string
  to: string
  timezone: string
}

/** What a source's newest events say of how it sends. */
export interface Heard {
  source: string
  /** It comes in files: a day without events may be a day without file. */
  inFiles: boolean
  /** First and last day of which all is known. */
  first: string
  until: string
}

const twelveHours = 43_200

export function spanParams({ from, to, timezone }: Span): Record<string, unknown> {
  const [start, end] = [localMidnight(from, timezone), localMidnight(dayAt(to, 1), timezone)]
  return { start: sqlTime(start), end: sqlTime(end), timezone }
}

export const withinSpan = "time >= {start:DateTime64(3, 'UTC')} AND time < {end:DateTime64(3, 'UTC')}"
export const dayColumn = 'toString(toDate(toTimeZone(time, {timezone:String})))'

/** Sources of events, by how they send. */
export async function readSources({ facts }: Store, span: Span): Promise<Heard[]> {
  const rows = await facts.query<{ source: string; first: number; last: number; delay: number }>(
    `SELECT source, toUnixTimestamp64Milli(min(time)) AS first, toUnixTimestamp64Milli(max(time)) AS last,
       quantileExact(0.5)(dateDiff('second', time, received_at)) AS delay
     FROM events WHERE ${withinSpan} GROUP BY source ORDER BY source`,
    spanParams(span),
  )
  return rows.map(({ source, first, last, delay }) => {
    const inFiles = Number(delay) > twelveHours
    // of the last day in a file, and of the first day of a source, a part may be missing
    const until = inFiles ? dayAt(localDay(Number(last), span.timezone), -1) : span.to
    return { source, inFiles, first: dayAt(localDay(Number(first), span.timezone), 1), until: earlier(until, span.to) }
  })
}

/**
 * What machines did is no part of any pattern: neither what was marked as it arrived, nor what a page sent in a visit that
 * is junk. What servers send is never judged.
 */
const byPeople = `junk = '' AND (sent_from = '' OR (visitor_id, toDate(time)) NOT IN (
    SELECT visitor_id, toDate(start) FROM sessions FINAL
    WHERE junk != '' AND start >= {start:DateTime64(3, 'UTC')} - INTERVAL 1 DAY AND start < {end:DateTime64(3, 'UTC')}))`

const paidMedium = "match(lower(utm_medium), '^(.*cp.*|ppc|retargeting|paid.*|display|banner)$')"

/** Volumes and shares of events, by source. */
export async function readEventSeries({ facts }: Store, span: Span, heard: readonly Heard[]): Promise<WatchedSeries[]> {
  const gathered = new Gathered()
  const rows = await facts.query<Record<'source' | 'day', string> & Record<'events' | 'anonymous', number>>(
    `SELECT source, ${dayColumn} AS day, count() AS events, countIf(visitor_id = '' AND user_id = '') AS anonymous
     FROM events FINAL WHERE ${withinSpan} AND ${byPeople} GROUP BY source, day`,
    spanParams(span),
  )
  for (const { source, day, events, anonymous } of rows) {
    gathered.add({ kind: 'source', source, point: '' }, day, Number(events))
    gathered.add({ kind: 'consent', source, point: '' }, day, Number(anonymous), Number(events))
  }
  const ads = await facts.query<Record<'source' | 'day' | 'utm', string> & Record<'visits' | 'lacking', number>>(
    `SELECT source, utm_source AS utm, ${dayColumn} AS day, count() AS visits, countIf(empty(click_ids)) AS lacking
     FROM events FINAL WHERE ${withinSpan} AND ${byPeople} AND ${paidMedium} AND match(name, '^page_?view')
     GROUP BY source, utm, day`,
    spanParams(span),
  )
  for (const { source, utm, day, visits, lacking } of ads) {
    gathered.add({ kind: 'click_ids', source, point: '', campaigns: utm }, day, Number(lacking), Number(visits))
  }
  const until = new Map(heard.map((each) => [each.source, each]))
  return gathered.series(({ source }) => until.get(source)!)
}

/** What the sources tell of each point, and what the points count. */
export async function readPointSeries(
  store: Store,
  span: Span,
  heard: readonly Heard[],
  plan: Plan,
  now: number,
): Promise<WatchedSeries[]> {
  const pointOf = new Map(plan.points.map((point) => [definitionHash(point), point.id]))
  const rows = await store.facts.query<
    Record<'definition' | 'source' | 'day', string> & Record<'seen' | 'events' | 'nobody', number>
  >(
    `SELECT definition, source, ${dayColumn} AS day, count() AS seen, countIf(kind = 'event') AS events,
       countIf(kind = 'event' AND user_id = '' AND lead_id = '' AND NOT mapContains(match_keys, 'email')
         AND NOT mapContains(match_keys, 'phone')) AS nobody
     FROM sightings FINAL WHERE definition IN {definitions:Array(String)} AND outcome IN {outcomes:Array(String)}
       AND NOT ${isJunkSighting} AND ${withinSpan} GROUP BY definition, source, day`,
    { ...spanParams(span), definitions: [...pointOf.keys()], outcomes: ['counted', 'duplicate', 'not_counted'] },
  )
  const gathered = new Gathered()
  const known = new Map(heard.map((each) => [each.source, each]))
  const ofPoint = new Map<string, Heard>()
  for (const { definition, source, day, seen, events, nobody } of rows) {
    const point = pointOf.get(definition)!
    const own = widen(known.get(source), source, day, known.has(source) && !known.get(source)!.inFiles)
    known.set(source, own)
    ofPoint.set(point, latest(ofPoint.get(point), own))
    gathered.add({ kind: 'sightings', source, point }, day, Number(seen))
    gathered.add({ kind: 'identifiers', source, point }, day, Number(nobody), Number(events))
  }
  for (const [point, day, count] of await readCounted(store, span, plan, now)) {
    if (ofPoint.has(point)) gathered.add({ kind: 'point', source: '', point }, day, count)
  }
  return gathered.series(({ source, point }) => (source === '' ? ofPoint.get(point)! : known.get(source)!))
}

/** A source of records is known up to its last record. */
function widen(own: Heard | undefined, source: string, day: string, steady: boolean): Heard {
  if (own && steady) return own
  if (!own) return { source, inFiles: true, first: day, until: day }
  return { ...own, first: earlier(own.first, day), until: own.until > day ? own.until : day }
}

function latest(a: Heard | undefined, b: Heard): Heard {
  return { ...b, first: earlier(a?.first ?? b.first, b.first), until: a && a.until > b.until ? a.until : b.until }
}

function earlier(a: string, b: string): string {
  return a < b ? a : b
}

async function readCounted(store: Store, span: Span, plan: Plan, now: number): Promise<[string, string, number][]> {
  const points = plan.points.map(({ id }) => id)
  const question = { metrics: ['cv'], by: ['point', 'day'], points, from: span.from, to: span.to }
  const { rows } = await answer(store, questionSchema.parse(question), now)
  return rows.map((row) => [String(row['point']), String(row['day']), (row['cv'] as Figure).value ?? 0])
}

type About = Pick<WatchedSeries, 'source' | 'point' | 'campaigns'> & { kind: SeriesKind }

/** Counts by day, put together to series without holes. */
class Gathered {
  readonly #found = new Map<string, { about: About; days: Map<string, [number, number]> }>()

  add(about: About, day: string, count: number, exposure = -1): void {
    const key = [about.kind, about.source, about.point, about.campaigns].join('\n')
    const own = this.#found.get(key) ?? { about, days: new Map<string, [number, number]>() }
    own.days.set(day, [count, exposure])
    this.#found.set(key, own)
  }

  /** From the first day on which there was anything, or of which all is known, to the last of which all is known. */
  series(heardOf: (about: About) => Heard): WatchedSeries[] {
    return [...this.#found.values()].flatMap(({ about, days }): WatchedSeries[] => {
      const { first, until } = heardOf(about)
      const began = [...days.keys()].reduce(earlier)
      const firstDay = began > first ? began : first
      const length = daysBetween(firstDay, until) + 1
      if (length < 1) return []
      const names = Array.from({ length }, (_, number) => dayAt(firstDay, number))
      const counts = names.map((day) => days.get(day)?.[0] ?? 0)
      const exposures = names.map((day) => Math.max(0, days.get(day)?.[1] ?? 0))
      const isShare = [...days.values()].some(([, exposure]) => exposure >= 0)
      if (!isShare) return [{ ...about, firstDay, counts, watch: ['fall', 'rise'] as const }]
      const lacks = counts.some((count, day) => count < exposures[day]!)
      // what always lacks it (a server has no visitors) cannot lose it
      return lacks ? [{ ...about, firstDay, counts, exposures, watch: ['rise'] as const }] : []
    })
  }
}
