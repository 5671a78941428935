// What the page Explore asks: written in the address, read from it, and as the question that the API takes.
import type { QuestionInput } from '#contract/ask.ts'
import { type AttributionModel, attributionModels } from '#contract/kinds.ts'
import type { View } from '../address.ts'
import { isDay } from '../days.ts'
import type { Days } from '../overview/questions.ts'

export interface Asked {
  metrics: string[]
  by: string[]
  points: string[]
  /** Where `transition` starts; '' is the only micro. */
  micro: string
  /** Dimension → values to keep. */
  filter: Record<string, string[]>
  /** '' is nothing; else `previous`, `year` or two days. */
  compare: string
  basis: 'conversion' | 'click'
  /** By which model CVs are dealt out; '' is as the ledger credits them. */
  model: AttributionModel | ''
  /** How far back the model looks, and after which time decay halves; '' is as the plan says, and a week. */
  lookback: string
  halfLife: string
  /** The day at whose end the data is taken as it was known; '' is now. */
  known: string
}

export const few: Asked = {
  metrics: ['cv', 'cost', 'cpa'],
  by: ['channel'],
  points: [],
  micro: '',
  filter: {},
  compare: '',
  basis: 'conversion',
  model: '',
  lookback: '',
  halfLife: '',
  known: '',
}

const list = (text: string | null): string[] => (text ?? '').split(',').filter((item) => item !== '')

const duration = (text: string | null): string => (/^[1-9]\d{0,4}[hd]$/.test(text ?? '') ? text! : '')

/** Without anything in the address: CVs, cost and CPA by channel. */
export function readAsked(params: URLSearchParams): Asked {
  if (!params.has('metrics')) return few
  const filter: Asked['filter'] = {}
  for (const text of params.getAll('keep')) {
    const [dimension, value] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]
    if (dimension !== '') filter[dimension] = [...(filter[dimension] ?? []), value]
  }
  return {
    metrics: list(params.get('metrics')),
    by: list(params.get('by')).slice(0, 4),
    points: list(params.get('points')),
    micro: params.get('micro') ?? '',
    filter,
    compare: params.get('compare') ?? '',
    basis: params.get('basis') === 'click' ? 'click' : 'conversion',
    model: attributionModels.find((each) => each === params.get('model')) ?? '',
    lookback: duration(params.get('lookback')),
    halfLife: duration(params.get('half_life')),
    known: isDay(params.get('known')) ? params.get('known')! : '',
  }
}

/** The parameters of this page, beside those of the period and the plan version. */
export function writeAsked(asked: Asked, view: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams()
  for (const name of ['from', 'to', 'period', 'plan']) if (view.has(name)) params.set(name, view.get(name)!)
  params.set('metrics', asked.metrics.join(','))
  if (asked.by.length > 0) params.set('by', asked.by.join(','))
  if (asked.points.length > 0) params.set('points', asked.points.join(','))
  for (const [dimension, values] of Object.entries(asked.filter)) {
    for (const value of values) params.append('keep', `${dimension}=${value}`)
  }
  for (const name of ['micro', 'compare', 'known', 'model', 'lookback'] as const) {
    if (asked[name] !== '') params.set(name, asked[name])
  }
  if (asked.halfLife !== '') params.set('half_life', asked.halfLife)
  if (asked.basis === 'click') params.set('basis', 'click')
  return params
}

/** Whether what is asked can be dealt out by a model: CVs, their value and their costs, by channel or by campaign, and nothing else. */
export function canBeDealtOut({ metrics, by, filter, basis, known }: Asked): boolean {
  return (
    metrics.every((metric) => ['cv', 'cpa', 'cost', 'value', 'roas'].includes(metric)) &&
    by.length === 1 &&
    (by[0] === 'channel' || by[0] === 'campaign') &&
    Object.keys(filter).length === 0 &&
    basis === 'conversion' &&
    known === ''
  )
}

/** Null while no metric is chosen. */
export function questionOf(asked: Asked, days: Days, view: View): QuestionInput | null {
  const { metrics, by, points, micro, filter, compare, basis, known, model, lookback, halfLife } = asked
  if (metrics.length === 0) return null
  const [from, to] = compare.split('..')
  return {
    metrics,
    by,
    ...days,
    basis,
    ...(points.length > 0 && { points }),
    ...(micro !== '' && { micro }),
    ...(Object.keys(filter).length > 0 && { filter }),
    ...(compare !== '' && { compare: from && to ? { from, to } : (compare as 'previous') }),
    ...(model !== '' && {
      attribution: { model, ...(lookback && { lookback }), ...(halfLife && { half_life: halfLife }) },
    }),
    ...(view.plan !== null && { plan: view.plan }),
    ...(known !== '' && { known }),
  }
}
