// Our CVs as platforms may see them, and what platforms report and cost: sums by point, channel and campaign.
import { countedRows } from './counted.ts'
import { figuresSql, spendSql } from './periods.ts'
import { Bindings, type Counting, type Scope, type Statement, withinDays } from './scope.ts'
import { standingNow } from './standing.ts'
import { dayMs } from '#util/duration.ts'

/** Rows `{point, channel, campaign, lagDays, onConversion, onClick}`; the days asked for hold one of both dates. */
export function platformCvsSql(counting: Counting, scope: Scope): Statement {
  const bindings = new Bindings()
  const within = (column: string): string => withinDays(column, scope, bindings).join(' AND ')
  const lag = `intDiv(ms - toUnixTimestamp64Milli(credited_at), ${dayMs})`
  const sql =
    `SELECT point, channel, campaign, ${lag} AS lagDays, countIf(${within('time')}) AS onConversion, ` +
    `countIf(${within('ifNull(credited_at, time)')}) AS onClick ` +
    `FROM (${countedRows(counting, scope, bindings)}) GROUP BY point, channel, campaign, lagDays ` +
    'HAVING onConversion + onClick > 0'
  return { sql, params: bindings.params }
}

/** Rows `{total, d0: platform, d1: channel, d2: campaign, d3: name, d4: date, conversions}`. */
export function platformFiguresSql(scope: Scope, names: readonly string[]): Statement {
  return figuresSql({ ...scope, by: ['platform', 'channel', 'campaign', 'point', 'conversion_date'] }, names)
}

/** Rows `{total, d0: platform, d1: channel, d2: campaign, cost}`. */
export function platformSpendSql(scope: Scope): Statement {
  return spendSql({ ...scope, by: ['platform', 'channel', 'campaign'] }, undefined)
}

/** The last day, `day`, of what platforms report or cost; empty where nothing is imported. */
export const lastReportedSql = `SELECT if(count() = 0, '', toString(max(period_end))) AS day FROM (
  SELECT period_end FROM figures FINAL WHERE ${standingNow} AND platform != ''
  UNION ALL SELECT period_end FROM spend FINAL WHERE ${standingNow} AND platform != '')`
