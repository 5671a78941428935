// Companies with an injected cause, as drift sees them: days of flows, what was lost reckoned in, explained.
import { type Explanation, explain } from '#watch/drift/explain.ts'
import { type FlowDay, segmentOf, within } from '#watch/drift/flows.ts'
import { type Outage, reckonIn } from '#watch/drift/measurement.ts'
import { type DriftCause, type Flows, decompose, noFlow } from '#stats/decompose.ts'
import { sumDays } from '#stats/decompose-days.ts'
import { findGaps } from '#watch/gaps/find-gaps.ts'
import { type DailyCount, countWorld, seenByTag } from '#world/counts.ts'
import { readInjection } from '#world/setting/inject.ts'
import type { WorldOptions } from '#world/setting/setting.ts'

/** Two weeks in which nothing else begins, ends or breaks in the company, and the two before. */
export const late = { from: '2026-03-23', to: '2026-04-05' }
export const early = { from: '2026-03-09', to: '2026-03-22' }

/** What each injected cause is called by drift, with a size that is plain and one that is slight. */
export const injected: Record<string, { cause: DriftCause; plain: string; slight: string }> = {
  'creative wear-out': { cause: 'creative', plain: 'ctr:0.75', slight: 'ctr:0.93' },
  'landing page broken': { cause: 'page', plain: 'cvr:0.7', slight: 'cvr:0.93' },
  'clicks that do not arrive': { cause: 'landing', plain: 'landing:0.78', slight: 'landing:0.96' },
  'bid increase': { cause: 'bidding', plain: 'cpc:1.6', slight: 'cpc:1.06' },
  'mix shift': { cause: 'mix', plain: 'mix:3.5', slight: 'mix:1.2' },
  'tag outage': { cause: 'measurement', plain: 'tag_outage:0.3', slight: 'tag_outage:0.05' },
}

export const company = (seed: number, injections: readonly string[]): WorldOptions => ({
  seed,
  visitors: 600_000,
  months: 12,
  until: '2026-06-28',
  injections: injections.map((each) => readInjection(`${each}:${late.from}..${late.to}`)),
})

export function flowDays(rows: readonly DailyCount[]): FlowDay[] {
  const days = new Map<string, Map<string, typeof noFlow>>()
  for (const { day, channel, campaign, ad, visits, impressions, clicks, cost, reached } of rows) {
    const flows = days.get(day) ?? days.set(day, new Map()).get(day)!
    const flow = { ...noFlow, cost, impressions, clicks, visits, cvs: reached.whitepaper }
    flows.set(segmentOf(channel, campaign, ad), flow)
  }
  return [...days].map(([day, flows]) => ({ day, flows }))
}

/** Breaks in what the tag sends, found as they are in real data. */
export async function outagesOf(days: readonly FlowDay[]): Promise<Outage[]> {
  const counts = days.map(({ flows }) => [...flows.values()].reduce((sum, { visits }) => sum + visits, 0))
  const watched = {
    kind: 'source',
    source: 'website',
    point: '',
    firstDay: days[0]!.day,
    counts,
    watch: ['fall'],
  } as const
  const gaps = await findGaps([watched], early.from)
  return gaps.map(({ source, from, to, observed, expected }) => {
    return { source, from, to, seen: observed / expected!.mean }
  })
}

/** Companies with these causes in their last two weeks, explained. */
export function explainCompanies(
  seeds: readonly number[],
  injections: readonly string[],
): Promise<{ seed: number; found: Explanation }[]> {
  return Promise.all(seeds.map(async (seed) => ({ seed, found: await explainCompany(seed, injections) })))
}

async function explainCompany(seed: number, injections: readonly string[]): Promise<Explanation> {
  const options = company(seed, injections)
  const days = flowDays(seenByTag(countWorld(options), options)).filter(({ day }) => day <= late.to)
  const cvsOf = new Map(days.map(({ day, flows }) => [day, flows]))
  const onlyBy = (_: string, day: string, segment: string): number => cvsOf.get(day)!.get(segment)?.cvs ?? 0
  const corrected = reckonIn(within(days, early.from, late.to), await outagesOf(days), onlyBy)
  return explain('cpa', within(corrected.days, early.from, early.to), within(corrected.days, late.from, late.to))
}

/** What the cause does to the CPA of the same company's same weeks, in yen. */
export function trueEffect(seed: number, injection: string, cause: DriftCause): number {
  const [without, withIt] = [lateWeeks(seed, []), lateWeeks(seed, [injection])]
  const result = decompose('cpa', without, withIt)!
  // compared with themselves, nothing but the cause differs: all of an outage is measurement
  return cause === 'measurement' ? result.after - result.before : result.effects[cause]
}

function lateWeeks(seed: number, injections: readonly string[]): Flows {
  const options = company(seed, injections)
  const days = flowDays(seenByTag(countWorld(options), options))
  return sumDays(within(days, late.from, late.to).map(({ flows }) => flows))
}

/** The standard error of the noisiest term. */
export function noisiest({ causes }: Explanation): number {
  return Math.max(...causes.map(({ reach }) => reach)) / 2.1
}
