// By which definition each metric of an answer was counted.
import type { Definition } from '#contract/ask.ts'
import { defaultLookback } from '#contract/plan.ts'
import type { Metric } from '#metrics/catalogue.ts'
import type { Cell, Measure } from '#metrics/measures.ts'
import type { FormulaContext } from '#metrics/formulas.ts'
import { describeDuration, describeMatch, describeOncePer } from '#plan/describe.ts'
import type { CountedState } from './counted.ts'
import { needsPlan, type CountedPoints, type Inquiry } from './inquiry.ts'

export function definitionOf(
  metric: Metric,
  inquiry: Inquiry,
  total: Cell,
  counted: CountedState,
  context: FormulaContext,
): Definition {
  const { scope, question } = inquiry
  const days = extentOf(metric, total)
  const interval = intervalOf(metric, context)
  return {
    metric: metric.id,
    name: metric.name.en,
    formula: metric.formula,
    unit: metric.unit,
    ...(metric.base !== undefined && { base: metric.base }),
    ...(interval !== undefined && { interval }),
    ...pointsOf(metric, inquiry),
    basis:
      metric.basis ?? (question.basis === 'click' ? 'date of the click or visit credited' : 'date of the conversion'),
    ...windowOf(metric, inquiry),
    ...currencyOf(metric, total),
    timezone: scope.timezone,
    from: scope.from ?? days.first,
    to: scope.to ?? days.last,
    countedTo: countedTo(metric, inquiry, counted),
  }
}

function intervalOf({ id, interval }: Metric, { once }: FormulaContext): string | undefined {
  if (typeof interval !== 'object') return interval
  return (id === 'cvr.click' ? once.click : once.visitor) ? interval.once : interval.repeated
}

function pointsOf(metric: Metric, inquiry: Inquiry): Pick<Definition, 'point' | 'planVersions'> {
  if (metric.needs.includes('figures')) {
    const how = { tier: '', rule: 'as the platform reports it', oncePer: 'as often as the platform counts' }
    return { point: inquiry.figurePoints.map((id) => ({ id, name: id, ...how })) }
  }
  const uses = usesOf(metric, inquiry)
  if (uses.length === 0) return {}
  const rules = new Map<string, NonNullable<Definition['point']>[number] & { planVersions: number[] }>()
  for (const { version, point } of uses) {
    const { id, name, tier } = point
    const rule = { id, name, tier, rule: describeMatch(point.match), oncePer: describeOncePer(point) }
    const known = rules.get(JSON.stringify(rule))
    if (known) known.planVersions.push(version)
    else rules.set(JSON.stringify(rule), { ...rule, planVersions: [version] })
  }
  return {
    point: [...rules.values()],
    planVersions: [...new Set(uses.map(({ version }) => version))].toSorted((a, b) => a - b),
  }
}

function usesOf(metric: Metric, { conversions, transition }: Inquiry): CountedPoints['uses'] {
  if (!needsPlan(metric)) return []
  if (metric.needs.includes('transition')) return [...transition!.micro.uses, ...transition!.macro.uses]
  return conversions!.uses
}

function windowOf(metric: Metric, inquiry: Inquiry): Pick<Definition, 'window'> {
  const isCredited = metric.needs.some((measure) => measure === 'clicked' || measure === 'converting')
  if (!isCredited && metric.unit !== 'duration') return {}
  const lookbacks = usesOf(metric, inquiry).map(({ point }) => point.lookback?.click ?? defaultLookback)
  return { window: `visits of the last ${[...new Set(lookbacks)].map(describeDuration).join(' or ')} are credited` }
}

/** The measures whose money is in the figure: CPA and CAC divide a cost by a number, whatever the conversions are worth. */
function moneyOf({ needs, unit }: Metric): readonly Measure[] {
  return unit !== 'ratio' && needs.includes('spend') ? ['spend'] : needs
}

/** What the money of a metric is in, `''` for money without a currency; nothing where it is no money. */
export function currenciesOf(metric: Metric, cell: Cell): string[] {
  if (!metric.unit.startsWith('money') && metric.base !== 'cost') return []
  const all = moneyOf(metric).map((measure) => cell[measure])
  return [...new Set(all.flatMap((stats) => ('currencies' in stats ? stats.currencies : [])))]
}

function currencyOf(metric: Metric, total: Cell): Pick<Definition, 'currency'> {
  const named = currenciesOf(metric, total).filter((currency) => currency !== '')
  return named.length === 0 ? {} : { currency: named.join(', ') }
}

/** First and last day of the rows that the metric was computed from; `''` without any. */
function extentOf(metric: Metric, total: Cell): { first: string; last: string } {
  const days = metric.needs.map((measure) => total[measure]).filter(({ first }) => first !== '')
  const firsts = days.map(({ first }) => first).toSorted()
  const lasts = days.map(({ last }) => last).toSorted()
  return { first: firsts[0] ?? '', last: lasts.at(-1) ?? '' }
}

function countedTo(metric: Metric, { scope }: Inquiry, counted: CountedState): number | null {
  const to = needsPlan(metric) ? counted.ledgerTo : counted.factsTo
  return to === null || scope.known === undefined ? to : Math.min(to, scope.known)
}
