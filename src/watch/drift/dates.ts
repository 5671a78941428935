// On which day a figure changed: its days without their weekdays' rhythm, through a CUSUM chart. Pure.
import type { DriftDate } from '#contract/drift.ts'
import { findChanges } from '#stats/cusum.ts'
import type { DriftCause, DriftMetric } from '#stats/decompose.ts'
import { type FlowDay, partsOf, wholeFlow } from './flows.ts'

interface Place {
  channel: string
  campaign: string | null
  ad: string | null
}

/** ln of the metric or of a cause's rate by day; not a number on days without. */
export function lnSeries(days: readonly FlowDay[], series: DriftMetric | DriftCause, place?: Place): number[] {
  return days.map(({ day, flows }) => {
    const own = place ? [...flows].filter(([segment]) => isIn(segment, place)) : [...flows]
    const { cost, impressions, clicks, visits, cvs } = wholeFlow([{ day, flows: new Map(own) }])
    const pairs: Partial<Record<DriftMetric | DriftCause, [above: number, below: number]>> = {
      cpa: [cost, cvs],
      'cvr.session': [cvs, visits],
      'cvr.click': [cvs, clicks],
      bidding: impressions > 0 ? [cost, impressions] : [cost, clicks],
      creative: [clicks, impressions],
      landing: [visits, clicks],
      page: [cvs, visits],
    }
    const [above, below] = pairs[series] ?? [NaN, NaN]
    // half a CV more keeps days without any
    const half = series === 'cpa' || series === 'page' || series.startsWith('cvr') ? 0.5 : 0
    const ratio = series === 'cpa' ? above / (below + half) : (above + half) / below
    return ratio > 0 && Number.isFinite(ratio) && below + half > 0 ? Math.log(ratio) : NaN
  })
}

function isIn(segment: string, place: Place): boolean {
  const { channel, campaign, ad } = partsOf(segment)
  if (place.channel !== '' && channel !== place.channel) return false
  if (place.campaign !== null && campaign !== place.campaign) return false
  return place.ad === null || ad === place.ad
}

/** Changes in consecutive days. */
export function datesOf(days: readonly string[], values: readonly number[], series: DriftDate['series']): DriftDate[] {
  return findChanges(withoutWeekdays(values)).map(({ direction, from, alarm }) => {
    return { series, direction, from: days[from]!, alarm: days[alarm]! }
  })
}

const week = 7

/** Less what each weekday differs from the week around it, in the middle. */
function withoutWeekdays(values: readonly number[]): number[] {
  const off = values.map((value, day) => {
    const around = values.slice(Math.max(0, day - 3), day + 4).filter((each) => Number.isFinite(each))
    return around.length === week ? value - around.reduce((sum, each) => sum + each, 0) / week : NaN
  })
  return values.map((value, day) => {
    const alike = off.filter((each, other) => other % week === day % week && Number.isFinite(each))
    return value - (alike.length > 1 ? median(alike) : 0)
  })
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2
}
