// Which rows of each table are a person's, as conditions of SQL; the identifiers stand in the scratch table `erasing`.
import { eventSightingSql } from '#metrics/sighting-ids.ts'
import type { Facts } from '#store/facts.ts'
import { kindOf, valueOf } from './walk.ts'

const of = (...kinds: readonly string[]): string =>
  `(SELECT value FROM erasing WHERE kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}))`

const hashed = `hasAny(mapValues(match_keys), (SELECT groupArray(value) FROM erasing WHERE kind IN ('email', 'phone', 'ad')))`
const clicked = `hasAny(mapValues(click_ids), (SELECT groupArray(value) FROM erasing WHERE kind = 'ad'))`
const carried = `user_id IN ${of('user')} OR visitor_id IN ${of('visitor')} OR ${hashed}
  OR payment_id IN ${of('payment')}`

const eventCarries = `${carried} OR order_id IN ${of('order')} OR deal_id IN ${of('deal')}
    OR ${eventSightingSql} IN ${of('sighting')}`

const sightingNames = `(${carried} OR order_id IN ${of('order')} OR lead_id IN ${of('lead')} OR deal_id IN ${of('deal')}
    OR id IN ${of('sighting')} OR home IN (SELECT concat(kind, ':', value) FROM erasing))`

/** Conditions on the rows of each table. */
export const theirs = {
  events: `(${eventCarries} OR ${clicked})`,
  /** Taken out again, and kept without their clicks. */
  takenEvents: `(${eventCarries})`,
  records: `(${carried} OR order_id IN ${of('order')} OR lead_id IN ${of('lead')}
    OR (kind = 'lead' AND id IN ${of('lead')}) OR (kind = 'order' AND id IN ${of('order')})
    OR (kind = 'deal' AND id IN ${of('deal')}))`,
  /** Rows of imports under way do not say what they are. */
  stagedRecords: `(${carried} OR order_id IN ${of('order')} OR lead_id IN ${of('lead')}
    OR id IN ${of('lead', 'order', 'deal')})`,
  sessions: `(visitor_id IN ${of('visitor')} OR user_id IN ${of('user')})`,
  visits: `visitor_id IN ${of('visitor')}`,
  /** A visit of a browser that others use, too, is made anew without the person's events. */
  sightings: `(${sightingNames} AND (kind != 'session' OR visitor_id IN ${of('visitor')}))`,
  sightingsNaming: sightingNames,
  links: `(a IN (SELECT concat(kind, ':', value) FROM erasing) OR b IN (SELECT concat(kind, ':', value) FROM erasing))`,
  /** Rows of the ledger that name the person, whatever became of the conversion. */
  ledger: `(person IN (SELECT concat(kind, ':', value) FROM erasing) OR visitor_id IN ${of('visitor')}
    OR order_id IN ${of('order')} OR payment_id IN ${of('payment')} OR deal_id IN ${of('deal')}
    OR lead_id IN ${of('lead')})`,
  /** Conversions that stay without a person. */
  settled: `conversion_id IN ${of('conversion')}`,
  aliases: `(conversion_id IN ${of('conversion')} OR alias IN ${of('conversion')})`,
} as const

/** Tables that hold persons, and are rewritten when one is erased. */
export const tablesWithPersons = [
  'events',
  'event_ids',
  'taken_events',
  'records',
  'staged_records',
  'sessions',
  'links',
  'sightings',
  'ledger',
  'conversion_aliases',
] as const

/** An id that cannot be made again once the salt is forgotten. */
export const anonymous = (column: string): string =>
  `lower(hex(sipHash128((SELECT any(value) FROM erasing WHERE kind = 'salt'), ${column})))`

/** Fills the scratch table; it is in memory alone, and one person's at a time. */
export async function markTheirs(
  facts: Facts,
  identifiers: Iterable<string>,
  more: Readonly<Record<string, readonly string[]>> = {},
): Promise<void> {
  await unmark(facts)
  const rows = [...identifiers].map((identifier) => ({ kind: kindOf(identifier), value: valueOf(identifier) }))
  for (const [kind, values] of Object.entries(more)) for (const value of values) rows.push({ kind, value })
  await facts.insert('erasing', rows)
}

export async function unmark(facts: Facts): Promise<void> {
  await facts.command('TRUNCATE TABLE erasing', {}, { lane: 'load' })
}
