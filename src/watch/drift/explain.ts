// From days of two periods to an explanation: the causes in order, which of them is named, and where it lies. Pure.
import type { DriftEffect, DriftNode, DriftPlace, DriftReport, DriftVerdict } from '#contract/drift.ts'
import {
  type DriftCause,
  type DriftMetric,
  type Flow,
  type NoisyDecomposition,
  type NoisyEffect,
  decomposeDays,
  driftCauses,
  leastDays,
  noFlow,
  sumDays,
  sumFlows,
} from '#stats/decompose.ts'
import { type FlowDay, levelsOf, partsOf, sideOf, wholeFlow } from './flows.ts'

export type Explanation = Pick<DriftReport, 'verdict' | 'change' | 'causes' | 'first' | 'channels'>

/** Chance alone names a cause in 5 of 100 comparisons at most, all causes together. */
const chanceOfAny = 0.05

/** @param before,after with what was lost to measurement reckoned in. */
export function explain(metric: DriftMetric, before: readonly FlowDay[], after: readonly FlowDay[]): Explanation {
  const [early, late] = [before, after].map((days) => days.map(({ flows }) => flows))
  const found = decomposeDays(metric, early!, late!, levelsOf)
  if (!found) return { verdict: whyNot(metric, before, after), change: null, causes: [], first: null, channels: [] }
  const moving = driftCauses.filter((cause) => found.causes[cause].error > 0).length
  const causes = driftCauses
    .map((cause) => {
      const { chance } = found.causes[cause]
      return { cause, ...told(found.causes[cause]), certain: chance < chanceOfAny / Math.max(1, moving) }
    })
    .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))
  const cause = firstCause(found, causes)
  const channels = tree(metric, found, sumDays(early!), sumDays(late!))
  const first = cause && { cause, place: placeOf(cause, found.causes[cause].value, channels) }
  return { verdict: verdictOf(found, cause), change: told(found.change), causes, first, channels }
}

/** Why these periods cannot be compared. */
function whyNot(metric: DriftMetric, before: readonly FlowDay[], after: readonly FlowDay[]): DriftVerdict {
  if (Math.min(before.length, after.length) < leastDays) return 'few_days'
  const [was, is] = [wholeFlow(before), wholeFlow(after)]
  if (Math.min(was.visits + was.lostVisits, is.visits + is.lostVisits) === 0) return 'no_visits'
  return metric === 'cpa' && Math.min(was.cost, is.cost) <= 0 ? 'no_cost' : 'no_cvs'
}

function told({ value, reach, chance }: NoisyEffect): DriftEffect {
  return { value, reach, chance }
}

/** The largest that is certain; where the change itself is, one that goes its way. */
function firstCause(
  { change }: NoisyDecomposition,
  causes: readonly { cause: DriftCause; value: number; certain: boolean }[],
): DriftCause | null {
  const along = causes.filter(({ certain, value }) => certain && (change.chance >= 0.05 || value * change.value > 0))
  return along[0]?.cause ?? null
}

function verdictOf({ change }: NoisyDecomposition, first: DriftCause | null): DriftVerdict {
  if (first) return 'cause'
  return change.chance < 0.05 ? 'several' : 'cannot_tell'
}

/** Channels with their campaigns with their ads; on each level those first that did most. */
function tree(
  metric: DriftMetric,
  found: NoisyDecomposition,
  before: ReadonlyMap<string, Flow>,
  after: ReadonlyMap<string, Flow>,
): DriftNode[] {
  const segments = [...found.segments.keys()]
  const nodesAt = (level: number, inside: readonly string[]): DriftNode[] => {
    const names = new Map<string, string[]>()
    for (const segment of inside) {
      const name = levelsOf(segment)[level]!
      names.set(name, [...(names.get(name) ?? []), segment])
    }
    const nodes = [...names].map(([name, own]): DriftNode => {
      const { channel, campaign, ad } = partsOf(own[0]!)
      const flowOf = (flows: ReadonlyMap<string, Flow>): Flow => sumFlows(own.map((each) => flows.get(each) ?? noFlow))
      const causes = Object.fromEntries(
        driftCauses.map((cause) => [cause, told(found.groups.get(name)![cause])]),
      ) as DriftNode['causes']
      const below = level < 2 ? nodesAt(level + 1, own) : []
      return {
        channel,
        campaign: level > 0 ? campaign : null,
        ad: level > 1 ? ad : null,
        before: sideOf(metric, flowOf(before)),
        after: sideOf(metric, flowOf(after)),
        change: driftCauses.reduce((sum, cause) => sum + causes[cause].value, 0),
        causes,
        // a channel without campaigns holds one that has no name, and says nothing more
        children: below.length === 1 && below[0]!.campaign === '' ? [] : below,
      }
    })
    return nodes.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))
  }
  return nodesAt(0, segments)
}

/** So much of a cause has to lie in a place for it to be named. */
const mostly = 0.6

/** The smallest place that most of a cause lies in. */
function placeOf(cause: DriftCause, whole: number, channels: readonly DriftNode[]): DriftPlace {
  let place: DriftPlace = {
    channel: '',
    campaign: null,
    ad: null,
    share: 1,
    rate: rateOf(cause, totals(cause, channels)),
  }
  let nodes = channels
  for (;;) {
    const most = nodes.reduce<DriftNode | null>(
      (best, node) => (best && best.causes[cause].value / whole >= node.causes[cause].value / whole ? best : node),
      null,
    )
    const share = most ? most.causes[cause].value / whole : 0
    if (!most || share < mostly) return place
    const { channel, campaign, ad, children } = most
    place = { channel, campaign, ad, share: Math.min(1, share), rate: rateOf(cause, most) }
    nodes = children
  }
}

/** Rates of ads are those of channels with ads. */
function totals(cause: DriftCause, channels: readonly DriftNode[]): Pick<DriftNode, 'before' | 'after'> {
  const sum = (side: 'before' | 'after') => {
    const flows = channels.map((node) => node[side]).filter(({ clicks }) => cause === 'page' || clicks > 0)
    const whole = sumFlows(flows.map((each) => ({ ...noFlow, ...each })))
    return sideOf('cpa', whole)
  }
  return { before: sum('before'), after: sum('after') }
}

function rateOf(cause: DriftCause, { before, after }: Pick<DriftNode, 'before' | 'after'>): DriftPlace['rate'] {
  const shown = before.impressions > 0 && after.impressions > 0
  const names = { bidding: shown ? 'cpm' : 'cpc', creative: 'ctr', landing: 'landing', page: 'cvr' } as const
  const name = cause in names ? names[cause as keyof typeof names] : null
  if (name === null) return null
  const read = {
    cpm: ({ cost, impressions }: Rated) => (1000 * cost) / impressions,
    cpc: ({ cost, clicks }: Rated) => cost / clicks,
    ctr: ({ clicks, impressions }: Rated) => clicks / impressions,
    landing: ({ visits, clicks }: Rated) => visits / clicks,
    cvr: ({ cvs, visits }: Rated) => cvs / visits,
  }[name]
  const [was, is] = [read(before), read(after)]
  return Number.isFinite(was) && Number.isFinite(is) ? { name, before: was, after: is } : null
}

type Rated = Pick<DriftNode['before'], 'cost' | 'impressions' | 'clicks' | 'visits' | 'cvs'>
