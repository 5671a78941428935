// Questions about calls to action: seen, clicked, and the conversions that followed a click within the visit.
import { countedRows } from './counted.ts'
import {
  Bindings,
  dayOf,
  filterConditions,
  inWords,
  splitColumns,
  where,
  withinDays,
  type Counting,
  type Scope,
  type Statement,
} from './scope.ts'
import { finalByMonth } from './visits.ts'

/** What the tag sends when an element with `data-cta` was half in view for a second, and when it was clicked. */
const ctaEvents = "name IN ('cta_view', 'cta_click')"
/** Silence that ends a visit: what comes later is no part of it. */
const silence = 'INTERVAL 30 MINUTE'

/** Views and clicks by the client's time, each with its visit; `visit` is 0 where it has none. */
function datedCtas(scope: Scope, bindings: Bindings): string {
  const asked = where([ctaEvents, "junk = ''", ...withinDays('time', scope, bindings)])
  const events = `SELECT *, ${dayOf('time', scope, bindings)} AS day FROM events FINAL${asked}`
  const visits =
    `SELECT visitor_id, visitor_key, visit_key, start, end, channel, campaign, landing_page, device, junk AS visit_junk ` +
    `FROM sessions FINAL PREWHERE visitor_id IN (SELECT visitor_id FROM events${asked})`
  return (
    `SELECT seen.*, name = 'cta_click' AS click, toUnixTimestamp64Milli(time) AS ms, ` +
    `if(time <= end + ${silence}, visit_key, 0) AS visit, if(visit = 0, 0, visitor_key) AS visitor, ` +
    `toUnixTimestamp64Milli(end + ${silence}) AS visit_over, channel, campaign, landing_page, device ` +
    `FROM (${events}) AS seen ASOF LEFT JOIN (${visits}) AS visits ` +
    `ON seen.visitor_id = visits.visitor_id AND seen.time >= visits.start ` +
    `WHERE visit_junk = '' OR time > end + ${silence}`
  )
}

/** `ctas`: views and clicks, and visits with them, clustered by visitor. */
export function ctasSql(scope: Scope): Statement {
  const bindings = new Bindings()
  return { sql: ctaSums(scope, bindings, undefined), params: bindings.params }
}

/** `ctaConverting`: the same with the CVs credited to these visits that came after the first click. */
export function ctaConvertingSql(counting: Counting, scope: Scope): Statement {
  const bindings = new Bindings()
  const counted =
    `SELECT visit_key, groupArray(ms) AS cv_times FROM (${countedRows(counting, { ...scope, by: [] }, bindings)}) ` +
    `WHERE session_id != '' GROUP BY visit_key`
  return { sql: ctaSums(scope, bindings, counted), params: bindings.params }
}

/** By dimensions and over all: what each visit did, then each visitor, then the sums over visitors. */
function ctaSums(scope: Scope, bindings: Bindings, counted: string | undefined): string {
  const names = scope.by.map((_, index) => `d${index}`)
  const columns = [
    ...splitColumns(scope.by, 'ctas', scope, bindings),
    'day',
    'visit',
    'visitor',
    'click',
    'ms',
    'visit_over',
  ]
  const filter = where(filterConditions('ctas', scope, bindings))
  const rows = `SELECT ${columns.join(', ')} FROM (${datedCtas(scope, bindings)})${filter}`
  const sets = names.length === 0 ? 'visit' : `GROUPING SETS ((${names.join(', ')}, visit), (visit))`
  const total = names.length === 0 ? '1' : 'grouping(d0)'
  const visits =
    `SELECT ${[`${total} AS total`, ...names, 'visit'].join(', ')}, any(visitor) AS person, count() AS looks, ` +
    `sum(click) AS hits, minIf(ms, click) AS first_click, max(visit_over) AS until, ` +
    `min(day) AS d_min, max(day) AS d_max FROM (${rows}) GROUP BY ${sets}`
  const groups = ['total', ...names].join(', ')
  const visitors =
    `SELECT ${groups}, person, sum(looks) AS all_looks, sum(hits) AS all_hits, countIf(visit != 0) AS x, ` +
    `countIf(visit != 0 AND hits > 0) AS y, sum(cvs) AS z, min(d_min) AS v_min, max(d_max) AS v_max ` +
    `FROM (${withConversions(visits, counted)}) GROUP BY ${groups}, person`
  return inWords(`SELECT ${groups}, ${sums.join(', ')} FROM (${visitors}) GROUP BY ${groups}`, scope.by) + finalByMonth
}

/** Visits with `cvs`: how many conversions came after the first click, before the visit was over. */
function withConversions(visits: string, counted: string | undefined): string {
  if (counted === undefined) return `SELECT *, 0 AS cvs FROM (${visits})`
  const after = 'arrayCount((at, first, last) -> at >= first AND at <= last, cv_times, firsts, lasts)'
  const beside = (value: string): string => `arrayWithConstant(length(cv_times), ${value})`
  return (
    `SELECT *, if(hits > 0 AND visit != 0, ${after}, 0) AS cvs FROM (` +
    `SELECT visits.*, cv_times, ${beside('first_click')} AS firsts, ${beside('until')} AS lasts ` +
    `FROM (${visits}) AS visits LEFT JOIN (${counted}) AS counted ON visits.visit = counted.visit_key)`
  )
}

/** Person 0 stands for all that have no visit. */
const sums = [
  'sum(all_looks) - sum(all_hits) AS views',
  'sum(all_hits) AS clicks',
  'sumIf(all_looks, person = 0) AS withoutVisit',
  'countIf(x > 0) AS visitors',
  'sum(x) AS visits',
  'sum(y) AS clicked',
  'sum(z) AS cvs',
  'sum(x * x) AS visitSquares',
  'sum(x * y) AS visitClicks',
  'sum(y * y) AS clickSquares',
  'countIf(y > 0) AS clickers',
  'sum(y * z) AS clickCvs',
  'sum(z * z) AS cvSquares',
  "if(count() = 0, '', toString(min(v_min))) AS first",
  "if(count() = 0, '', toString(max(v_max))) AS last",
]
