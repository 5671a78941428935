// The sample company as a whole: its events, its files, and the truth behind them.
import type { WireEvent } from '#contract/event.ts'
import { cumulativeArrivals, dayOf, spanOf, type Span } from './calendar.ts'
import { adsCsv, costsCsv, dealsCsv, leadsCsv, type PlanLanguage, planYaml } from './files.ts'
import { type Outcome, outcomeOf, tradeShowOutcomes } from './outcomes.ts'
import { AdReports } from './spend.ts'
import { type Truth, addReached, emptyTruth, pointOf, reachedBy } from './truth.ts'
import { type Visitor, makeVisitor } from './visitors.ts'
import { eventsOf } from './wire.ts'

export interface WorldOptions {
  seed: number
  visitors: number
  /** Whole weeks that end with the day `until` (`2026-06-28`), in the company's time zone. */
  weeks: number
  until: string
  /** Language of the names in the plan; English by default. */
  language?: PlanLanguage | undefined
}

export interface WorldFiles {
  leads: string
  deals: string
  ads: Record<'google_ads' | 'yahoo_ads' | 'meta', string>
  costs: string
  plan: string
}

export interface World {
  options: WorldOptions
  /** Events in the order of visitors' first visits, made as they are asked for. */
  events(): Generator<WireEvent>
  /** CSV and YAML texts, and what really happened. */
  records(): { files: WorldFiles; truth: Truth }
}

/** The same options give the same company, byte for byte. */
export function createWorld(options: WorldOptions): World {
  const span = spanOf(options.until, options.weeks)
  const cumulative = cumulativeArrivals(span, options.until, options.seed)
  function* visitors(): Generator<Visitor> {
    for (let index = 0; index < options.visitors; index += 1) {
      yield makeVisitor(options.seed, index, options.visitors, span, cumulative)
    }
  }
  function* events(): Generator<WireEvent> {
    for (const visitor of visitors()) yield* eventsOf(visitor)
  }
  return { options, events, records: () => makeRecords(options, span, visitors()) }
}

function makeRecords(options: WorldOptions, span: Span, visitors: Iterable<Visitor>): ReturnType<World['records']> {
  const { seed, until } = options
  const outcomes: Outcome[] = []
  const ads = new AdReports(seed, span)
  const truth = emptyTruth()
  for (const visitor of visitors) {
    const outcome = outcomeOf(visitor, seed, span)
    const reached = reachedBy(visitor, outcome)
    if (outcome) outcomes.push(outcome)
    ads.add(visitor, reached)
    countVisitor(truth, visitor)
    for (const conversion of reached) addReached(truth, conversion, dayOf(span, until, conversion.at))
  }
  for (const outcome of tradeShowOutcomes(seed, span)) {
    outcomes.push(outcome)
    const { deal } = outcome
    if (deal) addReached(truth, { point: 'deal_won', at: deal.at }, dayOf(span, until, deal.at))
  }
  truth.byDay = Object.fromEntries(Object.entries(truth.byDay).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return { files: makeFiles(outcomes, ads, span, options), truth }
}

function countVisitor(truth: Truth, visitor: Visitor): void {
  truth.visitors += 1
  truth.events += eventsOf(visitor).length
  truth.sentTwice += visitor.actions.filter((action) => action.doubleSent).length
  truth.reloaded += visitor.actions.filter((action) => action.reloadedAt !== null).length
  truth.repeated += visitor.actions.length - new Set(visitor.actions.map(({ name }) => pointOf[name])).size
}

function makeFiles(outcomes: readonly Outcome[], ads: AdReports, span: Span, options: WorldOptions): WorldFiles {
  const { until, language = 'en' } = options
  const rows = ads.rows()
  const report = (platform: string): string =>
    adsCsv(
      rows.filter((row) => row.platform === platform),
      span,
      until,
    )
  const deals = outcomes.map(({ deal }) => deal).filter((deal) => deal !== null)
  return {
    leads: leadsCsv(outcomes.map(({ lead }) => lead).toSorted((a, b) => a.at - b.at)),
    deals: dealsCsv(deals.toSorted((a, b) => a.at - b.at)),
    ads: { google_ads: report('google_ads'), yahoo_ads: report('yahoo_ads'), meta: report('meta') },
    costs: costsCsv(span, until),
    plan: planYaml(span, until, language),
  }
}
