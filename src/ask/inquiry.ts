// A question worked out: which definitions, days and figures it means, before anything is computed.
import type { PlanVersion, Point } from '#contract/plan.ts'
import type { Question } from '#contract/ask.ts'
import type { Metric } from '#metrics/catalogue.ts'
import { attributeTables, type SeenAttributes } from '#metrics/dimensions.ts'
import type { Measure } from '#metrics/measures.ts'
import { figurePointsSql } from '#metrics/periods.ts'
import type { Counting, Scope } from '#metrics/scope.ts'
import { definitionsOf } from '#plan/definition.ts'
import { ensureDefinitions } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { dayAt } from '#util/days.ts'
import { localMidnight } from '#util/zone.ts'
import { checkDimensions, checkMetrics, checkRange, namesAttributes } from './check.ts'
import { macroSeries, planPoints, pointSeries, transitionSeries, unknownPoint, type Series } from './points.ts'
import { checkProperties } from './properties.ts'
import { countingOf } from './straddle.ts'
import { type Versions, anyVersions, channelRulesNow, versionsOf } from './versions.ts'

/** Points asked for, as the ledger counts them. */
export interface CountedPoints {
  counting: Counting
  uses: readonly { version: number; point: Point }[]
}

export interface Inquiry {
  question: Question
  metrics: readonly Metric[]
  scope: Scope
  seen: SeenAttributes
  /** Absent where no metric asked for needs a plan. */
  conversions?: CountedPoints
  transition?: { micro: CountedPoints; macro: CountedPoints }
  /** Points of the platforms' figures that are meant, and all there are. */
  figurePoints: readonly string[]
  knownFigurePoints: readonly string[]
}

const countedMeasures: readonly Measure[] = [
  'conversions',
  'clicked',
  'converting',
  'ctaConverting',
  'transition',
  'customers',
]
const needsAny = (metrics: readonly Metric[], measures: readonly Measure[]): boolean =>
  metrics.some(({ needs }) => needs.some((measure) => measures.includes(measure)))

/** Whether a metric counts conversions, and so needs an agreed plan. */
export function needsPlan(metric: Metric): boolean {
  return needsAny([metric], countedMeasures)
}

/** Makes the definitions of the version asked for known to counting; the next count brings their rows. */
export async function prepare(store: Store, question: Question, now: number): Promise<void> {
  if (question.plan === undefined) return
  const [{ plan }] = await versionsOf(store, question, now)
  await ensureDefinitions(store.control, definitionsOf(plan), { now })
}

/**
 * Throws Problem for what cannot be asked: unknown names, no plan yet, an empty range.
 * @param draft a plan that is no stored version, to count all history by.
 */
export async function inquire(store: Store, asked: Question, now: number, draft?: PlanVersion): Promise<Inquiry> {
  const question = pointsFromFilter(await knownAtInstant(store, asked, now, draft))
  const metrics = checkMetrics(question)
  checkRange(question)
  const seen = await checkSplits(store, question)
  const versions = draft ? [draft] : await versionsMeant(store, question, metrics, now)
  const channelRules = asksCostsByChannel(question, metrics) ? await channelRulesNow(store, now) : []
  const scope = { ...scopeOf(question, versions.at(-1)), channelRules }
  const knownFigurePoints = needsAny(metrics, ['figures']) ? await readFigurePoints(store, scope) : []
  checkPoints(question, metrics, versions, knownFigurePoints)
  const figurePoints = chooseFigurePoints(question, knownFigurePoints)
  const points = metrics.some(needsPlan) ? await countedPoints(store, question, metrics, versions as Versions) : {}
  return { question, metrics, scope, seen, knownFigurePoints, figurePoints, ...points }
}

/** What a question splits and filters by is known. Returns the attributes of imported files, where it names one. */
async function checkSplits(store: Store, question: Question): Promise<SeenAttributes> {
  const seen = namesAttributes(question) ? await seenAttributes(store) : {}
  checkDimensions(question, seen)
  await checkProperties(store.facts, question)
  return seen
}

/** A day as it was known is that day to its end, where days begin and end as in the rest of the question. */
async function knownAtInstant(store: Store, asked: Question, now: number, draft?: PlanVersion): Promise<Question> {
  const { known: day, ...rest } = asked
  if (day === undefined || day.includes('T')) return asked
  const version = draft ?? (await anyVersions(store, rest, now)).at(-1)
  const end = localMidnight(dayAt(day, 1), version?.plan.timezone ?? 'UTC') - 1
  return { ...asked, known: new Date(end).toISOString() }
}

