// Verdicts of weekly scorecards on sample companies whose target is what happens on average: false alarms, and how soon a
// channel that converts 30 % less is called. A longer run, with the figures that the product promises:
// SEEDS=200 npx vitest run --project embedded test/acceptance/verdicts.test.ts
import { expect, test } from 'vitest'
import { scatterOf } from '#stats/shortfall.ts'
import { type Case, judge } from '#watch/scorecard/judge.ts'
import { countWorld } from '#world/counts.ts'
import { readInjection } from '#world/setting/inject.ts'
import { dayMs } from '#util/duration.ts'

const seeds = Number(process.env['SEEDS'] ?? 8)
const channels = ['paid_search', 'paid_social', 'line', 'organic_search', 'email', 'direct', 'referral'] as const
// between the end of the trade show and the broken landing page nothing happens that would be off target by right
const [firstDay, days, weeks] = [Date.parse('2026-02-20') / dayMs, 396, 9]

interface Series {
  first: number
  cv: Record<string, number[]>
  cost: Record<string, number[]>
}

function company(seed: number, visitors: number, injections: readonly string[]): Series {
  const rows = countWorld({
    seed,
    visitors,
    months: 13,
    until: '2026-06-28',
    injections: injections.map(readInjection),
  })
  const first = Date.parse(rows[0]!.day) / dayMs
  const empty = () => Object.fromEntries(channels.map((channel) => [channel, Array<number>(days).fill(0)]))
  const series: Series = { first, cv: empty(), cost: empty() }
  for (const { day, channel, reached, cost } of rows) {
    const at = Date.parse(day) / dayMs - first
    if (!(channel in series.cv)) continue
    series.cv[channel]![at]! += reached.whitepaper
    series.cost[channel]![at]! += cost
  }
  return series
}

/** Day by day what companies of many seeds have on average: the target that each of them meets but for chance. */
function usual(companies: readonly Series[]): Series {
  const mean = (of: 'cv' | 'cost') =>
    Object.fromEntries(
      channels.map((channel) => [
        channel,
        Array.from({ length: days }, (_, at) => {
          return companies.reduce((sum, each) => sum + each[of][channel]![at]!, 0) / companies.length
        }),
      ]),
    )
  return { first: companies[0]!.first, cv: mean('cv'), cost: mean('cost') }
}

const sum = (values: readonly number[], from: number, to: number): number =>
  values.slice(from, to + 1).reduce((all, value) => all + value, 0)

/** Channels that the scorecard of the week up to a day calls off target. */
function offTarget(own: Series, target: Series, end: number): string[] {
  const cases = channels.map((channel): Case => {
    const over = (series: Series, of: 'cv' | 'cost', length: number): number =>
      sum(series[of][channel]!, end - length + 1, end)
    const cpa = over(target, 'cost', 7) / over(target, 'cv', 7)
    return {
      level: 'channel',
      target: { cv: over(target, 'cv', 7), cpa: cpa > 0 ? cpa : null },
      hold: null,
      windows: [7, 14].map((length) => ({
        from: '',
        to: '',
        counted: over(own, 'cv', length),
        reckoned: 0,
        due: over(target, 'cv', length),
        cost: over(own, 'cost', length) || null,
      })),
      scatter: scatterOf({ first: own.first, counts: own.cv[channel]!.slice(0, end + 1) }, own.first + end),
      end: null,
      spend: null,
      over: true,
    }
  })
  return judge(cases).flatMap(({ verdict }, index) => (verdict === 'off_target' ? [channels[index]!] : []))
}

test('of the scorecards of steady companies at most 5 % call anything off target', () => {
  const companies = Array.from({ length: seeds }, (_, index) => company(index + 1, 60_000, []))
  const target = usual(companies)
  let [cards, alarms] = [0, 0]
  for (const each of companies) {
    for (let week = 0; week < weeks; week++) {
      cards += 1
      if (offTarget(each, target, firstDay - each.first + 7 * week).length > 0) alarms += 1
    }
  }
  expect(alarms / cards, `${alarms} of ${cards}`).toBeLessThanOrEqual(0.05)
})

test('a channel of 100 CVs a week that converts 30 % less is called within two weeks', () => {
  const from = '2026-03-23'
  const runs = Math.max(4, Math.floor(seeds / 4))
  const target = usual(Array.from({ length: runs }, (_, index) => company(index + 1, 700_000, [])))
  let called = 0
  for (let seed = 1; seed <= runs; seed++) {
    const ill = company(1_000 + seed, 700_000, [`cvr@organic_search:0.7:${from}..2026-04-20`])
    const at = Date.parse(from) / dayMs - ill.first
    // about 110 a week are expected
    if ([6, 13].some((later) => offTarget(ill, target, at + later).includes('organic_search'))) called += 1
  }
  // with few companies the share scatters
  expect(called / runs, `${called} of ${runs}`).toBeGreaterThanOrEqual(seeds >= 100 ? 0.9 : 0.5)
})
