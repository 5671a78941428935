// What the scorecard is made of, by day and campaign: CVs, cost and clicks, and how much of recent days has arrived.
import { inquire } from '#ask/inquiry.ts'
import { questionSchema } from '#contract/ask.ts'
import { rateTable } from '#contract/rates.ts'
import { type ReportRow, reportLagsSql } from '#metrics/arrivals.ts'
import { conversionsSql } from '#metrics/counted.ts'
import { spendSql } from '#metrics/periods.ts'
import { Bindings, type Counting, type Scope, asKnown, engineTime, instant } from '#metrics/scope.ts'
import { arrivalCurve, backTest, byArrivals } from '#stats/arrival.ts'
import { lastStoredBatch } from '#store/batches.ts'
import { ratesInto } from '#store/rates.ts'
import type { Store } from '#store/store.ts'
import { dayName, dayNumber } from '#util/days.ts'
import { localMidnight } from '#util/zone.ts'
import { dayMs } from '#util/duration.ts'
import type { CampaignDays } from './learning.ts'

export interface DaysRead {
  /** All campaigns from day `first` on, each as long as the others. */
  campaigns: CampaignDays[]
  first: number
  /** First day with a CV; ∞ without any. */
  firstCv: number
  /** Last day with a cost; −∞ without any. */
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

/** Events are asked for so many days before the day on which they were known: for an older one, CVs tell it. */
const eventDays = 60

/**
 * The last day with a visit or a CV, in business time; null without any.
 * @param known epoch milliseconds: the last day with an event or a CV that was known then; visits are not kept as known.
 */
export async function lastDayOf({ facts }: Store, timezone: string, known?: number): Promise<string | null> {
  const bindings = new Bindings()
  const cvs = `SELECT count() AS found, max(time) AS latest FROM ledger WHERE ${asKnown({ known }, bindings)}`
  const seen =
    known === undefined
      ? 'SELECT count() AS found, max(start) AS latest FROM sessions WHERE is_deleted = 0'
      : eventsBy(known, bindings)
  const [row] = await facts.query<{ rows: number; day: string }>(
    `SELECT sum(found) AS rows, toString(toDate(toTimeZone(max(latest), {timezone:String}))) AS day
     FROM (${seen} UNION ALL ${cvs})`,
    { timezone, ...bindings.params },
  )
  return row && row.rows > 0 ? row.day : null
}

function eventsBy(known: number, bindings: Bindings): string {
  const until = bindings.bind('until', instant, engineTime(known))
  const since = bindings.bind('since', instant, engineTime(known - eventDays * dayMs))
  return `SELECT count() AS found, max(time) AS latest FROM events WHERE received_at <= ${until} AND time <= ${until} AND time > ${since}`
}

/** A campaign's days, side by side: a row for each day would take ten times as long to hand over. */
interface CvRow {
  d0: string
  d1: string
  days: number[]
  cvs: number[]
}
interface CostRow {
  d0: string
  d1: string
  platform: string
  currency: string
  days: number[]
  costs: number[]
  clicks: number[]
}

const daysSql = 'groupArray(toInt32(toDate(d2))) AS days'

/**
 * @param currency into which all cost is turned, by the rates of its days.
 * @param known epoch milliseconds: as it was known then; absent: now.
 */
export async function readDays(
  store: Store,
  point: string,
  span: Span,
  currency: string,
  now: number,
  known?: number,
): Promise<DaysRead> {
  const { from, to, timezone } = span
  const question = questionSchema.parse({
    metrics: ['cv', 'cost'],
    by: ['channel', 'campaign', 'day'],
    from,
    to,
    points: [point],
    ...(known !== undefined && { known: new Date(known).toISOString() }),
  })
  const { scope: asked, conversions } = await inquire(store, question, now)
  const scope = {
    ...asked,
    timezone,
    fromMs: localMidnight(from, timezone),
    toMs: localMidnight(dayName(dayNumber(to) + 1), timezone),
  }
  const { counting } = conversions!
  const cvSql = conversionsSql(counting, scope, new Set())
  const costSql = spendSql({ ...scope, by: ['channel', 'campaign', 'day', 'platform', 'currency'] }, undefined)
  const statements = [
    {
      ...cvSql,
      sql: `SELECT d0, d1, ${daysSql}, groupArray(cv) AS cvs FROM (${cvSql.sql}) WHERE total = 0 GROUP BY d0, d1`,
    },
    {
      ...costSql,
      sql:
        `SELECT d0, d1, d3 AS platform, d4 AS currency, ${daysSql}, groupArray(cost) AS costs, groupArray(clicks) AS clicks ` +
        `FROM (SELECT total, d0, d1, d2, d3, d4, cost, clicks FROM (${costSql.sql})) WHERE total = 0 GROUP BY d0, d1, d3, d4`,
    },
  ]
  const [[cvs, costs], arrivedOn] = await Promise.all([
    Promise.all(statements.map(({ sql, params }) => store.facts.query(sql, params))) as Promise<[CvRow[], CostRow[]]>,
    readArrived(store, counting, { ...scope, by: [] }),
  ])
  const gathered = new Gathered(dayNumber(from), dayNumber(to))
  for (const row of cvs) gathered.addCvs(row)
  const rateOn = rateTable(await ratesInto(store.control, currency, known), currency)
  for (const row of costs) gathered.addCosts(row, rateOn)
  return { ...gathered.result(), arrivedOn }
}

class Gathered {
  readonly #first: number
  readonly #days: number
  readonly #campaigns = new Map<
    string,
    { channel: string; campaign: string; platform: string } & Record<'cost' | 'clicks' | 'cv', number[]>
  >()
  readonly #withoutRate = new Map<string, string>()
  #firstCv = Infinity
  #lastCost = -Infinity

