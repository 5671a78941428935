// Questions of the benchmarks as somebody would write them in SQL by hand, on the same tables. `whole` gives what an answer
// gives: totals, and intervals with visitors as clusters, in the fewest steps that we know. `shortest` gives the values alone.

export interface ByHand {
  whole: string
  shortest: string
}

const standing = `definition = {definition:String} AND known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')`
const byMonth = ' SETTINGS do_not_merge_across_partitions_select_final = 1'
const visitsWithCvs = `sessions FINAL LEFT ANY JOIN (
  SELECT visit_key, count() AS cvs FROM ledger FINAL WHERE ${standing} GROUP BY visit_key
) AS credited ON sessions.visit_key = credited.visit_key`

/**
 * CVR by visit with its interval by the delta method (Deng, Knoblich and Lu 2018): n visits and k CVs of each visitor, of
 * which most have one visit, so that sums of squares are taken over visits beyond the first.
 * @param sets `keys`, columns of visits, and what stands for each in the total.
 */
function rateByVisit(keys: readonly string[]): string {
  const names = keys.map((_, place) => `k${place}`).join(', ')
  const columns = keys.map((key, place) => `${key} AS k${place}`).join(', ')
  return `
SELECT total, ${names}, length(c) AS cv, length(v) AS visits, cv / visits AS cvr,
  1.96 * sqrt(greatest(0, kk - 2 * cvr * nk + cvr * cvr * nn) * visitors / (visitors - 1)) / visits AS reach
FROM (
  SELECT *, 2 * arraySum(c_places) - length(c) AS kk, 2 * arraySum(e_places) - length(e) AS ee,
    length(v) - length(e) AS visitors, length(v) + length(e) + ee AS nn,
    length(c) + (2 * arraySum(both_places) - length(both_places) - ee - kk) / 2 AS nk
  FROM (
    SELECT *, arrayPopFront(arrayFilter((visitor, step) -> step = 0, v, arrayDifference(v))) AS e,
      arrayEnumerateUniq(c) AS c_places, arrayEnumerateUniq(e) AS e_places,
      arrayEnumerateUniq(arrayConcat(e, c)) AS both_places
    FROM (
      SELECT grouping(k0) AS total, ${columns}, arraySort(groupArray(visitor_key)) AS v,
        groupArrayArray(arrayWithConstant(cvs, visitor_key)) AS c
      FROM ${visitsWithCvs} GROUP BY GROUPING SETS ((${names}), ())
    )
  )
)`
}

/** CV, CVR and CPA by channel and week. The CVs are those of the week itself, the rate is that of its visits. */
export const rates: ByHand = {
  whole: `
SELECT total, channel, week, sum(counted) AS cv, cv - 1.96 * sqrt(cv) AS cv_low, cv + 1.96 * sqrt(cv) AS cv_high,
  sum(rate) AS cvr, cvr - sum(rate_reach) AS cvr_low, cvr + sum(rate_reach) AS cvr_high,
  sum(spent) / cv AS cpa, sum(spent) / cv_high AS cpa_low, sum(spent) / cv_low AS cpa_high
FROM (
  SELECT grouping(channel) AS total, channel, toMonday(time) AS week, count() AS counted, 0. AS rate, 0. AS rate_reach, 0. AS spent
  FROM ledger FINAL WHERE ${standing} GROUP BY GROUPING SETS ((channel, week), ())
  UNION ALL
  SELECT total, k0, k1, 0, cvr, reach, 0. FROM (${rateByVisit(['channel', 'toMonday(start)'])})
  UNION ALL
  SELECT grouping(channel), channel, toMonday(period_start) AS week, 0, 0., 0., toFloat64(sum(cost))
  FROM spend FINAL WHERE known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC') GROUP BY GROUPING SETS ((channel, week), ())
)
GROUP BY total, channel, week ORDER BY total, channel, week${byMonth}`,
  shortest: `
SELECT channel, week, sum(counted) AS cv, sum(credited) / sum(visits) AS cvr, sum(spent) / sum(counted) AS cpa FROM (
  SELECT channel, toMonday(time) AS week, count() AS counted, 0 AS credited, 0 AS visits, 0. AS spent
  FROM ledger FINAL WHERE ${standing} GROUP BY channel, week
  UNION ALL
  SELECT channel, toMonday(start) AS week, 0, sum(cvs), count(), 0. FROM ${visitsWithCvs} GROUP BY channel, week
  UNION ALL
  SELECT channel, toMonday(period_start) AS week, 0, 0, 0, toFloat64(sum(cost))
  FROM spend FINAL WHERE known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC') GROUP BY channel, week
)
GROUP BY channel, week ORDER BY channel, week${byMonth}`,
}

