// Properties of events: what senders wrote beside the fields that every event has. A question names one `property.plan`.
import type { Statement } from './scope.ts'

const prefix = 'property.'

/** The name of a property that a dimension is, dotted where it lies inside another; undefined for all other dimensions. */
export function propertyOf(dimension: string): string | undefined {
  return dimension.startsWith(prefix) && dimension.length > prefix.length ? dimension.slice(prefix.length) : undefined
}

/** The dimension that a property is. */
export function propertyDimension(name: string): string {
  return `${prefix}${name}`
}

/**
 * SQL of a property's text over the column `properties`; `''` where it is absent or null, which is as good as absent.
 * @param name dotted where it lies inside another: `address.city`.
 * @param bind the placeholder of a text.
 */
export function propertySql(name: string, bind: (part: string) => string): string {
  const path = name.split('.').map(bind).join(', ')
  const raw = `JSONExtractRaw(properties, ${path})`
  return `multiIf(startsWith(${raw}, '"'), JSONExtractString(properties, ${path}), ${raw} = 'null', '', ${raw})`
}

/** Reading them all would parse every event that there is. */
const newest = 300_000

/** Names of the properties that the newest events carry, `name`, in alphabetical order; without dotted ones, which mean inner ones. */
export const propertyNamesSql =
  `SELECT DISTINCT arrayJoin(JSONExtractKeys(properties)) AS name FROM ` +
  `(SELECT properties FROM events WHERE properties NOT IN ('', '{}') ORDER BY toDate(time) DESC LIMIT ${newest}) ` +
  `WHERE position(name, '.') = 0 ORDER BY name`

/** Whether an event has the property. */
export function hasProperty(name: string): { condition: string; params: Statement['params'] } {
  const parts = name.split('.')
  const params = Object.fromEntries(parts.map((part, index) => [`part_${index}`, part]))
  const path = parts.map((_, index) => `{part_${index}:String}`).join(', ')
  return { condition: `JSONHas(properties, ${path})`, params }
}

/** One row where any event has the property, none otherwise. */
export function hasPropertySql(name: string): Statement {
  const { condition, params } = hasProperty(name)
  return { sql: `SELECT 1 AS found FROM events WHERE ${condition} LIMIT 1`, params }
}
