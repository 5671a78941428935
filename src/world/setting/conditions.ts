// What holds on each day for each way: how many come, what a click costs, how well the page works, what the tag loses.
// Everything that changes over time is decided here, for events, daily counts and the engine's own sample alike.
import { Random } from '../random.ts'
import { type Span, dayName } from './calendar.ts'
import { type Way, ways, weekdayWeight } from './company.ts'
import type { Cause, Injection } from './inject.ts'

/** A way on one day. */
export interface WayDay {
  /** Share of first visits, relative to the other ways of that day. */
  share: number
  /** Times the usual chance of an action. */
  intent: number
  /** Yen, and clicks an impression; 0 where no ad is. */
  costPerClick: number
  clickRate: number
  /** Share of clicks that become a visit. */
  reach: number
}

export interface Day {
  /** `2026-04-01`. */
  name: string
  ways: WayDay[]
  /** Running share of first visits by way; the last is 1. */
  upTo: number[]
  /** How many first visits it draws, relative to other days. */
  weight: number
  /** Share of tag events that are lost. */
  tagLoss: number
  /** Share of e-mail addresses that the tag sends along. */
  match: number
  /** Times the usual share of visitors who refuse. */
  refusal: number
}

/** What happens to the company, at shares of its days. */
const story = {
  /** The landing page of the search campaigns does not work for nine days. */
  brokenPage: { landing: '/lp/sales-pipeline', at: 0.84, days: 9, intent: 0.12, reach: 0.8 },
  /** Nothing of the tag arrives for two days. */
  outage: { at: 0.91, days: 2 },
  /** A platform that learns buys dearer clicks of people who fit less. Days; shares at the start. */
  learning: { days: 14, dearer: 0.6, duller: 0.35, halvesIn: 4 },
} as const

const usualReach = 0.93

/** All days of a span; the seed makes good days and bad ones. */
export function conditionsOf(seed: number, span: Span, injections: readonly Injection[], withOutage: boolean): Day[] {
  const random = new Random(seed, 'calendar')
  return Array.from({ length: span.days }, (_, number) => {
    const name = dayName(span, number)
    const plain = ways.map((way) => wayOn(way, number, span))
    const on = injections.filter(({ from, to }) => from <= name && name <= to)
    const today = plain.map((state, index) =>
      on.reduce((now, injection) => inject(now, ways[index]!, injection), state),
    )
    const open = today.reduce((sum, { share }) => sum + share, 0)
    let sum = 0
    return {
      name,
      ways: today,
      upTo: today.map(({ share }) => (sum += share) / open),
      weight:
        drawOf(name, number / span.days) * random.lognormal(1, 0.09) * plain.reduce((all, { share }) => all + share, 0),
      tagLoss: withOutage && within(story.outage, number, span) ? 1 : product(on, 'tag_outage', 0),
      match: product(on, 'match', 1),
      refusal: product(on, 'consent', 1),
    }
  })
}

/** The week's rhythm, and growth by a third over the span. */
function drawOf(day: string, through: number): number {
  return weekdayWeight[new Date(Date.parse(day)).getUTCDay()]! * (1 + 0.3 * through)
}

function wayOn(way: Way, day: number, span: Span): WayDay {
  const { advertising, share, begins = 0, ends = 1, halvesIn } = way
  const since = day - Math.round(begins * span.days)
  const open = since >= 0 && day < Math.round(ends * span.days)
  const worn = halvesIn === undefined ? 1 : 0.5 ** (Math.max(0, since) / halvesIn)
  const { brokenPage, learning } = story
  const broken = way.landing === brokenPage.landing && within(brokenPage, day, span)
  const learns =
    advertising && begins > 0 && since < learning.days ? 0.5 ** (Math.max(0, since) / learning.halvesIn) : 0
  return {
    share: open ? share * worn : 0,
    intent: (broken ? brokenPage.intent : 1) * (1 - learning.duller * learns),
    costPerClick: ((advertising?.costPerClick ?? 0) * (1 + learning.dearer * learns)) / worn,
    clickRate: (advertising?.clickRate ?? 0) * worn,
    reach: advertising ? usualReach * (broken ? brokenPage.reach : 1) : 1,
  }
}

function within({ at, days }: { at: number; days: number }, day: number, span: Span): boolean {
  const first = Math.floor(at * span.days)
  return day >= first && day < first + days
}

/** The channels that a cause applies to where none is named; null: all. */
const homes: Partial<Record<Cause, readonly string[]>> = {
  cpc: ['paid_search'],
  cpm: ['paid_social', 'line'],
  mix: ['paid_social'],
}

/** Money follows the visits: what makes a visit dearer leaves the number of visits as it is. */
function inject(state: WayDay, way: Way, { cause, channel, size }: Injection): WayDay {
  const home = homes[cause]
  if (channel === null ? home && !home.includes(way.channel) : channel !== way.channel) return state
  if (cause === 'cpc' || cause === 'cpm') return { ...state, costPerClick: state.costPerClick * size }
  if (cause === 'ctr') return { ...state, clickRate: state.clickRate * size, costPerClick: state.costPerClick / size }
  if (cause === 'landing' && way.advertising) return { ...state, reach: state.reach * size }
  if (cause === 'cvr') return { ...state, intent: state.intent * size }
  if (cause === 'mix') return { ...state, share: state.share * size }
  return state
}

function product(on: readonly Injection[], cause: Cause, otherwise: number): number {
  const sizes = on.filter((injection) => injection.cause === cause).map(({ size }) => size)
  return sizes.length === 0 ? otherwise : sizes.reduce((all, size) => all * size, 1)
}
