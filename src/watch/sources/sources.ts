// Every source that was seen or set up: how it sends, how much by day, how much was refused, whether it is well.
import type { ImportOptions, ImportResult } from '#contract/import.ts'
import type { Rejection } from '#contract/recent.ts'
import { type SourceEntry, type SourceReport, sourceHealths, testEventName, volumeDays } from '#contract/sources.ts'
import { standingNow } from '#metrics/standing.ts'
import { sqlTime } from '#store/facts.ts'
import { listHooks } from '#store/hooks.ts'
import { listKeys } from '#store/keys.ts'
import { businessZone } from '#store/plans.ts'
import { keptRejections, readRejections } from '#store/rejections.ts'
import { type Sent, readSenders } from '#store/senders.ts'
import type { Store } from '#store/store.ts'
import { localDay, localMidnight } from '#util/zone.ts'
import { dayAt, daysBetween } from '#util/days.ts'
import { dayMs, hourMs } from '#util/duration.ts'
import { dayColumn } from '../gaps/read-series.ts'
import { mostFrequent } from '../gaps/rejects.ts'
import { findSilence } from '../gaps/silence.ts'
import { type SourceState, healthOf } from './source-health.ts'

/** First and last are looked for this far back. */
const lookBackDays = 400

/** All that is known of one source. */
interface Known {
  name: string
  holds: SourceEntry['holds']
  volume: number[]
  total: number
  tests: number
  late: number
  firstAt: number | null
  lastAt: number | null
}

export async function sourceReport(store: Store, now: number): Promise<SourceReport> {
  const timezone = await businessZone(store.control, now)
  const to = localDay(now, timezone)
  const from = dayAt(to, -volumeDays + 1)
  const setUp = await readSetUp(store)
  const known = await readKnown(store, { from, timezone, now })
  for (const [name, { inForce }] of setUp) if (inForce) knownOf(known, name, 'events')
  const about: About = {
    now,
    setUp,
    senders: readSenders(store.home.journal),
    silent: await silences(store, known, timezone, now),
    refused: readRejections(store.home.journal, keptRejections).filter((each) => each.at > now - dayMs),
    imports: await latestImports(store),
  }
  const sources = [...known.values()].map((each) => entryOf(each, about)).toSorted(byNeed)
  const strangers = about.senders.filter(({ source }) => source === '')
  return { from, to, timezone, sources, strangers: sentSince(strangers, now - dayMs).refused }
}

/** What is told of all sources, from which each takes its own. */
interface About {
  now: number
  setUp: ReadonlyMap<string, SetUp>
  senders: readonly Sent[]
  silent: ReadonlyMap<string, Silence>
  /** Of the last day. */
  refused: readonly Rejection[]
  imports: ReadonlyMap<string, { accepted: number; refused: number }>
}

function entryOf(known: Known, { now, setUp, senders, silent, refused, imports }: About): SourceEntry {
  const { name, holds, volume, firstAt, lastAt } = known
  const own = holds === 'events' ? senders.filter(({ source }) => source === name) : []
  const file = imports.get(nameIn(name, holds))
  const inFiles = holds !== 'events' || known.late * 2 > known.total
  const reason = mostFrequent(refused.filter(({ source }) => source === name))?.reason ?? ''
  const lately = own.length > 0 ? { ...sentSince(own, now - dayMs), reason } : null
  const state: SourceState = {
    ...known,
    inFiles,
    inForce: setUp.get(name)?.inForce ?? null,
    latest: inFiles && file ? { ...file, reason: '' } : lately,
    silence: silent.get(nameIn(name, holds)) ?? null,
  }
  const ways = waysOf(own, inFiles || file !== undefined, setUp.get(name)?.ways ?? [])
  const sent = own.length > 0 ? sentSince(own, now - 7 * dayMs) : (file ?? null)
  return { name, holds, ways, firstAt, lastAt, volume, sent, silence: state.silence, ...healthOf(state, now) }
}

function byNeed(a: SourceEntry, b: SourceEntry): number {
  const rank = ({ health }: SourceEntry): number => sourceHealths.indexOf(health)
  const size = ({ volume }: SourceEntry): number => volume.reduce((sum, each) => sum + each, 0)
  return rank(a) - rank(b) || size(b) - size(a) || a.name.localeCompare(b.name)
}

function nameIn(name: string, holds: SourceEntry['holds']): string {
  return `${holds} ${name}`
}

/** What is known of a source; nothing yet where it was not met before. */
function knownOf(known: Map<string, Known>, name: string, holds: SourceEntry['holds']): Known {
  const key = nameIn(name, holds)
  const found = known.get(key)
  if (found) return found
  const volume = Array<number>(volumeDays).fill(0)
  const made: Known = { name, holds, volume, total: 0, tests: 0, late: 0, firstAt: null, lastAt: null }
  known.set(key, made)
  return made
}

/** A client library or provider that spoke; before it did, what its key is for. */
function waysOf(own: readonly Sent[], file: boolean, setUp: readonly string[]): string[] {
  const heard = [...new Set(own.filter(({ hour, accepted }) => hour === 0 && accepted > 0).map(({ way }) => way))]
  const all = [...heard.toSorted(), ...(file ? ['file'] : [])]
  return all.length > 0 ? all : [...setUp]
}

