// What the scorecard is made of, by day and campaign: CVs, cost and clicks, and how much of recent days has arrived.
import { inquire } from '#ask/inquiry.ts'
import { questionSchema } from '#contract/ask.ts'
import { rateTable } from '#contract/rates.ts'
import { type CohortRow, reportLagsSql } from '#metrics/arrivals.ts'
import { conversionsSql } from '#metrics/counted.ts'
import { spendSql } from '#metrics/periods.ts'
import { arrivalCurve, backTest, byArrivals, leastShare } from '#stats/arrival.ts'
import { ratesInto } from '#store/rates.ts'
import type { Store } from '#store/store.ts'
import { localMidnight } from '#util/zone.ts'
import type { CampaignDays } from './learning.ts'

export interface DaysRead {
  /** All campaigns from day `first` on, each as long as the others. */
  campaigns: CampaignDays[]
  first: number
  /** Last day with a CV, and with a cost; −∞ without any. */
  lastCv: number
  lastCost: number
  /** The share of a day's CVs that is known by now; 1 where nothing speaks for a delay. */
  arrivedOn: (day: number) => number
  /** Currencies with cost on days that no rate is known for, with the first such day. */
  withoutRate: Map<string, string>
}

export interface Span {
  /** ISO days, both included. */
  from: string
  to: string
  timezone: string
}

const dayMs = 86_400_000
export const dayNumber = (day: string): number => Date.parse(day) / dayMs
export const dayName = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)

type Row = Record<string, string> & { total: number; cv: number; cost: number; clicks: number }

/** @param currency into which all cost is turned, by the rates of its days. */
export async function readDays(
  store: Store,
  point: string,
  span: Span,
  currency: string,
  now: number,
): Promise<DaysRead> {
  const { from, to, timezone } = span
  const question = questionSchema.parse({
    metrics: ['cv', 'cost'],
    by: ['channel', 'campaign', 'day'],
    from,
    to,
    points: [point],
  })
  const { scope: asked, conversions } = await inquire(store, question, now)
  const scope = {
    ...asked,
    timezone,
    fromMs: localMidnight(from, timezone),
    toMs: localMidnight(dayName(dayNumber(to) + 1), timezone),
  }
  const { counting } = conversions!
  const statements = [
    conversionsSql(counting, scope, false),
    spendSql({ ...scope, by: ['channel', 'campaign', 'day', 'platform', 'currency'] }, undefined),
    reportLagsSql(counting, { ...scope, by: [] }),
  ]
  const [cvs, costs, lags] = (await Promise.all(
    statements.map(({ sql, params }) => store.facts.query(sql, params)),
  )) as [Row[], Row[], CohortRow[]]
  const gathered = new Gathered(dayNumber(from), dayNumber(to))
  for (const row of cvs) if (row.total !== 1) gathered.addCv(row)
  const rateOn = rateTable(await ratesInto(store.control, currency), currency)
  for (const row of costs) if (row.total !== 1) gathered.addCost(row, rateOn)
  return { ...gathered.result(), arrivedOn: arrivedShares(lags) }
}

class Gathered {
  readonly #first: number
  readonly #days: number
  readonly #campaigns = new Map<
    string,
    { channel: string; campaign: string; platform: string } & Record<'cost' | 'clicks' | 'cv', number[]>
  >()
  readonly #withoutRate = new Map<string, string>()
  #lastCv = -Infinity
  #lastCost = -Infinity

  constructor(first: number, last: number) {
    this.#first = first
    this.#days = last - first + 1
  }

  addCv({ d0, d1, d2, cv }: Row): void {
    const day = dayNumber(d2!)
    this.#lastCv = Math.max(this.#lastCv, day)
    this.#of(d0!, d1!).cv[day - this.#first]! += cv
  }

  addCost({ d0, d1, d2, d3, d4, cost, clicks }: Row, rateOn: (currency: string, day: string) => number | null): void {
    const day = dayNumber(d2!)
    const own = this.#of(d0!, d1!)
    if (d3 !== '') own.platform = d3!
    own.clicks[day - this.#first]! += clicks
    if (cost === 0) return
    this.#lastCost = Math.max(this.#lastCost, day)
    const rate = d4 === '' ? 1 : rateOn(d4!, d2!)
    if (rate === null) this.#withoutRate.set(d4!, earlier(this.#withoutRate.get(d4!), d2!))
    else own.cost[day - this.#first]! += cost * rate
  }

  #of(channel: string, campaign: string) {
    const key = JSON.stringify([channel, campaign])
    let own = this.#campaigns.get(key)
    if (!own) {
      const zeros = (): number[] => Array<number>(this.#days).fill(0)
      own = { channel, campaign, platform: '', cost: zeros(), clicks: zeros(), cv: zeros() }
      this.#campaigns.set(key, own)
    }
    return own
  }

  result(): Omit<DaysRead, 'arrivedOn'> {
    const campaigns = [...this.#campaigns.values()].map((each) => ({ ...each, first: this.#first }))
    return {
      campaigns,
      first: this.#first,
      lastCv: this.#lastCv,
      lastCost: this.#lastCost,
      withoutRate: this.#withoutRate,
    }
  }
}

function earlier(a: string | undefined, b: string): string {
  return a !== undefined && a < b ? a : b
}

const horizon = 60

/** A delay is reckoned with where corrections for it could be tried on earlier days; files imported at once show none. */
function arrivedShares(rows: readonly CohortRow[]): DaysRead['arrivedOn'] {
  const cohorts = rows.map(({ day, lag, every }) => ({ day, lag, count: every }))
  const asOf = rows[0]?.asOf ?? 0
  const tested = backTest(byArrivals, cohorts, { asOf, horizon, days: 1 })
  const curve = tested[0] == null ? null : arrivalCurve(cohorts, asOf, horizon)
  return (day) => Math.max(leastShare, curve?.[Math.min(Math.max(asOf - day, 0), horizon)] ?? 1)
}
