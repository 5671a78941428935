// Touches: the visits of a person before each conversion, in order, with how often the same way was gone; and the ways that
// led to no conversion. Identical ways are added up inside the engine.
import { countedRows } from './counted.ts'
import { isPerson, personKeys } from './person-keys.ts'
import { Bindings, dimensionSql, withinDays, where, type Counting, type Scope, type Statement } from './scope.ts'
import { finalByMonth } from './visits.ts'

export interface Looking {
  /** What a touch is named by. */
  by: 'channel' | 'campaign'
  /** How long before a conversion a visit may have begun, in milliseconds. */
  lookbackMs: number
  /** After which a touch is worth half by time decay, in milliseconds. */
  halfLifeMs: number
}

/** A way keeps its latest touches: who comes more often than that in one lookback is no person. */
export const mostTouches = 50
/** So many different ways are read; who has more is to ask for less. */
export const mostPaths = 200_000

/** Browsers of each person, `person` and `browsers`; one that several people used is nobody's. */
function ownBrowsers(conversions: string): string {
  const browsers =
    `SELECT substring(linked.a, 9) AS browser, max(keys.person) AS person ` +
    `FROM (SELECT DISTINCT a, b FROM links WHERE startsWith(a, 'visitor:') AND ${isPerson('b')}) AS linked ` +
    `LEFT JOIN (${personKeys(conversions)}) AS keys ON linked.b = keys.key ` +
    `GROUP BY linked.a HAVING min(keys.person) = max(keys.person) AND max(keys.person) != ''`
  return `SELECT person, groupArray(browser) AS browsers FROM (${browsers}) GROUP BY person`
}

/** The conversions, each once for each browser of its person and for the one it was seen on; `''` where there is none. */
function withBrowsers(conversions: string): string {
  return (
    `SELECT conversions.*, length(all) AS devices, cityHash64(arrayJoin(if(empty(all), [''], all))) AS browser, ` +
    `arrayDistinct(if(visitor_id = '', owned.browsers, arrayPushBack(owned.browsers, visitor_id))) AS all ` +
    `FROM (${conversions}) AS conversions LEFT JOIN (${ownBrowsers(conversions)}) AS owned ON conversions.person = owned.person`
  )
}

function conversionRows(counting: Counting, scope: Scope, bindings: Bindings, by: Looking['by']): string {
  const columns = [
    'cityHash64(point, definition, conversion_id) AS cv',
    'ms',
    'person',
    'visitor_id',
    'session_id',
    `${dimensionSql(by, 'ledger', scope, bindings)} AS credited`,
    "channel = 'direct' AS credited_direct",
    'least(ms, ifNull(toUnixTimestamp64Milli(credited_at), ms)) AS credited_ms',
    'toFloat64(ifNull(value, 0)) AS money',
  ]
  const rows = countedRows(counting, scope, bindings)
  return `SELECT ${columns.join(', ')} FROM (${rows})${where(withinDays('time', scope, bindings))}`
}

function visitRows(conditions: readonly string[], by: Looking['by'], scope: Scope, bindings: Bindings): string {
  const columns = [
    'visitor_key',
    'visit_key',
    'toUnixTimestamp64Milli(start) AS at',
    `${dimensionSql(by, 'sessions', scope, bindings)} AS name`,
    "channel = 'direct' AS direct",
  ]
  return `SELECT ${columns.join(', ')} FROM sessions FINAL${where([...conditions, "junk = ''"])}`
}

/**
 * The ways that led to conversions, the commonest first: `touches`, `conversions`, `lastNonDirect` and `decayed` as
 * src/stats/attribution.ts takes them, and `worth` and `decayedWorth`; of these `unseen` have no visit, `devices` more than one browser, and
 * `cut` more touches than are kept, `recorded` a touch that is no visit. What the ledger credits and is no visit (a lead, a trade show) is a touch of its own.
 */
