// What is known of a conversion beside its row: properties of the events that saw it, the call to action clicked before, and
// attributes of its person.
import { ctaDimensions, isOfCta } from './dimensions.ts'
import { datedClicks } from './cta-events.ts'
import { withPersons } from './person-attributes.ts'
import { personAttributeOf } from './person-names.ts'
import { propertyOf, propertySql } from './properties.ts'
import { Bindings, type Counting, type Scope } from './scope.ts'
import { dayMs } from '#util/duration.ts'

/** A visit that goes on for longer than this is no person's, so that a click earlier than this led to no CV. */
const longestVisit = 2 * dayMs

/** Whether a dimension of the ledger is known from events alone. */
export function isOfEvents(dimension: string): boolean {
  return propertyOf(dimension) !== undefined || isOfCta(dimension)
}

interface Asked {
  /** Dimensions that are read from the rows. */
  dimensions: readonly string[]
  counting: Counting
  /** Epoch ms between which all conversions of the rows were, `toMs` excluded; absent: no bound. */
  span: Partial<Pick<Scope, 'fromMs' | 'toMs'>>
}

/**
 * Rows of the ledger with the maps that dimensions are read from: `told` (attribute of the person → text), `said` (property
 * → text) and `led_by` (dimension of calls to action → text); the rows themselves where none is asked for.
 * @param rows with `definition`, `conversion_id`, `person`, `visit_key` and `ms`.
 */
export function withEvents(rows: string, asked: Asked, scope: Scope, bindings: Bindings): string {
  const named = (nameOf: (dimension: string) => string | undefined): string[] =>
    [...new Set(asked.dimensions)].map(nameOf).filter((name) => name !== undefined)
  const [attributes, properties] = [named(personAttributeOf), named(propertyOf)]
  const told = attributes.length === 0 ? rows : withPersons(rows, attributes, bindings)
  const said = properties.length === 0 ? told : withProperties(rows, told, properties, asked, bindings)
  return asked.dimensions.some(isOfCta) ? withClicks(rows, said, asked, scope, bindings) : said
}

/**
 * Of several events that saw a conversion, the earliest that has a property says it.
 * @param rows what `told` is made of, which costs less to read.
 */
function withProperties(
  rows: string,
  told: string,
  properties: readonly string[],
  { counting, span }: Asked,
  bindings: Bindings,
): string {
  const definitions = bindings.bind(
    'definitions',
    'Array(String)',
    counting.segments.map(({ definition }) => definition),
  )
  const bind = (part: string): string => bindings.bind('property', 'String', part)
  const isDated = span.fromMs !== undefined || span.toMs !== undefined
  const ofRows = isDated ? ` AND conversion_id IN (SELECT conversion_id FROM (${rows}))` : ''
  const seen =
    `SELECT definition, conversion_id, source, record_id, time FROM sightings FINAL WHERE definition IN ${definitions} ` +
    `AND kind = 'event' AND reverses = '' AND outcome IN ('counted', 'duplicate')${ofRows}`
  // times are looked up among events eight times as fast as pairs of source and id; the join keeps those that are meant
  const events =
    `SELECT source, id, time, properties FROM events FINAL PREWHERE time IN (SELECT time FROM (${seen})) ` +
    `WHERE properties NOT IN ('', '{}')`
  const texts = properties.map((name, index) => `${propertySql(name, bind)} AS text_${index}`)
  const entries = properties.flatMap((name, index) => [
    bind(name),
    `argMinIf(text_${index}, (time, id), text_${index} != '')`,
  ])
  const said =
    `SELECT definition, conversion_id, map(${entries.join(', ')}) AS said FROM (` +
    `SELECT seen.*, id, ${texts.join(', ')} FROM (${seen}) AS seen INNER JOIN (${events}) AS events ` +
    `ON seen.source = events.source AND seen.record_id = events.id AND seen.time = events.time) GROUP BY definition, conversion_id`
  return (
    `SELECT counted.*, said FROM (${told}) AS counted LEFT ANY JOIN (${said}) AS saying ` +
    `ON counted.definition = saying.definition AND counted.conversion_id = saying.conversion_id`
  )
}

/**
 * The last click before a conversion, in the visit that it is credited to and before that was over.
 * @param rows what `said` is made of.
 */
function withClicks(rows: string, said: string, { dimensions, span }: Asked, scope: Scope, bindings: Bindings): string {
  const earliest = span.fromMs === undefined ? undefined : span.fromMs - longestVisit
  const clicks = datedClicks(
    `SELECT visit_key FROM (${rows})`,
    { ...scope, fromMs: earliest, toMs: span.toMs },
    bindings,
  )
  const asked = ctaDimensions.filter(({ id }) => dimensions.includes(id))
  const fields = asked.map(({ id, columns }) => `'${id}', ${columns.ctas!}`)
  const perInstant =
    `SELECT visit, ms AS clicked_ms, any(visit_over) AS over, argMax(map(${fields.join(', ')}), (source, id)) AS clicked ` +
    `FROM (${clicks}) WHERE visit != 0 GROUP BY visit, ms`
  return (
    `SELECT counted.*, if(over >= ms, clicked, CAST(map() AS Map(String, String))) AS led_by ` +
    `FROM (${said}) AS counted ASOF LEFT JOIN (${perInstant}) AS clicks ` +
    `ON counted.visit_key = clicks.visit AND counted.ms >= clicks.clicked_ms`
  )
}
