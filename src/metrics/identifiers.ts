// By which identifiers raw events and records tell who they are about, as SQL: an array of `kind:value`, strongest first.

/** What systems write where they know nobody; such a value must not weld strangers together. */
export const nobody: ReadonlySet<string> = new Set(['', 'null', 'undefined', 'none', 'anonymous', 'unknown', '0', '-'])

/** Whether a column names nobody and nothing. */
export function isNobodySql(column: string): string {
  return `lower(${column}) IN (${[...nobody].map((id) => `'${id}'`).join(', ')})`
}

const pick = (pairs: readonly (readonly [string, string])[]): string =>
  `arrayFilter(key -> NOT ${isNobodySql("substring(key, position(key, ':') + 1)")},
    [${pairs.map(([kind, sql]) => `concat('${kind}:', ${sql})`).join(', ')}])`

const ofPerson = [
  ['user', 'user_id'],
  ['email', "match_keys['email']"],
  ['phone', "match_keys['phone']"],
] as const
const leadOfRecord = ['lead', "if(kind = 'lead', id, lead_id)"] as const
const visitor = ['visitor', 'visitor_id'] as const

/** The strongest of what says who it was; `''` where nothing does. */
export const eventPersonSql = `${pick([...ofPerson, visitor])}[1]`
export const recordPersonSql = `${pick([...ofPerson, leadOfRecord, visitor])}[1]`

export const eventKeysSql = pick([
  ...ofPerson,
  visitor,
  ['order', 'order_id'],
  ['payment', 'payment_id'],
  ['deal', 'deal_id'],
])
/** With the ids that the event may share with another source's. */
export const allEventKeysSql = `arrayConcat(${eventKeysSql}, ${pick([
  ['event', 'id'],
  ['event', "match_keys['event_id']"],
])})`
export const recordKeysSql = pick([
  ...ofPerson,
  leadOfRecord,
  visitor,
  ['order', "if(kind = 'order', id, order_id)"],
  ['payment', 'payment_id'],
  ['deal', "if(kind = 'deal', id, '')"],
])

/** Of sightings, found or stored: all by which two may influence each other. @param names columns that are not called as in `sightings`. */
export function sightingKeysSql(
  names: { lead: string; order: string } = { lead: 'lead_id', order: 'order_id' },
): string {
  return pick([
    ...ofPerson,
    ['lead', names.lead],
    visitor,
    ['order', names.order],
    ['payment', 'payment_id'],
    ['deal', 'deal_id'],
    ['event', "if(kind = 'event', record_id, '')"],
    ['event', "if(kind = 'event', match_keys['event_id'], '')"],
  ])
}
