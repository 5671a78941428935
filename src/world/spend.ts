// What ads cost by day, and what each platform says it converted: more than happened, since each claims what it touched.
import { dayMs, type Span } from './calendar.ts'
import { type Advertising, type Origin, origins } from './company.ts'
import { Random } from './random.ts'
import type { PointId, Reached } from './truth.ts'
import type { Visitor } from './visitors.ts'

export interface AdDay {
  platform: Advertising['platform']
  /** Days since the start. */
  day: number
  campaign: string
  ad: string
  impressions: number
  clicks: number
  /** Yen. */
  cost: number
  claimed: Record<PointId, number>
}

const claimWindowMs = 30 * dayMs
const nothing = (): Record<PointId, number> => ({ deal_won: 0, whitepaper: 0, webinar: 0, trial: 0 })

/** Gathers ad visits and claims, visitor by visitor; `rows` gives the finished reports. */
export class AdReports {
  private readonly cells = new Map<
    string,
    { origin: Origin; ad: string; day: number; visits: number; claimed: Record<PointId, number> }
  >()
  private readonly span: Span
  private readonly random: Random

  constructor(seed: number, span: Span) {
    this.span = span
    this.random = new Random(seed, 'ad reports')
  }

  add(visitor: Visitor, reached: readonly Reached[]): void {
    for (const visit of visitor.visits) {
      if (visit.origin.advertising) this.cell(visit.origin, visit.ad, visit.start).visits += 1
    }
    for (const { point, at } of reached) this.claim(visitor, point, at)
  }

  private claim(visitor: Visitor, point: PointId, at: number): void {
    const claimed = new Set<string>()
    for (const visit of visitor.visits.toReversed()) {
      const { advertising } = visit.origin
      if (!advertising || visit.start > at || visit.start < at - claimWindowMs) continue
      if (claimed.has(advertising.platform)) continue
      claimed.add(advertising.platform)
      this.cell(visit.origin, visit.ad, advertising.books === 'click day' ? visit.start : at).claimed[point] += 1
    }
    for (const origin of origins) {
      const { advertising } = origin
      if (!advertising || claimed.has(advertising.platform) || !this.random.chance(advertising.viewThrough)) continue
      claimed.add(advertising.platform)
      this.cell(origin, advertising.ads[0]!, at).claimed[point] += 1
    }
  }

  private cell(origin: Origin, ad: string, at: number) {
    const day = Math.floor((at - this.span.start) / dayMs)
    const id = `${String(day).padStart(4, '0')} ${origin.utm!.campaign} ${ad}`
    let cell = this.cells.get(id)
    if (!cell) this.cells.set(id, (cell = { origin, ad, day, visits: 0, claimed: nothing() }))
    return cell
  }

  /** One row a day, campaign and ad, in that order. */
  rows(): AdDay[] {
    const ids = [...this.cells.keys()].toSorted()
    return ids.map((id) => {
      const { origin, ad, day, visits, claimed } = this.cells.get(id)!
      const { platform, clickRate, costPerClick } = origin.advertising!
      // Some clicks never become a visit: the page was left before it loaded.
      const clicks = visits + Array.from({ length: visits }).filter(() => this.random.chance(0.07)).length
      const impressions = Math.max(clicks, Math.round((clicks / clickRate) * this.random.lognormal(1, 0.12)))
      const cost = Math.round(clicks * costPerClick * this.random.lognormal(1, 0.1))
      return { platform, day, campaign: origin.utm!.campaign, ad, impressions, clicks, cost, claimed }
    })
  }
}