function sentSince(own: readonly Sent[], since: number): { accepted: number; refused: number } {
  const hours = own.filter(({ hour }) => hour > since / hourMs)
  const sum = (part: 'accepted' | 'refused'): number => hours.reduce((all, each) => all + each[part], 0)
  return { accepted: sum('accepted'), refused: sum('refused') }
}

interface SetUp {
  inForce: boolean
  ways: string[]
}

/** Keys and webhooks by the source of their events. */
async function readSetUp({ control }: Store): Promise<Map<string, SetUp>> {
  const keys = (await listKeys(control)).filter(({ kind }) => kind !== 'api')
  const hooks = await listHooks(control)
  const given = [
    ...keys.map(({ source, kind, revokedAt }) => ({ source, way: `${kind}_key`, inForce: revokedAt === null })),
    ...hooks.map(({ source, provider, removedAt }) => ({ source, way: provider, inForce: removedAt === null })),
  ]
  const setUp = new Map<string, SetUp>()
  for (const { source, way, inForce } of given) {
    const before = setUp.get(source) ?? { inForce: false, ways: [] }
    setUp.set(source, { inForce: inForce || before.inForce, ways: [...new Set([...before.ways, way])] })
  }
  return setUp
}

interface DayRow {
  name: string
  holds: SourceEntry['holds']
  /** `''`: earlier than the volumes go back. */
  day: string
  total: number
  tests: number
  late: number
  first: number
  last: number
}

const since = (column: string): string => `${column} >= {start:DateTime64(3, 'UTC')}`
const ofDay = `if(time >= {recent:DateTime64(3, 'UTC')}, ${dayColumn}, '')`
const ends = 'toUnixTimestamp64Milli(min(time)) AS first, toUnixTimestamp64Milli(max(time)) AS last'
/** One scan of each table over a bounded number of days. Twelve hours late is how files come. */
const knownSql = `SELECT 'events' AS holds, source AS name, ${ofDay} AS day, count() AS total,
    countIf(name_of = {test:String}) AS tests, countIf(received_at > time + INTERVAL 12 HOUR) AS late, ${ends}
  FROM (SELECT source, name AS name_of, time, received_at FROM events WHERE ${since('time')}) GROUP BY name, day
  UNION ALL
  SELECT 'records', source AS name, ${ofDay} AS day, count(), 0, 0, ${ends}
  FROM records FINAL WHERE ${standingNow} AND ${since('time')} GROUP BY name, day
  UNION ALL
  SELECT 'reports', if(platform = '', source, platform) AS name, ${ofDay} AS day, count(), 0, 0, ${ends}
  FROM (SELECT source, platform, toDateTime64(period_end, 3, 'UTC') AS time FROM spend FINAL
    WHERE ${standingNow} AND ${since('period_end')}) GROUP BY name, day`

async function readKnown(
  { facts }: Store,
  { from, timezone, now }: { from: string; timezone: string; now: number },
): Promise<Map<string, Known>> {
  const rows = await facts.query<DayRow>(knownSql, {
    timezone,
    test: testEventName,
    start: sqlTime(now - lookBackDays * dayMs),
    recent: sqlTime(localMidnight(from, timezone)),
  })
  const known = new Map<string, Known>()
  for (const { name, holds, day, total, tests, late, first, last } of rows) {
    const own = knownOf(known, name, holds)
    own.total += Number(total)
    own.tests += Number(tests)
    own.late += Number(late)
    own.firstAt = Math.min(own.firstAt ?? Infinity, Number(first))
    own.lastAt = Math.max(own.lastAt ?? 0, Number(last))
    const place = day === '' ? -1 : daysBetween(from, day)
    if (place >= 0 && place < volumeDays) own.volume[place]! += Number(total)
  }
  return known
}

type Silence = NonNullable<SourceState['silence']>

/** Sources that send all the time and do not now, by the hours of the week in which they usually do. */
async function silences(
  store: Store,
  known: ReadonlyMap<string, Known>,
  timezone: string,
  now: number,
): Promise<Map<string, Silence>> {
  const steady = [...known.values()].filter(
    ({ holds, total, late }) => holds === 'events' && total > 0 && late * 2 <= total,
  )
  const heard = steady.map(({ name }) => ({ source: name, inFiles: false, first: '', until: '' }))
  const gaps = await findSilence(store, heard, timezone, now)
  return new Map(
    gaps.map(({ source, expected }) => {
      const { lastAt } = known.get(nameIn(source, 'events'))!
      return [nameIn(source, 'events'), { hours: Math.floor((now - lastAt!) / hourMs), expected: expected!.mean }]
    }),
  )
}

const holdsOf: Readonly<Record<string, SourceEntry['holds']>> = {
  events: 'events',
  leads: 'records',
  deals: 'records',
  orders: 'records',
}

/** Rows taken and refused of the latest file of each source. */
async function latestImports({ control }: Store): Promise<Map<string, { accepted: number; refused: number }>> {
  const rows = await control
    .selectFrom('imports')
    .select(['kind', 'options', 'result'])
    .where('state', '=', 'done')
    .where('kind', '!=', 'changes')
    .orderBy('started_at')
    .execute()
  return new Map(
    rows.map(({ kind, options, result }) => {
      const { platform, source = kind } = JSON.parse(options) as ImportOptions
      const { rows: all, rejected } = JSON.parse(result!) as ImportResult
      const holds = holdsOf[kind] ?? 'reports'
      const name = holds === 'reports' ? (platform ?? source) : source
      return [nameIn(name, holds), { accepted: all - rejected, refused: rejected }]
    }),
  )
}
