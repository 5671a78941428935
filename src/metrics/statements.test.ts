import { expect, test } from 'vitest'
import { metrics } from './catalogue.ts'
import { conversionsSql } from './counted.ts'
import { formulas } from './formulas.ts'
import { emptyCell } from './measures.ts'
import { spendSql } from './periods.ts'
import type { Scope } from './scope.ts'

const scope: Scope = {
  by: ['channel', 'week'],
  filter: { campaign: ["it's"] },
  from: '2026-04-01',
  to: '2026-04-30',
  fromMs: Date.UTC(2026, 3, 1),
  toMs: Date.UTC(2026, 4, 1),
  timezone: 'UTC',
  weekStart: 1,
  known: undefined,
  basis: 'conversion',
}

test('a question about conversions is one scan of the ledger, with every value bound', () => {
  const segment = { point: 'buy', definition: 'abc', from: 0, to: 9 }
  const { sql, params } = conversionsSql({ segments: [segment], dropped: [], added: [] }, scope, new Set())
  expect(sql).toMatchInlineSnapshot(
    `"SELECT * REPLACE (toString(d1) AS d1) FROM (SELECT grouping(cell) AS total, any(numbered.d0) AS d0, any(numbered.d1) AS d1, count() AS cv, countIf(NOT (visit_key != cityHash64(''))) AS withoutSession, if(count() = 0, '', toString(min(day))) AS first, if(count() = 0, '', toString(max(day))) AS last FROM (SELECT *, cityHash64(cityHash64(d0), cityHash64(d1)) AS cell FROM (SELECT channel AS d0, subtractDays(day, (toDayOfWeek(day) + 7 - {week_start:UInt8}) % 7) AS d1, day, value, currency AS money, visit_key, ms - toUnixTimestamp64Milli(credited_at) AS lag FROM (SELECT *, toDate(toTimeZone(time, {timezone:String})) AS day FROM (SELECT *, visit_key, toUnixTimestamp64Milli(time) AS ms, if(ms >= {the_from:Int64} AND ms < {the_to:Int64}, {the_point:String}, '') AS point FROM ledger FINAL WHERE definition IN {definitions:Array(String)} AND known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC') AND point != '') WHERE time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}) WHERE campaign IN {only:Array(String)})) AS numbered GROUP BY cell WITH ROLLUP)"`,
  )
  expect(params).toMatchInlineSnapshot(`
    {
      "definitions": [
        "abc",
      ],
      "from": "1775001600.000",
      "only": [
        "it's",
      ],
      "the_from": 0,
      "the_point": "buy",
      "the_to": 9,
      "timezone": "UTC",
      "to": "1777593600.000",
      "week_start": 1,
    }
  `)
})

test('a question about cost is one scan of the spend', () => {
  const { sql, params } = spendSql({ ...scope, by: ['platform'], filter: {} }, undefined)
  expect(sql).toMatchInlineSnapshot(
    `"SELECT grouping(d0) AS total, d0, uniqExact(key) AS rows, toFloat64(sumIf(money, share = 1)) + sumIf(toFloat64(money) * share, share < 1) AS cost, toFloat64(sumIf(seen, share = 1)) + sumIf(toFloat64(seen) * share, share < 1) AS impressions, toFloat64(sumIf(hits, share = 1)) + sumIf(toFloat64(hits) * share, share < 1) AS clicks, arraySort(groupUniqArrayIf(unit, money != 0)) AS currencies, uniqExactIf(key, share < 1) AS spread, if(count() = 0, '', toString(min(day))) AS first, if(count() = 0, '', toString(max(last_day))) AS last FROM (SELECT platform AS d0, day, last_day, share, key, cost AS money, impressions AS seen, clicks AS hits, currency AS unit FROM (SELECT *, cut_start AS day, cut_end AS last_day, (cut_end - cut_start + 1) / days AS share FROM (SELECT *, greatest(period_start, {first_day:Date}) AS cut_start, least(period_end, {last_day:Date}) AS cut_end, period_end - period_start + 1 AS days FROM spend FINAL WHERE known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC') AND period_end >= {first_day:Date} AND period_start <= {last_day:Date}))) GROUP BY d0 WITH ROLLUP"`,
  )
  expect(params).toMatchInlineSnapshot(`
    {
      "first_day": "2026-04-01",
      "last_day": "2026-04-30",
    }
  `)
})

test('every metric has a formula, and none gives a number for an empty cell but for plain sums', () => {
  expect(Object.keys(formulas).toSorted()).toEqual(metrics.map(({ id }) => id).toSorted())
  const sums = [
    'events',
    'cta.views',
    'cta.clicks',
    'cta.cv',
    'sessions',
    'visitors',
    'cv',
    'cost',
    'impressions',
    'clicks',
    'value',
    'customers',
    'figure.cv',
    'figure.value',
  ]
  for (const [id, formula] of Object.entries(formulas)) {
    const { value, refused } = formula(emptyCell(), { once: { click: true, visitor: false } })
    if (sums.includes(id)) expect(value, id).toBe(0)
    else expect(refused, id).toBeTruthy()
  }
})