  constructor(first: number, last: number) {
    this.#first = first
    this.#days = last - first + 1
  }

  addCvs({ d0, d1, days, cvs }: CvRow): void {
    const own = this.#of(d0, d1)
    for (const [index, day] of days.entries()) {
      this.#firstCv = Math.min(this.#firstCv, day)
      own.cv[day - this.#first]! += cvs[index]!
    }
  }

  addCosts(row: CostRow, rateOn: (currency: string, day: string) => number | null): void {
    const { d0, d1, platform, currency, days, costs, clicks } = row
    const own = this.#of(d0, d1)
    if (platform !== '') own.platform = platform
    for (const [index, day] of days.entries()) {
      own.clicks[day - this.#first]! += clicks[index]!
      const cost = costs[index]!
      if (cost === 0) continue
      this.#lastCost = Math.max(this.#lastCost, day)
      const rate = currency === '' ? 1 : rateOn(currency, dayName(day))
      if (rate === null) this.#withoutRate.set(currency, earlier(this.#withoutRate.get(currency), dayName(day)))
      else own.cost[day - this.#first]! += cost * rate
    }
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
      firstCv: this.#firstCv,
      lastCost: this.#lastCost,
      withoutRate: this.#withoutRate,
    }
  }
}

function earlier(a: string | undefined, b: string): string {
  return a !== undefined && a < b ? a : b
}

const horizon = 60
/** What was learnt of delays, until another batch is stored: it takes longer than all the rest. */
const learnt = new WeakMap<Store['facts'], { key: string; arrivedOn: Promise<DaysRead['arrivedOn']> }>()

async function readArrived(store: Store, counting: Counting, scope: Scope): Promise<DaysRead['arrivedOn']> {
  const key = JSON.stringify([await lastStoredBatch(store.control), counting.segments, scope.timezone, scope.known])
  const known = learnt.get(store.facts)
  if (known?.key === key) return known.arrivedOn
  const { sql, params } = reportLagsSql(counting, scope)
  const arrivedOn = store.facts.query<ReportRow>(sql, params).then(arrivedShares)
  learnt.set(store.facts, { key, arrivedOn })
  arrivedOn.catch(() => learnt.delete(store.facts))
  return arrivedOn
}

/** A delay is reckoned with where corrections for it could be tried on earlier days; files imported at once show none. */
function arrivedShares(rows: readonly ReportRow[]): DaysRead['arrivedOn'] {
  const cohorts = rows.map(({ day, lag, every }) => ({ day, lag, count: every }))
  const asOf = rows[0]?.asOf ?? 0
  const tested = backTest(byArrivals, cohorts, { asOf, horizon, days: 1 })
  const curve = tested[0] == null ? null : arrivalCurve(cohorts, asOf, horizon)
  return (day) => curve?.[Math.min(Math.max(asOf - day, 0), horizon)] ?? 1
}
