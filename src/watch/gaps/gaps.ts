// What is missing from the data, put together: breaks, silence, rejections, old tags, and how many nobody saw.
import type { Gap, GapReport, GapsQuery } from '#contract/gaps.ts'
import type { Plan } from '#contract/plan.ts'
import type { Store } from '#store/store.ts'
import { planInForce } from '#store/plans.ts'
import { Problem } from '#util/problem.ts'
import { remembering } from '#util/remember.ts'
import { localDay } from '#util/zone.ts'
import { dayAt } from '#util/days.ts'
import { type Found, type WatchedSeries, allFalseAlarmsPerMonth, breaksOf, findGaps, isWatchable } from './find-gaps.ts'
import { type Span, readEventSeries, readPointSeries, readSources } from './read-series.ts'
import { readSeenTogether } from './read-sightings.ts'
import { readRefused, risingRejects } from './rejects.ts'
import { findSilence } from './silence.ts'
import { findVersionDrift, readVersions } from './tag-versions.ts'
import { subjectOf } from './words.ts'
import { trueNumber } from './true-number.ts'

const usualDays = 28
/** Two baselines: one for the days asked about, one for the days before that may already have been broken. */
const historyDays = 126

/**
 * The report on the days asked about. Today is left to silence and rejections, since it is not over.
 * @throws Problem `empty_range`.
 */
export async function gapReport(store: Store, query: GapsQuery, now: number): Promise<GapReport> {
  const { plan, span, ...looked } = await look(store, query, now)
  return { ...looked, trueNumbers: plan ? await trueNumbers(store, plan, span) : [] }
}

/** The gaps alone, without how many conversions nobody saw. Throws Problem `empty_range`. */
export async function gapsIn(store: Store, query: GapsQuery, now: number): Promise<Gap[]> {
  return (await look(store, query, now)).gaps
}

interface Looked extends Omit<GapReport, 'trueNumbers'> {
  plan: Plan | undefined
  span: Span
}

async function look(store: Store, query: GapsQuery, now: number): Promise<Looked> {
  const plan = (await planInForce(store.control, now))?.plan
  const timezone = plan?.timezone ?? 'UTC'
  const yesterday = dayAt(localDay(now, timezone), -1)
  const { from, to } = daysAsked(query, yesterday)
  const span = { from: dayAt(from, -historyDays), to, timezone }
  const heard = await readSources(store, span)
  const [events, points, present, versions] = await Promise.all([
    readEventSeries(store, span, heard),
    plan ? readPointSeries(store, span, heard, plan, now) : [],
    to === yesterday ? presentGaps(store, heard, timezone, now) : [],
    readVersions(store, span),
  ])
  const series = [...events, ...points]
  const watched = series.filter(isWatchable)
  const gaps = withoutRepeats(await brokenIn(watched, from), present)
  return {
    plan,
    span,
    from,
    to,
    timezone,
    gaps: [...gaps, ...findVersionDrift(versions, to)].toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    falseAlarmsPerMonth: allFalseAlarmsPerMonth,
    watched: watched.map(nameOf),
    unwatched: series.filter((each) => !watched.includes(each)).map(nameOf),
  }
}

function daysAsked(query: GapsQuery, yesterday: string): { from: string; to: string } {
  const to = query.to !== undefined && query.to < yesterday ? query.to : yesterday
  const from = query.from ?? dayAt(to, -usualDays + 1)
  if (from <= to) return { from, to }
  const message = `${from} is after ${to}, the last day that is over.`
  throw new Problem('empty_range', message, { details: [{ field: 'from', message, hint: 'Write an earlier day.' }] })
}

/** Breaks in what sources send, without what points count: what has to be well before anything is said of these. */
export async function sourceBreaks(
  store: Store,
  query: { from: string; to: string },
  timezone: string,
): Promise<Gap[]> {
  const span = { from: dayAt(query.from, -historyDays), to: query.to, timezone }
  const series = await readEventSeries(store, span, await readSources(store, span))
  return brokenIn(series.filter(isWatchable), query.from)
}

/** A series is searched in some tens of milliseconds, and changes once a day unless something arrives late. */
const searched = remembering<Found[]>(500)

/** What broke; each series is searched once a day. */
function brokenIn(watched: readonly WatchedSeries[], from: string): Promise<Gap[]> {
  return findGaps(watched, from, (...asked) => searched(JSON.stringify(asked), () => breaksOf(...asked)))
}

async function presentGaps(
  store: Store,
  heard: Awaited<ReturnType<typeof readSources>>,
  timezone: string,
  now: number,
): Promise<Gap[]> {
  const silent = await findSilence(store, heard, timezone, now)
  return [...silent, ...risingRejects(await readRefused(store, now), timezone)]
}

/** A source that has been silent for days is found by the day and by the hour. */
function withoutRepeats(gaps: readonly Gap[], present: readonly Gap[]): Gap[] {
  const lasting = gaps.filter(({ kind, to }) => kind === 'silent' && to === null).map(({ source }) => source)
  return [...gaps, ...present.filter(({ kind, source }) => kind !== 'silent' || !lasting.includes(source))]
}

async function trueNumbers(store: Store, plan: Plan, span: Span): Promise<GapReport['trueNumbers']> {
  return (await readSeenTogether(store, plan, span)).map(trueNumber)
}

function nameOf(series: WatchedSeries): string {
  return subjectOf(series)
}
