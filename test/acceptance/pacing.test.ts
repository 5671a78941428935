// Pacing and verdicts held against real leads and against many sample companies. A longer run, with the figures that the
// product promises: SEEDS=200 npx vitest run --project embedded test/acceptance/pacing.test.ts
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { outlook } from '#stats/pacing-outlook.ts'
import { type DaySpan, History, projectionError } from '#stats/pacing.ts'
import { type DailyCount, countWorld } from '#world/counts.ts'
import { dayMs } from '#util/duration.ts'

const leads = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'olist_mql_asof_2018-04-30.csv')
const seeds = Number(process.env['SEEDS'] ?? 4)
const dayOf = (day: string): number => Date.parse(day) / dayMs

/** Calendar months from a month on that end by a day. */
function monthsUntil(first: string, last: number): DaySpan[] {
  const [year, month] = first.split('-').map(Number) as [number, number]
  const all = Array.from({ length: 24 }, (_, index) => ({
    from: Date.UTC(year, month - 1 + index) / dayMs,
    to: Date.UTC(year, month + index, 0) / dayMs,
  }))
  return all.filter(({ to }) => to <= last)
}

// Oracle: Olist's leads, worked out beside in another language. With the months up to May 2018, which the file at hand leaves
// out, the same is 9.74 / 7.43 % on day 10, 8.85 / 8.51 % on day 15 and 6.85 / 6.75 % on day 20.
test.skipIf(!existsSync(leads)).each([
  { day: 10, runRate: 9.28, weekday: 7.37 },
  { day: 15, runRate: 9.05, weekday: 8.5 },
  { day: 20, runRate: 7.59, weekday: 6.98 },
])('on day $day of a month its leads are known to $runRate % by run rate, to $weekday % by weekday', (wanted) => {
  const rows = readFileSync(leads, 'utf8').trim().split('\n').slice(1)
  const days = rows.map((row) => dayOf(row.split(',')[1]!.slice(0, 10)))
  const [first, last] = [Math.min(...days), Math.max(...days)]
  const counts = Array<number>(last - first + 1).fill(0)
  for (const day of days) counts[day - first]! += 1
  const history = new History({ first, counts })
  // from August: the eight weeks up to its tenth day are all there
  const trials = monthsUntil('2017-08', last).map((period) => ({ period, now: period.from + wanted.day - 1 }))
  expect(trials).toHaveLength(9)
  const percent = (method: 'run_rate' | 'weekday'): number => 100 * projectionError(history, method, trials)!
  expect(percent('run_rate')).toBeCloseTo(wanted.runRate, 2)
  expect(percent('weekday')).toBeCloseTo(wanted.weekday, 2)
})

test('of nine in ten months of sample companies the end lies within the range that was told', () => {
  let [inside, all] = [0, 0]
  for (let seed = 1; seed <= seeds; seed++) {
    const rows = countWorld({ seed, visitors: 60_000, months: 13, until: '2026-06-28', injections: [] })
    const first = dayOf(rows[0]!.day)
    const months = monthsUntil('2025-06', dayOf(rows.at(-1)!.day))
    for (const keep of [(_: DailyCount) => true, ({ channel }: DailyCount) => channel === 'organic_search']) {
      const counts = Array<number>(dayOf(rows.at(-1)!.day) - first + 1).fill(0)
      for (const row of rows) if (keep(row)) counts[dayOf(row.day) - first]! += row.reached.whitepaper
      for (const stage of [5, 10, 15, 20, 25]) {
        for (const period of months.slice(-3)) {
          const earlier = months.filter(({ to }) => to < period.from)
          const told = outlook({ history: { first, counts }, period, now: period.from + stage - 1, earlier })!
          const truth = counts.slice(period.from - first, period.to - first + 1).reduce((sum, count) => sum + count, 0)
          inside += told.low <= truth && truth <= told.high ? 1 : 0
          all += 1
        }
      }
    }
  }
  // months of one company hang together: with few of them the share scatters
  const slack = seeds >= 100 ? 0 : 0.05
  expect(inside / all, `${inside} of ${all}`).toBeGreaterThanOrEqual(0.85 - slack)
  expect(inside / all, `${inside} of ${all}`).toBeLessThanOrEqual(0.95 + slack)
})