export function pathsSql(counting: Counting, scope: Scope, { by, lookbackMs, halfLifeMs }: Looking): Statement {
  const bindings = new Bindings()
  const lookback = bindings.bind('lookback', 'Int64', lookbackMs)
  const earliest = scope.fromMs === undefined ? undefined : scope.fromMs - lookbackMs
  const begun = withinDays('start', { ...scope, fromMs: earliest }, bindings)
  const conversions = withBrowsers(conversionRows(counting, scope, bindings, by))
  const joined =
    `SELECT cv, ms, visits.at AS at, visit_key, name, direct, credited, credited_direct, credited_ms, session_id, devices, money ` +
    `FROM (${visitRows(begun, by, scope, bindings)}) AS visits RIGHT JOIN (${conversions}) AS conversions ` +
    `ON visits.visitor_key = conversions.browser AND visits.at <= conversions.ms AND visits.at >= conversions.ms - ${lookback}`
  const latest = `groupArraySortedIf(${mostTouches + 1})((-at, visit_key, name, direct), visit_key != 0)`
  const perConversion =
    `SELECT any(session_id) AS session, any(credited) AS named, any(credited_direct) AS named_direct, ` +
    `any(credited_ms) AS named_ms, any(devices) AS browsers, any(money) AS value, ${latest} AS newest, length(newest) > ${mostTouches} AS cut, ` +
    `arrayMap(visit -> (-visit.1, visit.3, visit.4), arraySlice(newest, 1, ${mostTouches})) AS visits, ` +
    `empty(visits) OR (session = '' AND named != '' AND NOT has(arrayMap(visit -> visit.2, visits), named)) AS beside, ` +
    `arraySort(visit -> visit.1, if(beside, arrayPushBack(arrayReverse(visits), (named_ms, named, named_direct)), arrayReverse(visits))) AS way ` +
    `FROM (${joined}) GROUP BY cv`
  const halfLife = bindings.bind('half_life', 'Float64', halfLifeMs)
  // the age is counted from the last touch, which changes no share, so that old ways do not vanish in the arithmetic
  const weighed =
    `SELECT *, arrayMap(touch -> touch.2, way) AS touches, way[-1].1 AS last_ms, ` +
    `arrayMap(touch -> exp2((touch.1 - last_ms) / ${halfLife}), way) AS weights, ` +
    `arrayLastIndex(touch -> touch.3 = 0, way) AS paid FROM (${perConversion})`
  const sql =
    `SELECT touches, if(paid = 0, length(touches), paid) - 1 AS lastNonDirect, count() AS conversions, ` +
    `sumForEach(arrayMap(weight -> weight / total, weights)) AS decayed, sum(value) AS worth, ` +
    `sumForEach(arrayMap(weight -> value * weight / total, weights)) AS decayedWorth, countIf(empty(visits)) AS unseen, ` +
    `countIf(browsers > 1) AS devices, countIf(cut) AS cut, countIf(beside AND named != '') AS recorded FROM (SELECT *, arraySum(weights) AS total FROM (${weighed})) ` +
    `GROUP BY touches, lastNonDirect ORDER BY conversions DESC, touches, lastNonDirect LIMIT ${mostPaths + 1}${finalByMonth}`
  return { sql, params: bindings.params }
}

/**
 * The ways that led to no conversion: of each browser with a visit in the days asked for, whose person never had one, the
 * visits of these days within the lookback before its last. `touches` and how many browsers went so, `paths`.
 */
export function lostPathsSql(counting: Counting, scope: Scope, { by, lookbackMs }: Looking): Statement {
  const bindings = new Bindings()
  const always: Scope = { ...scope, fromMs: undefined, toMs: undefined }
  const converted = `SELECT browser FROM (${withBrowsers(conversionRows(counting, always, bindings, by))})`
  const visits = visitRows(withinDays('start', scope, bindings), by, scope, bindings)
  const lookback = bindings.bind('lookback', 'Int64', lookbackMs)
  const perBrowser =
    `SELECT arrayReverse(groupArraySorted(${mostTouches})((-at, visit_key, name))) AS visits, visits[-1].1 AS newest, ` +
    `arrayMap(visit -> visit.3, arrayFilter(visit -> visit.1 - newest <= ${lookback}, visits)) AS touches ` +
    `FROM (${visits}) WHERE visitor_key NOT IN (${converted}) GROUP BY visitor_key`
  const sql =
    `SELECT touches, count() AS paths FROM (${perBrowser}) ` +
    `GROUP BY touches ORDER BY paths DESC, touches LIMIT ${mostPaths + 1}${finalByMonth}`
  return { sql, params: bindings.params }
}
