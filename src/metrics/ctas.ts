// Questions about calls to action: seen, clicked, and the conversions that followed a click within the visit.
import { countedRows, hasVisit } from './counted.ts'
import { datedCtas } from './cta-events.ts'
import {
  Bindings,
  filterConditions,
  inWords,
  splitColumns,
  where,
  type Counting,
  type Scope,
  type Statement,
} from './scope.ts'
import { finalByMonth } from './visits.ts'

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
    `WHERE ${hasVisit} GROUP BY visit_key`
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
