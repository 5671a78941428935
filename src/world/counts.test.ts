// Daily counts against counted events of the same seed. Both are draws with the same expectation, so that of counts a and b
// the oracle is z = (a − b)/√(a + b), about standard normal (two Poisson counts), and the sum of z² over k cells of
// channel × week, about χ² with k degrees of freedom (mean k, variance 2k).
import { expect, test } from 'vitest'
import { dayMs } from '#util/duration.ts'
import { type DailyCount, countWorld } from './counts.ts'
import { dayName, dayNumber } from './setting/calendar.ts'
import { readInjection } from './setting/inject.ts'
import type { WorldOptions } from './setting/setting.ts'
import { type PointId, pointIds } from './truth/total.ts'
import { createWorld } from './world.ts'

type Counts = Map<string, number>
const options = (seed: number): WorldOptions => ({ seed, visitors: 24_000, months: 6, until: '2026-06-28' })
const weekOf = (day: string): number => Math.floor(Date.parse(day) / dayMs / 7)

/** Visits and conversions of the world's people by what, channel and week. */
function fromEvents(given: WorldOptions): Counts {
  const world = createWorld(given)
  const { span } = world.setting
  const counts: Counts = new Map()
  const add = (what: string, channel: string, at: number): void => {
    const key = `${what} ${channel} ${weekOf(dayName(span, dayNumber(span, at)))}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const books = world.openBooks()
  for (const part of world.parts()) {
    books.add(part)
    for (const { visits } of part.visitors) for (const { way, start } of visits) add('visits', way.channel, start)
  }
  for (const { point, channel, at, again } of books.real) if (!again) add(point, channel, at)
  return counts
}

function fromCounts(rows: readonly DailyCount[]): Counts {
  const counts: Counts = new Map()
  for (const { day, channel, visits, reached } of rows) {
    for (const [what, count] of Object.entries({ visits, ...reached })) {
      const key = `${what} ${channel} ${weekOf(day)}`
      counts.set(key, (counts.get(key) ?? 0) + count)
    }
  }
  return counts
}

/** χ² over the cells of `what` in which there is enough to compare, and z of all of them together. */
function compare(a: Counts, b: Counts, what: string): { cells: number; chiSquare: number; z: number } {
  const keys = [...new Set([...a.keys(), ...b.keys()])].filter((key) => key.startsWith(`${what} `))
  const pairs = keys.map((key): [number, number] => [a.get(key) ?? 0, b.get(key) ?? 0])
  const enough = pairs.filter(([x, y]) => x + y >= 10)
  const chiSquare = enough.reduce((sum, [x, y]) => sum + (x - y) ** 2 / (x + y), 0)
  const [x, y] = pairs.reduce(([sumA, sumB], [each, other]) => [sumA + each, sumB + other], [0, 0])
  return { cells: enough.length, chiSquare, z: (x - y) / Math.sqrt(x + y) }
}

test.each([1, 2, 3])('counts and events of seed %i agree by channel and week', (seed) => {
  const events = fromEvents(options(seed))
  const counts = fromCounts(countWorld(options(seed)))
  for (const what of ['visits', ...pointIds]) {
    const { cells, chiSquare, z } = compare(events, counts, what)
    expect(Math.abs(z), `${what} in all`).toBeLessThan(3.5)
    // visits of people who come back cluster a little
    expect(chiSquare, `${what} over ${cells} cells`).toBeLessThanOrEqual(cells + 4 * Math.sqrt(2 * cells))
  }
})

test('spend agrees by campaign', () => {
  const money = new Map<string, [number, number]>()
  const put = (campaign: string, index: 0 | 1, cost: number): void => {
    const pair = money.get(campaign) ?? [0, 0]
    pair[index] += cost
    money.set(campaign, pair)
  }
  for (const { campaign, cost } of countWorld(options(1))) if (cost > 0) put(campaign, 0, cost)
  const world = createWorld(options(1))
  const books = world.openBooks()
  for (const part of world.parts()) books.add(part)
  for (const report of Object.values(books.files().ads)) {
    for (const line of report.trim().split('\n').slice(1)) put(line.split(',')[1]!, 1, Number(line.split(',')[5]))
  }
  expect(money.size).toBe(6)
  for (const [counted, reported] of money.values()) expect(counted / reported).toBeCloseTo(1, 0.7)
})

test('an injected cause changes what it says, on its days alone', () => {
  const total = (injections: string[], what: (row: DailyCount) => number): number => {
    const given = { ...options(5), visitors: 400_000, injections: injections.map(readInjection) }
    return countWorld(given)
      .filter(({ day }) => day >= '2026-05-01' && day <= '2026-05-14')
      .reduce((sum, row) => sum + what(row), 0)
  }
  const ratio = (injection: string, what: (row: DailyCount) => number): number =>
    total([`${injection}:2026-05-01..2026-05-14`], what) / total([], what)
  const reached = (point: PointId) => (row: DailyCount) => row.reached[point]
  const ofSearch = (what: (row: DailyCount) => number) => (row: DailyCount) =>
    row.channel === 'paid_search' ? what(row) : 0
  const visits = (row: DailyCount): number => row.visits
  const near = (injection: string, what: (row: DailyCount) => number, expected: number): void => {
    expect(Math.abs(ratio(injection, what) / expected - 1), injection).toBeLessThan(0.15)
  }
  near('cvr:0.5', reached('whitepaper'), 0.5)
  near(
    'cpc:1.4',
    ofSearch(({ cost }) => cost),
    1.4,
  )
  near(
    'ctr:0.5',
    ofSearch(({ impressions }) => impressions),
    2,
  )
  near(
    'landing:0.5',
    ofSearch(({ clicks }) => clicks),
    2,
  )
  near('mix:3', visits, 1)
  near('cvr@email:0.2', ofSearch(reached('whitepaper')), 1)
  expect(ratio('mix:3', (row) => (row.channel === 'paid_social' ? row.visits : 0))).toBeGreaterThan(1.5)
})

test('a day before and after the injected days is untouched', () => {
  const plain = countWorld(options(6))
  const injected = countWorld({ ...options(6), injections: [readInjection('cpc:2:2026-06-28..2026-06-28')] })
  expect(injected.filter(({ day }) => day < '2026-06-28')).toEqual(plain.filter(({ day }) => day < '2026-06-28'))
})
