// The plan's mapping to platforms, held against what is imported of them and what is counted.
import type { PlanMapping } from '#contract/mapping.ts'
import { questionSchema } from '#contract/ask.ts'
import type { PlanVersion } from '#contract/plan.ts'
import { lastReportedSql, platformCvsSql, platformFiguresSql, platformSpendSql } from '#metrics/platform-cvs.ts'
import { type MappingFacts, mappingOf } from '#plan/mapping.ts'
import type { OurCounts } from '#plan/mapping-counts.ts'
import type { Facts } from '#store/facts.ts'
import type { Store } from '#store/store.ts'
import { dayAt } from '#util/days.ts'
import { localDay } from '#util/zone.ts'
import { countedState } from './counted.ts'
import { type Inquiry, inquire } from './inquiry.ts'

const usualDays = 90

/**
 * A version of the plan against the days asked for; default: the last 90 up to the last one that a platform reports.
 * Throws Problem for days that end before they begin.
 */
export async function planMapping(
  store: Store,
  { version, plan }: Pick<PlanVersion, 'version' | 'plan'>,
  asked: { from?: string | undefined; to?: string | undefined },
  now: number,
): Promise<PlanMapping> {
  const days = await daysOf(store.facts, asked, localDay(now, plan.timezone))
  if (days === null) {
    const nothing = { figures: [], spend: [], ours: [], uncounted: [] }
    return { version, days, uncounted: [], ...mappingOf(plan, nothing) }
  }
  const points = plan.points.map(({ id }) => id)
  // by channel, so that costs are put where the rules of the plan put visits
  const question = questionSchema.parse({
    metrics: ['cv', 'figure.cv', 'cost'],
    by: ['channel'],
    points,
    plan: version,
    ...days,
  })
  const inquiry = await inquire(store, question, now)
  const { uncounted } = await countedState(store, inquiry)
  const facts = { ...(await readFacts(store.facts, inquiry)), uncounted }
  return { version, days, uncounted, ...mappingOf(plan, facts) }
}

async function daysOf(
  facts: Facts,
  { from, to }: { from?: string | undefined; to?: string | undefined },
  today: string,
): Promise<PlanMapping['days']> {
  const [last] = await facts.query<{ day: string }>(lastReportedSql)
  if (last!.day === '') return null
  // a cost may be spread over days that are yet to come
  const until = to ?? (last!.day < today ? last!.day : today)
  return { from: from ?? dayAt(until, 1 - usualDays), to: until }
}

async function readFacts(facts: Facts, inquiry: Inquiry): Promise<Omit<MappingFacts, 'uncounted'>> {
  const { scope, conversions, knownFigurePoints } = inquiry
  const read = async <Row>({ sql, params }: { sql: string; params: Record<string, unknown> }): Promise<Row[]> =>
    facts.query<Row>(sql, params)
  const figures = await read<Split & { d3: string; d4: string; conversions: number }>(
    platformFiguresSql(scope, knownFigurePoints),
  )
  const spend = await read<Split & { cost: number }>(platformSpendSql(scope))
  const ours = await read<OurCounts>(platformCvsSql(conversions!.counting, scope))
  return {
    figures: figures.flatMap((row) =>
      isPlatform(row) ? [{ ...placeOf(row), name: row.d3, date: row.d4, conversions: row.conversions }] : [],
    ),
    spend: spend.flatMap((row) => (isPlatform(row) ? [{ ...placeOf(row), cost: row.cost }] : [])),
    ours,
  }
}

/** A row split by platform, channel and campaign, or the total of all. */
interface Split {
  total: 0 | 1
  d0: string
  d1: string
  d2: string
}

function isPlatform({ total, d0 }: Split): boolean {
  return total === 0 && d0 !== ''
}

function placeOf({ d0: platform, d1: channel, d2: campaign }: Split) {
  return { platform, channel, campaign }
}
