// What the overview asks: the extent of the data, then conversions by week, by channel and by point.
import type { Answer, AnswerRow, Definition, Figure, QuestionInput } from '#contract/ask.ts'
import type { Plan, Point } from '#contract/plan.ts'
import type { View } from '../address.ts'
import { ask } from '../api.ts'
import { addDays, todayIn, weekOf } from '../days.ts'
import type { Shown } from '../figure/shown-figure.tsx'

export interface Days {
  from: string
  to: string
}

/** Asked without days, so that its definitions say where the data begins and ends. */
export const extentQuestion: QuestionInput = { metrics: ['sessions', 'cv', 'cost'] }

/** First and last day over all metrics; null while nothing has arrived. */
export function extentOf(answer: Answer): Days | null {
  const known = answer.definitions.filter(({ from, to }) => from !== '' && to !== '')
  if (known.length === 0) return null
  const from = known.map((definition) => definition.from).toSorted()[0]!
  const to = known
    .map((definition) => definition.to)
    .toSorted()
    .at(-1)!
  return { from, to }
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

/** One metric of one point, by something; and how to show it. */
export interface Asked {
  question: QuestionInput
  answer: Answer
}

export interface OverviewAnswers {
  byWeek: Asked
  byChannel: Asked
  microsByChannel: Asked | null
  byPoint: Asked
}

export const channelMetrics = ['cv', 'cvr.session', 'cost', 'cpa'] as const

export async function askOverview(
  days: Days,
  view: View,
  points: readonly Point[],
  signal: AbortSignal,
): Promise<OverviewAnswers> {
  const plan = view.plan === null ? {} : { plan: view.plan }
  const ids = points.map((point) => point.id)
  const micros = points.filter((point) => point.tier === 'micro').map((point) => point.id)
  const put = async (part: QuestionInput): Promise<Asked> => {
    const question = { ...part, ...days, ...plan }
    return { question, answer: await ask(question, signal) }
  }
  const [byWeek, byChannel, byPoint, microsByChannel] = await Promise.all([
    put({ metrics: ['cv'], by: ['point', 'week'], points: ids }),
    put({ metrics: [...channelMetrics], by: ['channel'] }),
    put({ metrics: ['cv'], by: ['point'], points: ids }),
    micros.length > 0 ? put({ metrics: ['cv'], by: ['point', 'channel'], points: micros }) : null,
  ])
  return { byWeek, byChannel, byPoint, microsByChannel }
}

/** A figure of an answer's row with what the dialog needs; undefined where there is no such row. */
export function showFigure(
  { question, answer }: Asked,
  row: AnswerRow | undefined,
  metric: string,
  words: Pick<Shown, 'label' | 'place'>,
  point?: string,
): Shown | undefined {
  const figure = row?.[metric]
  const definition = answer.definitions.find((each) => each.metric === metric)
  if (figure === undefined || typeof figure === 'string' || !definition) return undefined
  return { figure: figure as Figure, definition: onlyPoint(definition, point), question, ...words }
}

/** Of a definition that covers several points, the part that concerns one. */
function onlyPoint(definition: Definition, point: string | undefined): Definition {
  if (point === undefined || !definition.point) return definition
  return { ...definition, point: definition.point.filter((each) => each.id === point) }
}

export function findRow(answer: Answer, values: Record<string, string>): AnswerRow | undefined {
  return answer.rows.find((row) => Object.entries(values).every(([key, value]) => row[key] === value))
}

/** The last week that lies wholly within the days and is over; undefined when there is none. */
export function lastFullWeek(weeks: readonly string[], days: Days, timezone: string): string | undefined {
  const today = todayIn(timezone)
  return weeks.findLast((week) => week >= days.from && addDays(week, 6) <= days.to && addDays(week, 6) < today)
}
