// From days of two periods to an explanation: the causes in order, which of them is named, and where it lies. Pure.
import type { DriftEffect, DriftNode, DriftPage, DriftPlace, DriftReport, DriftVerdict } from '#contract/drift.ts'
import { type DriftCause, type DriftMetric, type Flow, driftCauses, noFlow, sumFlows } from '#stats/decompose.ts'
import { type NoisyDecomposition, type NoisyEffect, decomposeDays, leastDays, sumDays } from '#stats/decompose-days.ts'
import { type PageCounts, sumPages } from '#stats/page-parts.ts'
import { type FlowDay, levelsOf, nameOf, partsOf, sideOf, wholeFlow } from './flows.ts'
import { type LandedDays, landedOn, pageGroups, pageName, pagesOf } from './landings.ts'

export type Explanation = Pick<DriftReport, 'verdict' | 'change' | 'causes' | 'first' | 'channels' | 'pages'>

/** Chance alone names a cause in 5 of 100 comparisons at most, all causes together. */
const chanceOfAny = 0.05

/** @param before,after with what was lost to measurement reckoned in. */
export function explain(
  metric: DriftMetric,
  before: readonly FlowDay[],
  after: readonly FlowDay[],
  landed: LandedDays = new Map(),
): Explanation {
  const [early, late] = [before, after].map((days) => days.map(({ flows }) => flows))
  const pages = { before: landedOn(before, landed), after: landedOn(after, landed), groupsOf: pageGroups }
  const found = decomposeDays(metric, early!, late!, levelsOf, landed.size > 0 ? pages : undefined)
  const sums: Sums = {
    was: sumDays(early!),
    is: sumDays(late!),
    pagesWere: sumPages(pages.before),
    pagesAre: sumPages(pages.after),
  }
  if (!found) {
    const verdict = whyNot(metric, before, after)
    return { verdict, change: null, causes: [], first: null, channels: [], pages: allPages(sums, null) }
  }
  const moving = driftCauses.filter((cause) => found.causes[cause].error > 0).length
  const causes = driftCauses
    .map((cause) => {
      const { chance } = found.causes[cause]
      return { cause, ...told(found.causes[cause]), certain: chance < chanceOfAny / Math.max(1, moving) }
    })
    .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))
  const cause = firstCause(found, causes)
  const channels = tree(metric, found, sums)
  const first = cause && { cause, place: placeOf(cause, found, channels, sums) }
  const change = told(found.change)
  return { verdict: verdictOf(found, cause), change, causes, first, channels, pages: allPages(sums, found) }
}

/** Both periods, by segment. */
interface Sums {
  was: ReadonlyMap<string, Flow>
  is: ReadonlyMap<string, Flow>
  pagesWere: PageCounts
  pagesAre: PageCounts
}

const shownPages = 12

/** Landing pages of all that is looked at. */
function allPages({ pagesWere, pagesAre }: Sums, found: NoisyDecomposition | null): DriftPage[] {
  const segments = [...new Set([...pagesWere.keys(), ...pagesAre.keys()])]
  return pagesOf(pagesWere, pagesAre, segments, (page) => found && partOf(found, pageName(page))).slice(0, shownPages)
}

/** A page's part; nothing where it had none. */
function partOf({ pages }: NoisyDecomposition, name: string): DriftEffect {
  const part = pages.get(name)
  return part ? told(part) : { value: 0, reach: 0, chance: 1 }
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

/** Less than this share of the figure is nothing to act on, however certain. */
const leastShare = 0.01

/** The largest that is certain; where the change itself is, one that goes its way. */
function firstCause(
  { before, change }: NoisyDecomposition,
  causes: readonly { cause: DriftCause; value: number; certain: boolean }[],
): DriftCause | null {
  const along = causes.filter(({ certain, value }) => certain && (change.chance >= 0.05 || value * change.value > 0))
  return along.find(({ value }) => Math.abs(value) >= leastShare * before)?.cause ?? null
}

function verdictOf({ change }: NoisyDecomposition, first: DriftCause | null): DriftVerdict {
  if (first) return 'cause'
  return change.chance < 0.05 ? 'several' : 'cannot_tell'
}

/** Channels with their campaigns with their ads; on each level those first that did most. */
function tree(metric: DriftMetric, found: NoisyDecomposition, { was, is, pagesWere, pagesAre }: Sums): DriftNode[] {
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
      // a channel without campaigns holds one that has no name, and says nothing more
      const children = below.length === 1 && below[0]!.campaign === '' ? [] : below
      const pages = pagesOf(pagesWere, pagesAre, own, (page) => partOf(found, pageName(page, name)))
      return {
        channel,
        campaign: level > 0 ? campaign : null,
        ad: level > 1 ? ad : null,
        before: sideOf(metric, flowOf(was)),
        after: sideOf(metric, flowOf(is)),
        change: driftCauses.reduce((sum, cause) => sum + causes[cause].value, 0),
        causes,
        children,
        pages: level === 1 || (level === 0 && children.length === 0) ? foremost(pages) : [],
      }
    })
    return nodes.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))
  }
  return nodesAt(0, segments)
}

const fewPages = 6

/** Those with the largest parts. */
function foremost(pages: readonly DriftPage[]): DriftPage[] {
  const size = ({ part }: DriftPage): number => Math.abs(part?.value ?? 0)
  return pages.toSorted((a, b) => size(b) - size(a)).slice(0, fewPages)
}

/** So much of a cause has to lie in a place for it to be named. */
const mostly = 0.6

/** The smallest place that most of a cause lies in, and of a landing page's the page. */
function placeOf(cause: DriftCause, found: NoisyDecomposition, channels: readonly DriftNode[], sums: Sums): DriftPlace {
  const place = segmentPlace(cause, found.causes[cause].value, channels)
  return cause === 'page' ? { ...place, ...pageIn(place, found, sums) } : place
}

/** The page that most of the cause lies on in a place, with its own CVR. */
function pageIn(
  { channel, campaign, ad }: DriftPlace,
  found: NoisyDecomposition,
  { pagesWere, pagesAre }: Sums,
): Pick<DriftPlace, 'page' | 'rate'> | null {
  const all = [...found.segments.keys()]
  const names = channel === '' ? [] : [channel, campaign, ad].filter((name) => name !== null)
  const group = names.length > 0 ? nameOf(names) : undefined
  const segments = group === undefined ? all : all.filter((each) => levelsOf(each)[names.length - 1] === group)
  const whole = group === undefined ? found.causes.page.value : found.groups.get(group)!.page.value
  const [most] = foremost(pagesOf(pagesWere, pagesAre, segments, (page) => partOf(found, pageName(page, group))))
  if (!most || most.part!.value / whole < mostly) return null
  return { page: most.page, rate: rateOf('page', { before: ratedPage(most.before), after: ratedPage(most.after) }) }
}

const ratedPage = ({ visits, cvs }: DriftPage['before']): Rated => ({ ...noFlow, visits, cvs })

function segmentPlace(cause: DriftCause, whole: number, channels: readonly DriftNode[]): DriftPlace {
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

function rateOf(cause: DriftCause, { before, after }: { before: Rated; after: Rated }): DriftPlace['rate'] {
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
