import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dayMs } from '#util/duration.ts'
import {
  type Cohort,
  arrivalCurve,
  arrivedShare,
  backTest,
  byArrivals,
  byUnits,
  conversionCurve,
  findTruncation,
  impute,
  sinceDay,
} from './arrival.ts'
import { draws } from './test-draws.ts'

const shared = join(import.meta.dirname, '..', '..', '..', 'shared', 'data')
const isHere = existsSync(shared)
if (!isHere) console.log('skipped: ../shared/data is not here')

test("Kaplan and Meier's curve of remission under 6-MP", () => {
  // oracle: Freireich et al. 1963, weeks; the curve as in Kalbfleisch and Prentice
  const relapsed = { 6: 3, 7: 1, 10: 1, 13: 1, 16: 1, 22: 1, 23: 1 }
  const stillFree = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
  const patients: Cohort[] = [
    ...Object.entries(relapsed).map(([week, count]) => ({ day: 0, lag: Number(week), count })),
    ...stillFree.map((week) => ({ day: 40 - week, lag: null, count: 1 })),
  ]
  const curve = conversionCurve(patients, 40, 40)
  const expected = [0.857143, 0.806723, 0.752941, 0.690196, 0.627451, 0.537815, 0.448179]
  for (const [index, week] of Object.keys(relapsed).entries()) {
    expect(1 - curve[Number(week)]!).toBeCloseTo(expected[index]!, 6)
  }
})

/** A file's rows; the columns read hold no quotes. */
function rowsOf(file: string): string[][] {
  const lines = readFileSync(join(shared, file), 'utf8').trim().split('\n')
  return lines.slice(1).map((line) => line.split(','))
}

const dayNumber = (text: string): number => Date.parse(text.slice(0, 10)) / dayMs

function leads(): Cohort[] {
  const won = new Map(rowsOf('olist_deals_asof_2018-04-30.csv').map(([id, , , , at]) => [id!, dayNumber(at!)]))
  return rowsOf('olist_mql_asof_2018-04-30.csv').map(([id, at]) => {
    const day = dayNumber(at!)
    return { day, lag: won.has(id!) ? won.get(id!)! - day : null, count: 1 }
  })
}

describe.skipIf(!isHere)('leads of a marketplace as of 2018-04-30', () => {
  const asOf = dayNumber('2018-04-30')

  test('of leads younger than 90 days 383 of 3,603 converted; with what is still to come 12.4968 %', () => {
    // oracle: the published reading of this file, imputation by an all-cohort Kaplan–Meier over whole days
    const all = leads()
    const young = all.filter(({ day }) => asOf - day < 90)
    const { units, arrived, corrected } = impute(young, conversionCurve(all, asOf, 90), asOf)
    expect([arrived, units]).toEqual([383, 3_603])
    expect(arrived / units).toBeCloseTo(0.1063, 6)
    expect(corrected / units).toBeCloseTo(0.124968, 6)
  })

  test('that no deal was recorded before 2017-12-05 is found, and cutting the history off there raises the curve', () => {
    const all = leads()
    const found = findTruncation(all, asOf, 90)!
    expect(found.since).toBe(dayNumber('2017-12-05'))
    expect(found.expected).toBeGreaterThan(100)
    const whole = sinceDay(all, found.since)
    expect(conversionCurve(whole, asOf, 90)[90]!).toBeGreaterThan(conversionCurve(all, asOf, 90)[90]! + 0.01)
  })
})

/** Arrivals of 100 a day with lags by a known law, as they are known on day 400. */
function simulated(seed: number, until = 400): { cohorts: Cohort[]; share(age: number): number } {
  const random = draws(seed)
  const cohorts: Cohort[] = []
  for (let day = 0; day <= until; day++) {
    const lags = new Map<number, number>()
    for (let n = random.poisson(100); n > 0; n--) {
      const lag = Math.floor(-12 * Math.log(1 - random.uniform()))
      if (day + lag <= until) lags.set(lag, (lags.get(lag) ?? 0) + 1)
    }
    for (const [lag, count] of lags) cohorts.push({ day, lag, count })
  }
  return { cohorts, share: (age) => 1 - Math.exp(-(age + 1) / 12) }
}

test('the reverse hazard finds the law of delays though late ones of recent days are not there yet', () => {
  // oracle: lags drawn from a geometric law with mean about 12 days; standard error about .002
  const { cohorts, share } = simulated(3)
  const curve = arrivalCurve(cohorts, 400, 90)!
  for (const age of [0, 5, 12, 30, 60]) expect(curve[age]! - share(age)).toBeCloseTo(0, 1.9)
  const naive = cohorts.filter(({ day }) => day > 380)
  const quick = naive.filter(({ lag }) => lag! <= 5).length
  expect(quick).toBeGreaterThan(0)
})

test('the back-test says by how much corrections were off, less for periods that are older', () => {
  const { cohorts } = simulated(5)
  const days = { asOf: 400, horizon: 60, days: 7 }
  for (const method of [byArrivals, byUnits]) {
    const errors = backTest(method, cohorts, days)
    expect(errors[4]).toBeGreaterThanOrEqual(0)
    expect(errors[0]!).toBeLessThan(0.6)
    expect(errors[4]!).toBeLessThan(errors[0]!)
  }
  expect(backTest(byArrivals, sinceDay(cohorts, 300), days)[0]).toBeNull()
})

test('few arrivals tell nothing, and days to come are no part of a period', () => {
  expect(arrivalCurve([{ day: 1, lag: 2, count: 29 }], 10, 5)).toBeNull()
  expect(arrivedShare([0.5, 1], 9, 20, 10)).toBe(0.75)
  expect(arrivedShare([0.5, 1], 11, 20, 10)).toBeNull()
})

test('a whole history is not called cut off', () => {
  const whole = Array.from({ length: 200 }, (_, day): Cohort[] => [
    { day, lag: day % 30, count: 2 },
    { day, lag: null, count: 20 },
  ]).flat()
  expect(findTruncation(whole, 200, 90)).toBeNull()
  // conversions were not recorded before day 100
  const cut = whole.map((cohort) => (cohort.day + (cohort.lag ?? 0) < 100 ? { ...cohort, lag: null } : cohort))
  expect(findTruncation(cut, 200, 90)!.since).toBe(100)
})