/** Without conversions in the question no version need be agreed; one gives its time zone all the same. */
async function versionsMeant(
  store: Store,
  question: Question,
  metrics: readonly Metric[],
  now: number,
): Promise<PlanVersion[]> {
  return metrics.some(needsPlan) ? versionsOf(store, question, now) : anyVersions(store, question, now)
}

function asksCostsByChannel({ by, filter }: Question, metrics: readonly Metric[]): boolean {
  return needsAny(metrics, ['spend', 'figures']) && (by.includes('channel') || filter?.['channel'] !== undefined)
}

/** A filter by point is another way of naming points. */
function pointsFromFilter(question: Question): Question {
  const { point, ...filter } = question.filter ?? {}
  if (point === undefined) return question
  const named = [point].flat()
  const points = question.points ? named.filter((id) => question.points!.includes(id)) : named
  return { ...question, filter, points }
}

const weekdays = { monday: 1, saturday: 6, sunday: 7 } as const

function scopeOf(question: Question, version: PlanVersion | undefined): Scope {
  const timezone = version?.plan.timezone ?? 'UTC'
  const { from, to, known } = question
  const filter = Object.entries(question.filter ?? {}).map(([id, values]) => [id, [values].flat()])
  return {
    by: question.by,
    filter: Object.fromEntries(filter) as Scope['filter'],
    from,
    to,
    fromMs: from === undefined ? undefined : localMidnight(from, timezone),
    toMs: to === undefined ? undefined : localMidnight(dayAt(to, 1), timezone),
    timezone,
    weekStart: weekdays[version?.plan.week_start ?? 'monday'],
    known: known === undefined ? undefined : Date.parse(known),
    basis: question.basis,
  }
}

/** Columns of imported files that have no field of their own, by the table that has them. */
export async function seenAttributes(store: Store): Promise<SeenAttributes> {
  const seen = await Promise.all(
    attributeTables.map(async (table) => {
      const rows = await store.facts.query<{ name: string }>(
        `SELECT DISTINCT arrayJoin(attributes.keys) AS name FROM ${table}`,
      )
      return [table, new Set(rows.map(({ name }) => name))] as const
    }),
  )
  return Object.fromEntries(seen)
}

async function readFigurePoints(store: Store, scope: Scope): Promise<string[]> {
  const { sql, params } = figurePointsSql(scope)
  return (await store.facts.query<{ point: string }>(sql, params)).map(({ point }) => point)
}

/** The points asked for that the figures know; without any asked, all when split by point, else the only one. */
function chooseFigurePoints({ points, by }: Question, known: readonly string[]): readonly string[] {
  if (points) return known.filter((id) => points.includes(id))
  return by.includes('point') || known.length === 1 ? known : []
}

/** A point must be known to the plan or to the figures, whichever the metrics asked for read. */
function checkPoints(
  question: Question,
  metrics: readonly Metric[],
  versions: readonly PlanVersion[],
  figurePoints: readonly string[],
): void {
  const asksPlan = metrics.some(needsPlan)
  const asksFigures = needsAny(metrics, ['figures'])
  if (!asksPlan && !asksFigures) return
  const known = [...(asksPlan ? planPoints(versions) : []), ...figurePoints]
  const owners = [asksPlan && 'the plan has', asksFigures && 'platforms report'].filter(Boolean).join(' or ')
  const owner = owners.charAt(0).toUpperCase() + owners.slice(1)
  for (const [index, id] of (question.points ?? []).entries()) {
    if (!known.includes(id)) throw unknownPoint(`points.${index}`, id, [...new Set(known)], owner)
  }
}

async function countedPoints(
  store: Store,
  question: Question,
  metrics: readonly Metric[],
  versions: Versions,
): Promise<Pick<Inquiry, 'conversions' | 'transition'>> {
  const known = planPoints(versions)
  const asked = question.points?.filter((id) => known.includes(id))
  const ids = asked ?? (question.by.includes('point') ? known : undefined)
  const series = ids ? ids.map((id) => pointSeries(versions, id)) : [macroSeries(versions)]
  const conversions = await counted(store, series)
  if (!needsAny(metrics, ['transition'])) return { conversions }
  const { micro, macro } = transitionSeries(versions, asked ?? [], question.micro)
  return {
    conversions,
    transition: { micro: await counted(store, [micro]), macro: await counted(store, [macro]) },
  }
}

async function counted(store: Store, series: readonly Series[]): Promise<CountedPoints> {
  return { counting: await countingOf(store.facts, series), uses: series.flatMap(({ uses }) => uses) }
}