/** Exact visitors by channel and week: sorting takes less than a table of all that were seen. */
export const visitors: ByHand = {
  whole: `
SELECT grouping(channel) AS total, channel, toMonday(start) AS week,
  length(arrayCompact(arraySort(groupArray(visitor_key)))) AS visitors
FROM sessions FINAL GROUP BY GROUPING SETS ((channel, week), ())${byMonth}`,
  shortest: `
SELECT channel, toMonday(start) AS week, uniqExact(visitor_key) AS visitors FROM sessions FINAL GROUP BY channel, week${byMonth}`,
}

/** Value at a rank of sorted lags, and at those that its interval ends at. */
const lagAt = (q: number): string => `
  lags[toUInt32(greatest(1, n * ${q}))] AS p${q * 100},
  lags[toUInt32(greatest(1, n * ${q} - 1.96 * sqrt(n * ${q} * ${1 - q})))] AS p${q * 100}_low,
  lags[toUInt32(least(n, n * ${q} + 1.96 * sqrt(n * ${q} * ${1 - q}) + 1))] AS p${q * 100}_high`

/** Five of the mixed questions, by their place among them. */
export const mixed: ReadonlyMap<number, ByHand> = new Map([
  [
    0,
    {
      whole: `
SELECT grouping(channel) AS total, channel, count() AS cv, cv - 1.96 * sqrt(cv) AS low, cv + 1.96 * sqrt(cv) AS high
FROM ledger FINAL WHERE ${standing} GROUP BY channel WITH ROLLUP`,
      shortest: `SELECT channel, count() AS cv FROM ledger FINAL WHERE ${standing} GROUP BY channel`,
    },
  ],
  [
    3,
    {
      whole: `
SELECT grouping(month) AS total, toStartOfMonth(start) AS month, count() AS visits,
  length(arrayCompact(arraySort(groupArray(visitor_key)))) AS visitors
FROM sessions FINAL GROUP BY month WITH ROLLUP${byMonth}`,
      shortest: `
SELECT toStartOfMonth(start) AS month, count() AS visits, uniqExact(visitor_key) AS visitors
FROM sessions FINAL GROUP BY month${byMonth}`,
    },
  ],
  [
    6,
    {
      whole: `${rateByVisit(['channel'])}${byMonth}`,
      shortest: `SELECT channel, sum(cvs) AS cv, cv / count() AS cvr FROM ${visitsWithCvs} GROUP BY channel${byMonth}`,
    },
  ],
  [
    18,
    {
      whole: `
SELECT grouping(week) AS total, toMonday(time) AS week, toFloat64(sum(value)) AS sum, avg(value) AS mean,
  1.96 * sqrt(sum(pow(toFloat64(value), 2))) AS sum_reach, 1.96 * stddevSamp(toFloat64(value)) / sqrt(count()) AS mean_reach
FROM ledger FINAL WHERE ${standing} GROUP BY week WITH ROLLUP`,
      shortest: `
SELECT toMonday(time) AS week, sum(value) AS sum, avg(value) AS mean FROM ledger FINAL WHERE ${standing} GROUP BY week`,
    },
  ],
  [
    21,
    {
      whole: `
SELECT total, channel, toFloat64(length(lags)) AS n,${lagAt(0.5)},${lagAt(0.9)}
FROM (
  SELECT grouping(channel) AS total, channel, arraySort(groupArray(time - credited_at)) AS lags
  FROM ledger FINAL WHERE ${standing} AND isNotNull(credited_at) GROUP BY channel WITH ROLLUP
)`,
      shortest: `
SELECT channel, quantilesExact(0.5, 0.9)(time - credited_at) AS lags
FROM ledger FINAL WHERE ${standing} AND isNotNull(credited_at) GROUP BY channel`,
    },
  ],
])
