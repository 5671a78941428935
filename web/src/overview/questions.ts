// What the overview asks: conversions by week, by channel and by point, on the days in force.
import type { Answer, AnswerRow, QuestionInput } from '#contract/ask.ts'
import type { Plan, Point } from '#contract/plan.ts'
import type { View } from '../address.ts'
import { ask } from '../api.ts'
import { addDays, todayIn, weekOf } from '../days.ts'
import type { Shown } from '../figure/shown-figure.tsx'

export interface Days {
  from: string
  to: string
}

/** The days in force: those chosen by hand, or whole weeks back from the end of the data. */
export function daysOf(view: View, extent: Days, plan: Plan): Days {
  const to = view.to ?? extent.to
  if (view.from !== null || view.to !== null) return { from: view.from ?? extent.from, to }
  if (view.period === 'all') return extent
  const weeks = Number.parseInt(view.period, 10)
  const from = addDays(weekOf(to, plan.week_start), -7 * (weeks - 1))
  return { from: from > extent.from ? from : extent.from, to }
}

export interface Asked {
  question: QuestionInput
  answer: Answer
}

/** Where the answers about one point stand. */
export interface PointAnswers {
  point: Point
  byWeek: Asked
  byChannel: Asked
  /** Over all channels. */
  total: Asked
}

/** The macro point first, then the micros in the plan's order. */
export type OverviewAnswers = PointAnswers[]

export const channelMetrics = ['cv', 'cvr.session', 'cost', 'cpa'] as const

export async function askOverview(
  days: Days,
  view: View,
  points: readonly Point[],
  signal: AbortSignal,
): Promise<OverviewAnswers> {
  const plan = view.plan === null ? {} : { plan: view.plan }
  const put = async (part: QuestionInput): Promise<Asked> => {
    const question = { ...part, ...days, ...plan }
    return { question, answer: await ask(question, signal) }
  }
  const ids = points.map((point) => point.id)
  // by name: before another version was in force the macro may have been another point
  const macro = points.filter(({ tier }) => tier === 'macro').map(({ id }) => id)
  // Visits are asked with them, so that weeks, channels and points without a conversion have a row, and its interval.
  const [byWeek, microsByChannel, total, macroByChannel] = await Promise.all([
    put({ metrics: ['cv', 'sessions'], by: ['point', 'week'], points: ids }),
    put({ metrics: ['cv', 'sessions'], by: ['point', 'channel'], points: ids }),
    put({ metrics: ['cv', 'sessions'], by: ['point'], points: ids }),
    put({ metrics: [...channelMetrics], by: ['channel'], points: macro }),
  ])
  return points
    .toSorted((a, b) => a.tier.localeCompare(b.tier))
    .map((point) => {
      const isMacro = point.tier === 'macro'
      return {
        point,
        byWeek,
        byChannel: isMacro ? macroByChannel : microsByChannel,
        total: isMacro ? macroByChannel : total,
      }
    })
}

/** A metric of a point, in the row with these values (`total`: over all rows), with what the dialog needs. */
export function showFigure(
  { question, answer }: Asked,
  point: Point,
  where: Record<string, string> | 'total',
  metric: string,
  words: Pick<Shown, 'label' | 'place'>,
): Shown | undefined {
  const figure = findRow({ question, answer }, point, where)?.[metric]
  const definition = answer.definitions.find((each) => each.metric === metric)
  if (figure === undefined || typeof figure === 'string' || !definition) return undefined
  const by = question.by?.filter((name) => name !== 'point') ?? []
  return {
    figure,
    definition: {
      ...definition,
      ...(definition.point && { point: definition.point.filter(({ id }) => id === point.id) }),
    },
    question: { ...question, metrics: [metric], by, points: [point.id] },
    where: where === 'total' ? {} : where,
    ...words,
  }
}

/** A row's value of a dimension; `''` is not known. */
export function dimension(row: AnswerRow, name: string): string {
  const value = row[name]
  return typeof value === 'string' ? value : ''
}

function findRow(
  { question, answer }: Asked,
  point: Point,
  where: Record<string, string> | 'total',
): AnswerRow | undefined {
  const byPoint = question.by?.includes('point') ?? false
  if (where === 'total' && !byPoint) return answer.total
  const wanted = { ...(byPoint && { point: point.id }), ...(where !== 'total' && where) }
  return answer.rows.find((row) => Object.entries(wanted).every(([name, value]) => row[name] === value))
}

/** The last week that lies wholly within the days and is over; undefined when there is none. */
export function lastFullWeek(weeks: readonly string[], days: Days, timezone: string): string | undefined {
  const today = todayIn(timezone)
  return weeks.findLast((week) => week >= days.from && addDays(week, 6) <= days.to && addDays(week, 6) < today)
}
