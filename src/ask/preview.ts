// A plan that nobody agreed to yet, counted over the last 90 days, or others, beside the version in force.
import { type Answer, type Figure, questionSchema } from '#contract/ask.ts'
import type { PlanVersion, Point } from '#contract/plan.ts'
import type { BeforeAfter, PlanPreview, PreviewDays, PreviewPoint } from '#contract/preview.ts'
import { standingNow } from '#metrics/standing.ts'
import { definitionHash } from '#plan/definition.ts'
import type { Facts } from '#store/facts.ts'
import type { Store } from '#store/store.ts'
import { dayAt } from '#util/days.ts'
import { localDay } from '#util/zone.ts'
import { answer } from './answer.ts'
import { checkRange } from './check.ts'
import { type Range, boundsOf, movedBetween, nothingMoved, rangeOf, within } from './moved.ts'

const usualDays = 90

/** First and last day of what is asked for; days are the plan's. Throws Problem for one that ends before it begins. */
export function previewDays(asked: PreviewDays, timezone: string, now: number): { from: string; to: string } {
  const to = asked.to ?? localDay(now, timezone)
  const from = asked.from ?? dayAt(to, 1 - usualDays)
  checkRange({ from, to })
  return { from, to }
}

/**
 * Both are counted as-is over the same days. The definitions must have been counted.
 * @param current the version in force; undefined while there is none.
 */
export async function previewPlan(
  store: Store,
  draft: PlanVersion,
  current: PlanVersion | undefined,
  now: number,
  asked: PreviewDays = {},
): Promise<PlanPreview> {
  const { timezone, week_start } = draft.plan
  const { from, to } = previewDays(asked, timezone, now)
  const range = rangeOf(from, to, timezone)
  const pairs = pointPairs(current, draft)
  const counts = await readCounts(store.facts, pairs.flat(), { range, timezone, weekStart: week_start })
  const points: PreviewPoint[] = []
  for (const pair of pairs) points.push(await previewPoint(store.facts, pair, counts, range))
  const rates = await ratesOf(store, draft, current, { range, now })
  return { from: range.from, to: range.to, timezone, against: current?.version ?? null, points, rates }
}

type Pair = [before: Point | undefined, after: Point | undefined]

/** By id, in the draft's order; what it no longer has comes last. */
function pointPairs(current: PlanVersion | undefined, draft: PlanVersion): Pair[] {
  const before = current?.plan.points ?? []
  const after = draft.plan.points
  return [
    ...after.map((point): Pair => [before.find(({ id }) => id === point.id), point]),
    ...before.filter(({ id }) => !after.some((point) => point.id === id)).map((point): Pair => [point, undefined]),
  ]
}

interface CountRow {
  definition: string
  channel: string
  week: string
  cv: number
}

const firstDay = { monday: 1, saturday: 6, sunday: 7 } as const

interface Span {
  range: Range
  timezone: string
  weekStart: keyof typeof firstDay
}

async function readCounts(
  facts: Facts,
  points: readonly (Point | undefined)[],
  { range, timezone, weekStart }: Span,
): Promise<CountRow[]> {
  const definitions = [...new Set(points.flatMap((point) => (point ? [definitionHash(point)] : [])))]
  const day = 'toDate(toTimeZone(time, {timezone:String}))'
  const rows = await facts.query<CountRow>(
    `SELECT definition, channel, toString(subtractDays(${day}, (toDayOfWeek(${day}) + 7 - {first:UInt8}) % 7)) AS week,
       count() AS cv
     FROM ledger FINAL WHERE definition IN {definitions:Array(String)} AND ${standingNow} AND ${within}
     GROUP BY definition, channel, week`,
    { definitions, timezone, first: firstDay[weekStart], ...boundsOf(range) },
  )
  return rows.map((row) => ({ ...row, cv: Number(row.cv) }))
}

async function previewPoint(
  facts: Facts,
  [old, point]: Pair,
  counts: readonly CountRow[],
  range: Range,
): Promise<PreviewPoint> {
  const { id, name, tier } = (point ?? old)!
  const [left, right] = [old && definitionHash(old), point && definitionHash(point)]
  const same = left === right
  const own = counts.filter(({ definition }) => definition === left || definition === right)
  const add = (hash: string | undefined, fits: (row: CountRow) => boolean): number | null =>
    hash === undefined ? null : sum(own.filter((row) => row.definition === hash && fits(row)).map(({ cv }) => cv))
  const both = (fits: (row: CountRow) => boolean): BeforeAfter => ({ before: add(left, fits), after: add(right, fits) })
  const channels = [...new Set(own.map(({ channel }) => channel))].toSorted()
  const weeks = [...new Set(own.map(({ week }) => week))].toSorted()
  return {
    id,
    name,
    tier,
    same,
    ...both(() => true),
    channels: channels.map((channel) => ({ channel, ...both((row) => row.channel === channel) })),
    weeks: weeks.map((week) => ({ week, ...both((row) => row.week === week) })),
    entering: same ? nothingMoved : await movedBetween(facts, right, left, range),
    leaving: same ? nothingMoved : await movedBetween(facts, left, right, range),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** As questions answer them, for the macro of either plan. */
async function ratesOf(
  store: Store,
  draft: PlanVersion,
  current: PlanVersion | undefined,
  { range: { from, to }, now }: { range: Range; now: number },
): Promise<PlanPreview['rates']> {
  const metrics = ['cvr.session', 'cpa'] as const
  const question = questionSchema.parse({ metrics, from, to })
  const after = await answer(store, question, now, draft)
  const before = current && (await answer(store, question, now, current))
  return metrics.map((metric) => {
    const { name, currency = '' } = after.definitions.find((each) => each.metric === metric)!
    return { metric, name, currency, before: figureOf(before, metric), after: figureOf(after, metric) }
  })
}

function figureOf(answered: Answer | undefined, metric: string): Figure | null {
  const figure = answered?.total[metric]
  return typeof figure === 'object' ? figure : null
}
