// What the page Attribution asks, and what each of its figures is.
import type { AttributionAnswer, AttributionModel, AttributionRow, DealtMetric } from '#contract/attribution.ts'
import type { PlanVersion } from '#contract/plan.ts'
import type { View } from '../address.ts'
import { sendJson } from '../api.ts'
import type { Shown } from '../figure/shown-figure.tsx'
import type { Days } from '../overview/questions.ts'
import type { AttributionWords } from './words.ts'

export const lookbacks = ['7d', '30d', '90d', '180d'] as const
export const measures = ['cv', 'cpa', 'value', 'roas'] as const satisfies readonly DealtMetric[]

export function measureName(measure: DealtMetric, { cvs, value }: AttributionWords): string {
  return { cv: cvs, cpa: 'CPA', value, roas: 'ROAS' }[measure]
}

export interface Asked {
  by: 'channel' | 'campaign'
  point: string
  lookback: string | null
  measure: DealtMetric
}

/** What the address asks for; what it does not say is by channel, of the macro point, as the plan looks back. */
export function readAsked(params: URLSearchParams, { plan }: PlanVersion): Asked {
  const { points } = plan
  const point = points.find(({ id }) => id === params.get('point')) ?? points.find(({ tier }) => tier === 'macro')!
  const lookback = params.get('lookback')
  return {
    by: params.get('by') === 'campaign' ? 'campaign' : 'channel',
    point: point.id,
    lookback: lookback !== null && /^\d+[dh]$/.test(lookback) ? lookback : null,
    measure: measures.find((metric) => metric === params.get('show')) ?? 'cv',
  }
}

/** Throws ApiProblem. */
export function askAttribution(asked: Asked, days: Days, view: View, signal: AbortSignal): Promise<AttributionAnswer> {
  const { by, point, lookback } = asked
  const question = {
    by,
    ...days,
    points: [point],
    ...(view.plan !== null && { plan: view.plan }),
    ...(lookback !== null && { lookback }),
  }
  return sendJson<AttributionAnswer>('/api/v1/attribution', question, { signal })
}

/** A figure of the table with everything that says what it is. */
export function showModel(
  answer: AttributionAnswer,
  asked: Asked,
  days: Days,
  view: View,
  of: { row: AttributionRow; model: AttributionModel; label: string; place: string },
): Shown | undefined {
  const figure = of.row[asked.measure][of.model]
  const definition = answer.definitions.find(({ metric }) => metric === asked.measure)
  if (!figure || !definition) return undefined
  const window = answer.models.find(({ id }) => id === of.model)!.window
  return {
    figure,
    definition: { ...definition, window },
    label: of.label,
    place: of.place,
    question: {
      metrics: [asked.measure],
      by: [asked.by],
      points: [asked.point],
      ...days,
      ...(view.plan !== null && { plan: view.plan }),
      attribution: { model: of.model, lookback: answer.lookback, half_life: answer.halfLife },
    },
    where: { [asked.by]: of.row.name },
  }
}

/** The name whose CVs differ most between models, with the least and the most; undefined where all say the same. */
export function widestOf({ rows, models }: AttributionAnswer) {
  const ranges = rows.map((row) => {
    const values = models.map(({ id }) => ({ model: id, cv: row.cv[id]?.value ?? 0 }))
    const sorted = values.toSorted((a, b) => a.cv - b.cv)
    return { row, low: sorted[0]!, high: sorted.at(-1)! }
  })
  const widest = ranges.toSorted((a, b) => b.high.cv - b.low.cv - (a.high.cv - a.low.cv))[0]
  return widest && widest.high.cv - widest.low.cv > 0.05 ? widest : undefined
}

/** Parts of a CV are told to a tenth: finer than the models are. */
export function roundedFor<Value extends { value: number | null }>(measure: DealtMetric, figure: Value): Value {
  if (measure !== 'cv' || figure.value === null) return figure
  return { ...figure, value: Math.round(figure.value * 10) / 10 }
}
